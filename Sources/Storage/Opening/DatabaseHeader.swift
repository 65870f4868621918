internal import Domain
internal import Glibc

/// The first 100 bytes of a SQLite file (SQLite, “Database File Format”, section 1.3), looked at before SQLite
/// opens the file, so that a file which is something else or was cut short is never touched.
struct DatabaseHeader {
    /// `SDNT`: marks a file as ours (`PRAGMA application_id`).
    static let applicationID: Int32 = 0x5344_4E54

    let pageSize: Int64
    let pageCount: Int64
    let applicationID: Int32

    /// nil for an empty file, which SQLite takes for a new database.
    static func read(_ path: String) throws(Problem) -> DatabaseHeader? {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Problem(
                "cannot read the database: \(String(cString: strerror(errno)))", place: path,
                remedy: "Give this user permission to read it")
        }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw Problem("the database is not a file", place: path, remedy: "Move it away and import again")
        }
        if info.st_size == 0 { return nil }
        var bytes = [UInt8](repeating: 0, count: 100)
        guard pread(descriptor, &bytes, 100, 0) == 100, Array(bytes[0..<16]) == Array("SQLite format 3\0".utf8) else {
            throw .corruptDatabase(detail: nil, place: path)
        }
        let header = DatabaseHeader(bytes)
        if header.isTruncated(size: Int64(info.st_size), path: path) {
            throw .corruptDatabase(
                detail: "it is cut short: \(info.st_size) of \(header.pageSize * header.pageCount) bytes",
                place: path)
        }
        return header
    }

    private init(_ bytes: [UInt8]) {
        func number(_ offset: Int, _ count: Int) -> Int64 {
            bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int64($1) }
        }
        let size = number(16, 2)
        pageSize = size == 1 ? 65536 : size
        // The page count only holds when the version it was written for is the current one.
        pageCount = number(24, 4) == number(92, 4) ? number(28, 4) : 0
        applicationID = Int32(truncatingIfNeeded: number(68, 4))
    }

    /// Pages may be missing from the file while the write-ahead log still holds them, so only without one.
    private func isTruncated(size: Int64, path: String) -> Bool {
        var info = stat()
        if stat(path + "-wal", &info) == 0, info.st_size > 0 { return false }
        return size < pageSize * pageCount
    }
}
