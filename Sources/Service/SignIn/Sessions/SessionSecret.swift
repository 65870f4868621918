import Digest

/// What a browser or a link presents: 256 random bits as 43 characters of URL-safe Base64. Every way of printing it
/// shows `***`.
struct SessionSecret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    static let length = 43

    let text: String

    /// nil for what can be no secret of this service.
    init?(_ text: String) {
        guard text.utf8.count == Self.length, Base64.urlBytes(text) != nil else { return nil }
        self.text = text
    }

    private init(made text: String) {
        self.text = text
    }

    static func make() throws(DigestUnavailable) -> SessionSecret {
        SessionSecret(made: try RandomBytes.token(32))
    }

    var description: String { "***" }
    var debugDescription: String { "***" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
