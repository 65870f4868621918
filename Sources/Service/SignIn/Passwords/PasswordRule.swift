/// What a new password must be: long. No rules about kinds of characters (NIST SP 800-63B, section 5.1.1.2).
enum PasswordRule {
    static let shortest = 12
    /// In bytes; more than that is no password.
    static let longest = 512

    /// What is wrong with it, as a sentence; nil when it will do.
    static func objection(to password: String, login: String) -> String? {
        if password.count < shortest { return "The new password needs at least \(shortest) characters." }
        if password.utf8.count > longest || password.utf8.contains(0) { return "The new password cannot be used." }
        if password.lowercased() == login || Set(password).count < 4 { return "The new password is too easy to guess." }
        return nil
    }
}
