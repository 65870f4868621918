/// Where a browser goes after signing in: a path of this site and nothing else.
///
/// Whatever a browser could take for another site's address is dropped: `//host`, `/\host`, schemes, control
/// characters, white space, dot segments and empty segments, fragments (open redirect, CWE-601).
public struct ReturnAddress: Hashable, Sendable {
    /// The page that everybody has.
    public static let home = ReturnAddress(path: "/")

    /// Begins with one `/`; path and query.
    public let path: String

    private init(path: String) {
        self.path = path
    }

    /// nil for anything but a plain path of this site, up to 512 bytes.
    public init?(_ text: String?) {
        guard let text, text.utf8.first == UInt8(ascii: "/"), text.utf8.count <= 512,
            text.utf8.allSatisfy(Self.isAllowed)
        else { return nil }
        let path = text.prefix { $0 != "?" }
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        // An empty last segment is the slash at the end.
        guard segments.dropLast().allSatisfy({ !$0.isEmpty }), !segments.contains("."), !segments.contains("..") else {
            return nil
        }
        // Going back to where one came from would go round in a circle or end the session.
        guard !["sign-in", "sign-out"].contains(String(segments.first ?? "")) else { return nil }
        self.path = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "/-._~?=&%+,:@!$()*;".utf8.contains(byte)
        }
    }
}
