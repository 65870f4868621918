public import Domain
internal import Foundation

/// The one spelling of a login under which it is stored, looked up and counted by limits: trimmed, lower case and
/// composed (Unicode NFC), so that what looks the same is the same account.
public enum LoginName {
    public static let longest = 254

    /// Throws a `Problem` for a login that is empty, longer than 254 characters or holds control or format characters.
    public static func normalized(_ login: String) throws(Problem) -> String {
        guard let name = normal(login) else {
            throw Problem(
                "a login is 1 to \(longest) characters without control characters",
                place: "login", remedy: "Use a mail address or a short name")
        }
        return name
    }

    /// The same without a reason: nil for what can be nobody's login.
    public static func normal(_ login: String) -> String? {
        // Before the costly steps: nobody's login has this many bytes.
        guard login.utf8.count <= 8 * longest else { return nil }
        let name = AccessText.composed(login).lowercased().precomposedStringWithCanonicalMapping
        return AccessText.isPlain(name, upTo: longest) ? name : nil
    }
}

/// Rules for the short texts people give accounts and tokens.
enum AccessText {
    static let longestName = 200

    static func composed(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.trimmingWhitespace()
    }

    /// Not empty, not too long, and without characters that could forge a line or turn the direction of writing.
    static func isPlain(_ text: String, upTo length: Int) -> Bool {
        let scalars = text.unicodeScalars
        guard !scalars.isEmpty, scalars.count <= length else { return false }
        return scalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
            default: true
            }
        }
    }

    /// A display name or label, cleaned; throws a `Problem` that calls it `what`.
    static func name(_ text: String, what: String) throws(Problem) -> String {
        let name = composed(text)
        guard isPlain(name, upTo: longestName) else {
            throw Problem(
                "a \(what) is 1 to \(longestName) characters without control characters",
                place: "accounts", remedy: "Give a shorter, plain \(what)")
        }
        return name
    }
}
