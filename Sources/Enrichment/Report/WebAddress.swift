/// An address from data that may be linked: absolute, `http` or `https`, with a plain host and no user name.
///
/// Everything else (`javascript:`, `https://portal.example.com@203.0.113.9/`, look-alike letters in the host) is shown
/// as text only.
struct WebAddress: Hashable, Sendable {
    let address: String
    /// Host and port as they stand in the address.
    let host: String
    /// Path, query and fragment.
    let rest: String

    init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count <= 2048, utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else {
            return nil
        }
        let start: Int
        if Self.hasPrefix(utf8, "https://") {
            start = 8
        } else if Self.hasPrefix(utf8, "http://") {
            start = 7
        } else {
            return nil
        }
        let end = utf8[start...].firstIndex { [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
        let authority = utf8[start..<(end ?? utf8.count)]
        guard !authority.isEmpty, authority.allSatisfy(Self.isHostByte) else { return nil }
        address = text
        host = String(decoding: authority, as: UTF8.self)
        rest = String(decoding: utf8[(end ?? utf8.count)...], as: UTF8.self)
    }

    private static func hasPrefix(_ utf8: [UInt8], _ prefix: StaticString) -> Bool {
        prefix.withUTF8Buffer { prefix in
            utf8.count > prefix.count && zip(utf8, prefix).allSatisfy { ($0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0) == $1 }
        }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"),
            UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}

extension HTML {
    /// An address from data: a link that names its host where it may be one, else text.
    mutating func address(_ text: String) {
        guard let address = WebAddress(text) else {
            element("span", [.fixed("class", "u")], text: text.clipped(to: 200))
            return
        }
        element(
            "a",
            [.data("href", address.address), .fixed("class", "u"), .fixed("rel", "noreferrer noopener external")]
        ) { html in
            html.element("b", text: address.host)
            html.text(address.rest.clipped(to: 80))
        }
    }
}
