/// What a new password must be: long, and none of those tried first. No rules about kinds of characters (NIST SP
/// 800-63B, section 5.1.1.2).
public enum PasswordRule {
    /// What is wrong with a password.
    public enum Objection: Hashable, Sendable {
        case short
        /// Longer than `longest`, or with control characters, which not every form and terminal passes on.
        case unusable
        /// Little more than the login.
        case login
        /// Among those that are tried first.
        case common

        /// A sentence without capital and full stop, as in a `Problem`.
        public var text: String {
            switch self {
            case .short: "a password needs at least \(shortest) characters"
            case .unusable:
                "this password cannot be used: it is longer than \(longest) bytes or holds control characters"
            case .login: "the password is little more than the login"
            case .common: "the password is among those that are tried first"
            }
        }
    }

    /// In characters.
    public static let shortest = 12
    /// In bytes of UTF-8; more than that is no password.
    public static let longest = 512

    /// What is wrong with it; nil when it will do.
    ///
    /// - Parameter login: in lower case, as accounts hold it.
    public static func objection(to password: String, login: String) -> Objection? {
        if password.count < shortest { return .short }
        if password.utf8.count > longest || password.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            return .unusable
        }
        let lower = password.lowercased()
        let name = login.split(separator: "@").first.map(String.init) ?? login
        let rest = lower.replacing(login, with: "").replacing(name, with: "").filter { $0.isLetter || $0.isNumber }
        if rest.count < 6 { return .login }
        if Set(lower).count < 5 || isCommon(lower) { return .common }
        return nil
    }

    /// Known words with digits and signs around them, or in place of letters, are as easily tried as the words.
    private static func isCommon(_ password: String) -> Bool {
        let inner = password.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
        let spelled = String(inner.map { swaps[$0] ?? $0 })
        if words.contains(password.filter(\.isLetter)) || words.contains(spelled.filter(\.isLetter)) { return true }
        if sequences.contains(where: { $0.contains(password) }) { return true }
        // One stretch said again and again.
        return (1...6).contains { length in
            password.count % length == 0
                && password == String(repeating: String(password.prefix(length)), count: password.count / length)
        }
    }

    private static let swaps: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]
    private static let words: Set<String> = [
        "password", "passwordpassword", "passwort", "admin", "administrator", "adminadmin", "welcome", "willkommen",
        "letmein", "letmeinplease", "changeme", "changemenow", "changeit", "pleasechangeme", "iloveyou", "qwertyuiop",
        "qwertzuiop", "asdfghjkl", "qwertyuiopasdf", "sidenote", "helpdesk", "servicedesk", "support", "secret",
        "topsecret", "mypassword", "newpassword", "passwordi", "passwordis", "defaultpassword", "summer", "winter",
        "spring", "autumn", "football", "baseball", "basketball", "superman", "trustnoone", "correcthorsebatterystaple",
        "temporary", "temppassword", "companyname", "monday", "qwerty", "abc", "abcd", "test", "testtest", "testing",
    ]
    private static let sequences = [
        "01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn",
    ]
}
