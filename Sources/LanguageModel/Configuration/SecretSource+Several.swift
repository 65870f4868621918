public import Domain
import Glibc

extension SecretSource {
    /// Several secrets of one purpose, so that a new one can be brought in while the old one still counts.
    public struct List: Sendable {
        /// In the order in which they stand there, at least one.
        public let secrets: [Secret]
        /// For example that other users of the machine can read the file.
        public let warnings: [Problem]
    }

    /// Reads all secrets: one a line in a file, separated by blanks in a variable.
    ///
    /// - Throws: `Problem` when there are none or more than sixteen, when one is shorter than `minimum` bytes or holds
    ///   control or non-ASCII characters, or when the place cannot be read.
    public func readSeveral(minimum: Int) throws(Problem) -> List {
        try readSeveral(minimum: minimum) { variable in getenv(variable).map { String(cString: $0) } }
    }

    /// As `readSeveral(minimum:)`, from another environment.
    public func readSeveral(minimum: Int, environment: (String) -> String?) throws(Problem) -> List {
        let bytes: [UInt8]
        var warnings: [Problem] = []
        switch self {
        case .environment(let variable):
            guard let value = environment(variable) else {
                throw Problem("the secret is not set", place: name, remedy: "Set it, or name another variable")
            }
            bytes = Array(value.utf8)
        case .file(let path):
            let contents = try contents(of: path)
            bytes = contents.bytes
            if contents.mode & 0o077 != 0 {
                warnings.append(
                    Problem("other users can read the secret", place: name, remedy: "Run chmod 600 \(path)"))
            }
        }
        let words = bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard !words.isEmpty else {
            throw Problem("the secret is empty", place: name, remedy: "Put the secret there")
        }
        guard words.count <= 16 else {
            throw Problem(
                "there are more than 16 secrets", place: name, remedy: "Take out those that are no longer used")
        }
        var secrets: [Secret] = []
        for word in words {
            guard word.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw Problem(
                    "a secret holds a control or non-ASCII character", place: name,
                    remedy: "Use letters, digits and signs alone")
            }
            guard word.count >= minimum else {
                throw Problem(
                    "a secret has \(word.count) characters; at least \(minimum) are needed", place: name,
                    remedy: "Make a long random one, for instance with: openssl rand -hex 24")
            }
            secrets.append(Secret(String(decoding: word, as: UTF8.self)))
        }
        return List(secrets: secrets, warnings: warnings)
    }
}
