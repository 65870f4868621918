import Domain
import Glibc

/// A read-only memory mapping of a whole file.
///
/// The mapping is never written and lives as long as the object, which makes sharing it between threads safe.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    /// nil when there is no such file; throws when it is there and cannot be read.
    init?(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Problem(
                "cannot open the index file: \(String(cString: strerror(errno)))", place: path,
                remedy: "Check the permissions of the data directory")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
        let count = Int(status.st_size)
        guard let address = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), address != MAP_FAILED else {
            throw Problem(
                "cannot map the index file: \(String(cString: strerror(errno)))", place: path,
                remedy: "Check the free memory and the limits of this process (ulimit -v)")
        }
        bytes = UnsafeRawBufferPointer(start: address, count: count)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
}
