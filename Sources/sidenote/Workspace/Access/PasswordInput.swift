import Domain
import Glibc

/// Where a new password comes from: typed twice without echo, or the first line of standard input.
enum PasswordInput {
    static func read(fromStandardInput: Bool, login: String) throws -> String {
        let password: String
        if fromStandardInput {
            password = try line()
        } else {
            guard isatty(0) == 1 else {
                throw Problem(
                    "there is no terminal to type a password on", place: "standard input",
                    remedy: "Use --password-stdin, or --no-password for a new account without one")
            }
            password = try prompt("Password: ")
            guard try prompt("Again: ") == password else {
                throw Problem(
                    "the two passwords differ", place: "standard input", remedy: "Nothing was changed. Try again")
            }
        }
        if let objection = PasswordRules.objection(to: password, login: login) {
            throw Problem(objection, place: "standard input", remedy: "Nothing was changed. Choose another password")
        }
        return password
    }

    private static func prompt(_ label: String) throws -> String {
        var before = termios()
        guard tcgetattr(0, &before) == 0 else { throw problem }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        // An interrupt at the prompt must not leave the terminal silent: it comes as a character instead.
        silent.c_lflag &= ~tcflag_t(ISIG)
        guard tcsetattr(0, TCSAFLUSH, &silent) == 0 else { throw problem }
        defer {
            _ = tcsetattr(0, TCSAFLUSH, &before)
            Console.write("\n", to: .standardError)
        }
        Console.write(label, to: .standardError)
        let text = try line()
        if text.unicodeScalars.contains(where: { $0.value == 3 }) { throw CancellationError() }
        return text
    }

    /// Byte by byte, so that nothing behind the line is taken.
    private static func line() throws -> String {
        var bytes: [UInt8] = []
        while bytes.count <= 1024 {
            var byte: UInt8 = 0
            let count = Glibc.read(0, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem }
            if count == 0 || byte == UInt8(ascii: "\n") { break }
            bytes.append(byte)
        }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem("the password is not UTF-8 text", place: "standard input", remedy: "Type it in UTF-8")
        }
        return text
    }

    private static var problem: Problem {
        Problem("no password could be read", place: "standard input", remedy: "Use --password-stdin")
    }
}

/// What a new password must be: long, and none of those tried first (NIST SP 800-63B, section 5.1.1.2).
enum PasswordRules {
    static func objection(to password: String, login: String) -> String? {
        if password.count < 12 { return "a password needs at least 12 characters" }
        if password.utf8.count > 512 || password.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            return "this password cannot be used: it is longer than 512 bytes or holds control characters"
        }
        let lower = password.lowercased()
        let name = login.split(separator: "@").first.map(String.init) ?? login
        let rest = lower.replacing(login, with: "").replacing(name, with: "").filter { $0.isLetter || $0.isNumber }
        if rest.count < 6 { return "the password is little more than the login" }
        if Set(lower).count < 5 || isCommon(lower) { return "the password is among those that are tried first" }
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
