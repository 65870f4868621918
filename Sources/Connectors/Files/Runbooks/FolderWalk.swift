import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The files below a folder, in order of path, without leaving it and without going in circles.
struct FolderWalk {
    struct File: Hashable {
        /// Path to open.
        var path: String
        /// Path below the root, NFC, with `/`.
        var relative: String
        var size: Int
        /// Seconds since the epoch.
        var modified: Int64
    }

    private(set) var files: [File] = []
    /// Files refused by name, relative.
    private(set) var refused: [String] = []
    /// What could not be read or lies outside, with the reason.
    private(set) var problems: [(relative: String, problem: Problem)] = []

    private let root: String
    private var visited: Set<[UInt64]> = []
    private let depthLimit = 64

    /// - Throws: `Problem` when the folder itself cannot be read.
    init(_ folder: String) throws {
        guard let resolved = PathText.resolved(folder) else {
            throw Problem("there is no such folder", place: PathText.display(folder), remedy: "check the path")
        }
        root = resolved
        guard let names = Self.names(in: folder) else { throw SystemError.reading(PathText.display(folder), errno) }
        var status = stat()
        if stat(folder, &status) == 0 { visited.insert([UInt64(status.st_dev), UInt64(status.st_ino)]) }
        visit(names, in: folder, below: "", depth: 0)
        files.sort { $0.relative.utf8.lexicographicallyPrecedes($1.relative.utf8) }
        refused.sort()
    }

    private mutating func visit(_ names: [String], in folder: String, below prefix: String, depth: Int) {
        for name in names {
            let relative = UnicodeForm.composed(prefix + name)
            switch FileRules.verdict(name) {
            case .skip: continue
            case .refuse:
                refused.append(relative)
                continue
            case .take: break
            }
            let path = PathText.join(folder, name)
            var status = stat()
            guard lstat(path, &status) == 0 else {
                problems.append((relative, SystemError.reading(relative, errno)))
                continue
            }
            if status.st_mode & S_IFMT == S_IFLNK {
                guard stat(path, &status) == 0 else {
                    problems.append((relative, SystemError.reading(PathText.display(relative), errno)))
                    continue
                }
                guard let target = PathText.resolved(path), target == root || target.hasPrefix(root + "/") else {
                    let problem = Problem(
                        "the symbolic link leaves the folder", place: PathText.display(relative),
                        remedy: "copy the file into the folder, or import its own folder")
                    problems.append((relative, problem))
                    continue
                }
            }
            if status.st_mode & S_IFMT == S_IFDIR {
                // A folder is read once, by whichever of its names comes first.
                guard depth < depthLimit, visited.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted else {
                    continue
                }
                guard let inner = Self.names(in: path) else {
                    problems.append((relative, SystemError.reading(PathText.display(relative), errno)))
                    continue
                }
                visit(inner, in: path, below: prefix + name + "/", depth: depth + 1)
            } else if status.st_mode & S_IFMT == S_IFREG {
                files.append(
                    File(
                        path: path, relative: relative, size: Int(status.st_size),
                        modified: Int64(status.st_mtim.tv_sec)))
            }
        }
    }

    /// Sorted; nil (with `errno`) when the folder cannot be read.
    private static func names(in folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// One file's entry as if the folder `root` had been walked; nil when it is no regular file.
    static func file(_ path: String, relative: String) -> File? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return File(
            path: path, relative: UnicodeForm.composed(relative), size: Int(status.st_size),
            modified: Int64(status.st_mtim.tv_sec))
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
