public import Domain
internal import Glibc

/// “One importer at a time”, “one service at a time”: an advisory lock on a file in the data folder, released on
/// deinitialisation and, by the kernel, when the process ends in whatever way.
public final class FileLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Takes the lock without waiting. `purpose` names the work for whoever meets the lock, `import`. Locks of different
    /// names do not exclude each other: an import runs beside the service.
    ///
    /// Throws a `Problem` when another holder has it, saying who, or when the lock file cannot be used.
    public static func acquire(
        directory: String, name: String = ".lock", purpose: String
    ) throws(Problem) -> FileLock {
        try DataDirectory(path: directory).create()
        let path = directory + "/" + name
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Problem(
                "cannot use the lock file: \(String(cString: strerror(errno)))", place: path,
                remedy: "Give this user write permission there, or name another --data folder")
        }
        var result: Int32
        repeat { result = flock(descriptor, LOCK_EX | LOCK_NB) } while result != 0 && errno == EINTR
        guard result == 0 else {
            let code = errno
            let holder = holder(of: descriptor)
            close(descriptor)
            guard code == EWOULDBLOCK else {
                throw Problem(
                    "cannot lock the data folder: \(String(cString: strerror(code)))", place: path,
                    remedy: "Put the data folder on a local disk")
            }
            throw Problem(
                "another sidenote is working on this data\(holder.map { " (\($0))" } ?? "")", place: path,
                remedy: "Wait until it has finished, or stop it, and try again")
        }
        let note = Array("\(purpose), process \(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, note, note.count, 0) }
        return FileLock(descriptor: descriptor)
    }

    /// What the holder wrote about itself; printable ASCII only, since anyone who may write the folder may write it.
    static func holder(of descriptor: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 80)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        let line = bytes[..<count].prefix { $0 >= 0x20 && $0 < 0x7F }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }
}
