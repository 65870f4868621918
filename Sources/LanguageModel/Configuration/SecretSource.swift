public import Domain
import Glibc

/// Where a key is kept. The configuration names the place, never the key.
public enum SecretSource: Hashable, Sendable {
    /// The name of an environment variable.
    case environment(String)
    /// The path of a file that holds the key alone.
    case file(String)

    /// What was read, and what the operator should know about it.
    public struct Reading: Sendable {
        public let secret: Secret
        /// For example that other users of the machine can read the file.
        public let warnings: [Problem]
    }

    /// As people name it: `environment variable NAME` or `file PATH`.
    public var name: String {
        switch self {
        case .environment(let variable): "environment variable \(variable)"
        case .file(let path): "file \(path)"
        }
    }

    /// Reads the key; white space around it is taken off.
    ///
    /// - Throws: `Problem` when it is missing, empty, longer than 16 KiB, or holds white space or control characters.
    public func read() throws(Problem) -> Reading {
        try read { variable in getenv(variable).map { String(cString: $0) } }
    }

    /// As `read()`, from another environment.
    public func read(environment: (String) -> String?) throws(Problem) -> Reading {
        switch self {
        case .environment(let variable):
            guard let value = environment(variable) else {
                throw Problem("the key is not set", place: name, remedy: "Set it to the endpoint's API key")
            }
            return Reading(secret: try checked(Array(value.utf8)), warnings: [])
        case .file(let path):
            let (bytes, mode) = try contents(of: path)
            var warnings: [Problem] = []
            if mode & 0o077 != 0 {
                warnings.append(
                    Problem("other users can read the key", place: name, remedy: "Run chmod 600 \(path)"))
            }
            return Reading(secret: try checked(bytes), warnings: warnings)
        }
    }

    private func checked(_ bytes: [UInt8]) throws(Problem) -> Secret {
        let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        var key = bytes[...]
        while let last = key.last, isBlank(last) { key.removeLast() }
        while let first = key.first, isBlank(first) { key.removeFirst() }
        guard !key.isEmpty else {
            throw Problem("the key is empty", place: name, remedy: "Put the endpoint's API key there")
        }
        guard key.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Problem(
                "the key holds a space, line break or non-ASCII character", place: name,
                remedy: "Leave the key alone there, on one line")
        }
        return Secret(String(decoding: key, as: UTF8.self))
    }

    func contents(of path: String) throws(Problem) -> (bytes: [UInt8], mode: mode_t) {
        // Not blocking, so that a named pipe in its place cannot hang the start.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            throw Problem(
                "the key cannot be read (\(String(cString: strerror(errno))))", place: name,
                remedy: "Check the path and its permissions")
        }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw Problem(
                "the key is not in a regular file", place: name, remedy: "Name a file that holds the key alone")
        }
        guard facts.st_size <= 16 << 10 else {
            throw Problem(
                "the file is too large for a key", place: name, remedy: "Name a file that holds the key alone")
        }
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        var length = 0
        while length < bytes.count {
            let room = bytes.count - length
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file, buffer.baseAddress?.advanced(by: length), room)
            }
            guard count >= 0 else {
                throw Problem("the key cannot be read", place: name, remedy: "Check the disk")
            }
            if count == 0 { break }
            length += count
        }
        return (Array(bytes[..<length]), facts.st_mode)
    }
}
