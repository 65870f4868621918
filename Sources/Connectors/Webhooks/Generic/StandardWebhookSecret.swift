import Digest
public import Domain

/// A symmetric secret of Standard Webhooks: `whsec_` and Base64 of 24 to 64 random bytes.
public struct StandardWebhookSecret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    let key: [UInt8]

    /// - Parameter text: with or without the prefix, padding may be missing.
    /// - Throws: `Problem` without the text when it is no such secret.
    public init(_ text: String) throws(Problem) {
        let bare = text.hasPrefix("whsec_") ? String(text.dropFirst(6)) : text
        let padded = bare + String(repeating: "=", count: (4 - bare.utf8.count % 4) % 4)
        guard let key = Base64.bytes(padded) else {
            throw Problem(
                "a secret of the generic webhook is not “whsec_” and Base64",
                remedy: "make one with: echo \"whsec_$(openssl rand -base64 32)\"")
        }
        guard (24...64).contains(key.count) else {
            throw Problem(
                "a secret of the generic webhook holds \(key.count) bytes; Standard Webhooks asks for 24 to 64",
                remedy: "make one with: echo \"whsec_$(openssl rand -base64 32)\"")
        }
        self.key = key
    }

    public var description: String { "***" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
