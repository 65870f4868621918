import Digest
import Domain

/// Addresses of the page that stands between a link from a ticket, a document or a model and the site it leads to.
///
/// The address is signed for the account that sees the link, with a key of this process. So `/leave` shows only what a
/// page of ours held, and a link cannot be made up by others or passed on.
struct LeaveLinks: Sendable {
    static let path = "/leave"
    let key: [UInt8]
    let accountID: String

    /// Path and query; nil when there is no digest.
    func link(_ address: OutsideAddress) -> String? {
        guard let code = signature(address.text) else { return nil }
        return Self.path + "?to=" + FormEncoding.escape(address.text) + "&sig=" + code
    }

    /// The address of a link that was made for this account; nil for any other.
    func address(to: String?, signature given: String?) -> OutsideAddress? {
        guard let to, let given, let expected = signature(to), ConstantTime.equal(given, expected) else { return nil }
        return OutsideAddress(to)
    }

    private func signature(_ text: String) -> String? {
        // The account's id holds no NUL, so the two parts cannot be confused.
        let message = Array("sidenote leave 1\0\(accountID)\0\(text)".utf8)
        return (try? HMAC.code(.sha256, key: key, message: message)).map(Base64.urlText)
    }
}

/// An address of another site as far as people may be led there: http or https, a plain host, no user name.
struct OutsideAddress: Hashable, Sendable {
    static let maximumBytes = 2048

    let text: String
    /// With the port, where one is given: `docs.example.com:8443`.
    let host: String

    /// nil for anything on which a browser and a person might disagree: white space and control characters, backslashes,
    /// a user name that looks like a host, hosts with other than ASCII letters, other schemes.
    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumBytes, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !text.contains("\\"), let colon = text.firstIndex(of: ":"),
            ["http", "https"].contains(text[..<colon].lowercased()), text[colon...].hasPrefix("://")
        else { return nil }
        let rest = text[text.index(colon, offsetBy: 3)...]
        let host = rest.prefix { !"/?#".contains($0) }
        guard Self.isHost(host) else { return nil }
        self.text = text
        self.host = host.lowercased()
    }

    private static func isHost(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first, !name.isEmpty, name.utf8.count <= 253 else { return false }
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (48...57).contains($0) }), (1...65535).contains(Int(parts[1]) ?? 0) else {
                return false
            }
        }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty
                && label.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                        true
                    default: false
                    }
                }
        }
    }
}
