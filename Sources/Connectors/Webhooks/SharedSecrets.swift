import Digest

/// Secrets of a source as plain texts. Printing shows none of them.
struct SharedSecrets: Sendable, CustomStringConvertible, CustomReflectable {
    private let keys: [[UInt8]]

    init(_ texts: [String]) {
        keys = texts.map { Array($0.utf8) }
    }

    init(keys: [[UInt8]]) {
        self.keys = keys
    }

    var isEmpty: Bool { keys.isEmpty }

    /// Whether the code was made over the message with any of them. All are tried.
    func made(_ code: [UInt8], _ function: HMAC.Function, over message: [UInt8]) -> Bool {
        var isValid = false
        for key in keys where HMAC.isValid(code, function, key: key, message: message) { isValid = true }
        return isValid
    }

    /// Whether the text is one of them. All are tried.
    func contain(_ text: String) -> Bool {
        var isKnown = false
        for key in keys where ConstantTime.equal(text, String(decoding: key, as: UTF8.self)) { isKnown = true }
        return isKnown
    }

    var description: String { "***" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
