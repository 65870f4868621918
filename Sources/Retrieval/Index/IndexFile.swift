import Domain
import Glibc

/// Writes an index file beside its final name, syncs it and moves it there.
enum IndexFile {
    static func write(_ builder: IndexBuilder, to path: String, generation: Int64, partitionHash: UInt64) throws {
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("create", temporary) }
        do {
            try builder.write(generation: generation, partitionHash: partitionHash) { bytes in
                try writeAll(bytes, to: descriptor, path: temporary)
            }
            guard fsync(descriptor) == 0 else { throw failure("sync", temporary) }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            let error = failure("replace", path)
            unlink(temporary)
            throw error
        }
    }

    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws {
        var rest = bytes
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw failure("write", path)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    private static func failure(_ act: String, _ path: String) -> Problem {
        Problem(
            "cannot \(act) the index file: \(String(cString: strerror(errno)))", place: path,
            remedy: errno == ENOSPC
                ? "Free some space on the disk of the data directory and try again; nothing was lost"
                : "Check that the data directory is writable")
    }
}
