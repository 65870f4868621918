internal import Domain
internal import GRDB
internal import Glibc

extension Problem {
    /// What a person is told when SQLite fails on the file at `place`.
    init(_ error: DatabaseError, place: String) {
        // SQLite reports a full disk as one of several failures when it cannot grow a side file.
        let isFull = [.SQLITE_IOERR, .SQLITE_CANTOPEN].contains(error.resultCode) && Self.isDiskFull(at: place)
        switch isFull ? .SQLITE_FULL : error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self = .corruptDatabase(detail: error.message, place: place)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                "the data is locked by another writer", place: place,
                remedy: "Wait until the other sidenote has finished, or stop it, and try again")
        case .SQLITE_FULL:
            self.init(
                "the disk is full; nothing of this write was kept", place: place,
                remedy: "Free some space and try again")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                "the data cannot be written", place: place,
                remedy: "Give this user write permission on the file and its folder, or name another --data folder")
        case .SQLITE_CANTOPEN:
            self.init(
                "the data cannot be opened", place: place,
                remedy: "Check that the folder exists, is on a local disk, and may be read and written by this user")
        case .SQLITE_IOERR:
            self.init(
                "the disk failed while reading or writing the data (SQLite code "
                    + "\(error.extendedResultCode.rawValue))", place: place,
                remedy: "Check free space and the health of the disk, then try again")
        case .SQLITE_TOOBIG:
            self.init(
                "a record is larger than SQLite can hold (1 GB)", place: place, remedy: "Leave the record out")
        default:
            self.init(
                "SQLite reported “\(error.message ?? "an error")” (code \(error.extendedResultCode.rawValue))",
                place: place, remedy: "Please report this with the version of sidenote")
        }
    }

    /// Whether less than 64 KiB are left on the file system of the file.
    private static func isDiskFull(at path: String) -> Bool {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { return false }
        return UInt64(info.f_bavail) * UInt64(info.f_frsize) < 65536
    }

    static func corruptDatabase(detail: String?, place: String) -> Problem {
        Problem(
            "the data is damaged or is not a SQLite database" + (detail.map { " (\($0))" } ?? ""), place: place,
            remedy: "Nothing was changed. Restore the file from a backup, or move it away and import again")
    }
}
