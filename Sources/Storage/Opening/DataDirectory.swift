internal import Domain
internal import Glibc

/// The folder that holds the database: created for its owner alone.
struct DataDirectory {
    let path: String

    var database: String { path + "/sidenote.sqlite" }

    /// How SQLite is to open the database. A write-ahead log needs side files even for reading; where none can be made
    /// and none is left over, as on a read-only disk, the file cannot change and is opened as immutable.
    func address(for mode: OpenMode) -> String {
        var info = stat()
        let hasLog = stat(database + "-wal", &info) == 0 && info.st_size > 0
        guard mode == .readOnly, !hasLog, access(path, W_OK) != 0 else { return database }
        let escaped = database.utf8.map { byte in
            let isPlain = (byte | 0x20) &- 0x61 < 26 || byte &- 0x2D < 13 || byte == UInt8(ascii: "_")
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "file:" + escaped.joined() + "?immutable=1"
    }

    /// Creates the folder and its missing parents with mode 0700. An existing folder is left as it is.
    func create() throws(Problem) {
        var prefix = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            prefix += prefix.isEmpty && part.isEmpty ? "" : part
            if !prefix.isEmpty, prefix != ".", mkdir(prefix, 0o700) != 0, errno != EEXIST {
                let code = errno
                // A parent on a read-only mount answers EROFS even where it exists.
                if !isDirectory(prefix) { throw cannot("create the data folder", code, place: prefix) }
            }
            prefix += "/"
        }
        guard isDirectory(path) else {
            throw Problem("the data folder is not a folder", place: path, remedy: "Name another --data folder")
        }
    }

    /// Creates the database file, empty and with mode 0600, unless it is there. SQLite gives its side files the
    /// same mode.
    func createDatabase() throws(Problem) {
        let descriptor = Glibc.open(database, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw cannot("create the database", errno, place: database)
        }
    }

    private func isDirectory(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    private func cannot(_ verb: String, _ code: Int32, place: String) -> Problem {
        Problem(
            "cannot \(verb): \(String(cString: strerror(code)))", place: place,
            remedy: code == ENOSPC
                ? "Free some space and try again"
                : "Give this user write permission there, or name another --data folder")
    }
}
