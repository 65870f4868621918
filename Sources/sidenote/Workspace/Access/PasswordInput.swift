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
        if let objection = PasswordRule.objection(to: password, login: login) {
            throw Problem(
                objection.text, place: "standard input", remedy: "Nothing was changed. Choose another password")
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
