internal import Digest
internal import Domain
internal import Foundation
internal import Glibc

/// Files as backups need them: copied for their owner alone, hashed piece by piece, and on disk when a call returns.
enum DurableFile {
    /// Length and SHA-256 of a file.
    static func digest(_ path: String) throws(Problem) -> (bytes: Int64, sha256: String) {
        try read(path) { _ in }
    }

    /// Copies to a new file of mode 0600 and tells what was copied.
    static func copy(_ source: String, to target: String) throws(Problem) -> (bytes: Int64, sha256: String) {
        let output = Glibc.open(target, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw failure("create", errno, target) }
        defer { close(output) }
        let result = try read(source) { bytes throws(Problem) in try write(bytes, to: output, target) }
        guard fsync(output) == 0 else { throw failure("write", errno, target) }
        return result
    }

    static func write(_ text: String, to target: String) throws(Problem) {
        let output = Glibc.open(target, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw failure("create", errno, target) }
        defer { close(output) }
        try write(Array(text.utf8)[...], to: output, target)
        guard fsync(output) == 0 else { throw failure("write", errno, target) }
    }

    /// Makes the content of a file, or the names in a folder, durable.
    static func sync(_ path: String) throws(Problem) {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", errno, path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("write", errno, path) }
    }

    static func makeFolder(_ path: String) throws(Problem) {
        guard mkdir(path, 0o700) == 0 else { throw failure("create the folder", errno, path) }
    }

    static func move(_ source: String, to target: String) throws(Problem) {
        guard rename(source, target) == 0 else { throw failure("move a file to", errno, target) }
    }

    static func exists(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    private static func read(
        _ path: String, _ body: (ArraySlice<UInt8>) throws(Problem) -> Void
    ) throws(Problem) -> (bytes: Int64, sha256: String) {
        let input = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw failure("read", errno, path) }
        defer { close(input) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var total: Int64 = 0
        do {
            var digest = try SHA256Digest()
            while true {
                let count = Glibc.read(input, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw failure("read", errno, path) }
                if count == 0 { return (total, Hexadecimal.text(try digest.finalize())) }
                try buffer[..<count].withUnsafeBytes { try digest.update($0) }
                try body(buffer[..<count])
                total += Int64(count)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem("\(error)", place: path)
        }
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ path: String) throws(Problem) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("write", errno, path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func failure(_ verb: String, _ code: Int32, _ path: String) -> Problem {
        if code == ENOSPC || code == EDQUOT {
            return Problem("the disk is full", place: path, remedy: "Free some space and try again")
        }
        return Problem(
            "cannot \(verb) it: \(String(cString: strerror(code)))", place: path,
            remedy: "Check that the path exists and that this user may use it")
    }
}
