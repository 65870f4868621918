import Domain
import Foundation
import Glibc

/// What the machine gives: the folder, its disk, the clock, limits.
struct MachineChecks {
    let directory: String
    let now: Timestamp

    var findings: [Finding] {
        guard access(directory, F_OK) == 0 else {
            return [
                .fail(
                    "data folder", "there is none: \(directory)",
                    "Name it with --data, or begin with sidenote import or sidenote serve")
            ]
        }
        return [permissions, fileSystem, diskSpace, clock, descriptors]
    }

    private var permissions: Finding {
        var info = stat()
        guard stat(directory, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
            return .fail("data folder", "it is not a folder: \(directory)", "Name the data folder with --data")
        }
        guard access(directory, R_OK | W_OK | X_OK) == 0 else {
            return .fail("data folder", "this user cannot write it: \(directory)", "Run this as the service’s user")
        }
        let mode = info.st_mode & 0o777
        guard mode & 0o077 == 0 else {
            return .warn(
                "data folder", "others than its owner may enter it (mode \(String(mode, radix: 8)))",
                "chmod 700 \(directory)")
        }
        return .ok("data folder", "\(directory), for its owner alone")
    }

    private var fileSystem: Finding {
        guard let kind = MountTable.fileSystem(of: directory) else {
            return .ok("file system", "its kind cannot be told")
        }
        switch kind {
        case "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs":
            return .fail(
                "file system", "\(kind): over a network, where locks and writes may be lost",
                "Move the data to a local disk")
        case "tmpfs", "ramfs":
            return .warn("file system", "\(kind): in memory, gone after a restart", "Move the data to a disk")
        case let fuse where fuse.hasPrefix("fuse"):
            return .warn("file system", fuse, "Make sure it keeps locks and syncs, or use a local disk")
        default: return .ok("file system", kind)
        }
    }

    private var diskSpace: Finding {
        var info = statvfs()
        guard statvfs(directory, &info) == 0 else { return .warn("disk space", "it cannot be told", "Look with df") }
        let free = Int64(info.f_bavail) * Int64(info.f_frsize)
        let text = "\(free >> 20) MiB free"
        if free < 64 << 20 { return .fail("disk space", text, "Free some space: nothing can be taken in without") }
        if free < 1 << 30 { return .warn("disk space", text, "Free some space, or lower the days of retention") }
        return .ok("disk space", text)
    }

    private var clock: Finding {
        // When this check was written; a clock before that is wrong.
        guard now > Timestamp(seconds: 1_760_000_000) else {
            return .fail("clock", "it says \(now)", "Set the clock: signatures and sign-in depend on it")
        }
        return .ok("clock", now.description)
    }

    private var descriptors: Finding {
        let limit = getdtablesize()
        guard limit >= 1024 else {
            return .warn(
                "open files", "this process may open \(limit)",
                "Raise it (ulimit -n, LimitNOFILE= in the service’s unit) to 4096 or more")
        }
        return .ok("open files", "\(limit) here; the service has a limit of its own")
    }
}

/// What is mounted where (`proc_pid_mountinfo(5)`).
enum MountTable {
    /// `ext4`, `nfs4`, … of the file system that a path lies on.
    static func fileSystem(of path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        guard let data = FileManager.default.contents(atPath: "/proc/self/mountinfo") else { return nil }
        return fileSystem(of: String(cString: real), in: String(decoding: data, as: UTF8.self))
    }

    /// Of the mounts above the path the innermost counts, and of several on one point the last.
    private static func fileSystem(of path: String, in table: String) -> String? {
        var best: (length: Int, kind: String)?
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 6, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else { continue }
            let point = fields[4].replacing("\\040", with: " ")
            guard point == "/" || path == point || path.hasPrefix(point + "/") else { continue }
            if point.utf8.count >= best?.length ?? 0 { best = (point.utf8.count, String(fields[dash + 1])) }
        }
        return best?.kind
    }
}
