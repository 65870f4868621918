public import Domain
internal import Foundation
internal import GRDB
internal import Glibc

/// Puts a backup in the place of a data folder's content.
public struct Restore: Sendable {
    public let backup: Backup
    /// The data folder.
    public let directory: String

    public init(_ backup: Backup, into directory: String) {
        self.backup = backup
        self.directory = directory
    }

    /// What a restore did.
    public struct Outcome: Hashable, Sendable {
        /// Where the data that was there before lies now; nil when there was none.
        public var replaced: String?
    }

    /// Restores. The copy is compared with its checksum, looked through by SQLite, brought to this version's schema and
    /// given its audit entry before anything in the folder changes; then it takes the old one’s place in one step.
    ///
    /// Throws a `Problem`, and leaves everything as it was, when there is data and `replaces` is false, when anyone
    /// has the data open, or when the backup is not sound.
    public func run(replaces: Bool, by actor: Actor, now: Timestamp) async throws -> Outcome {
        let place = DataDirectory(path: directory)
        try place.create()
        try refuseUse(of: directory)
        let lock = try FileLock.acquire(directory: directory, purpose: "restore")
        defer { withExtendedLifetime(lock) {} }
        let hasData = DurableFile.exists(place.database)
        if hasData {
            guard replaces else {
                throw Problem(
                    "there is data already", place: place.database,
                    remedy: "Name an empty --data folder, or move the old data aside with --force")
            }
            try refuseOpen(place.database)
        }
        let staging = directory + "/.restore-\(UUID().uuidString.prefix(8))"
        try DurableFile.makeFolder(staging)
        defer { DurableFile.remove(staging) }
        try await stage(in: staging, by: actor, now: now)
        return Outcome(replaced: try swap(staging, place, hasData: hasData, now))
    }

    private func stage(in staging: String, by actor: Actor, now: Timestamp) async throws {
        for file in backup.manifest.files {
            let copied = try DurableFile.copy(backup.path + "/" + file.name, to: staging + "/" + file.name)
            try Backup.compare(copied, file, backup.path)
        }
        let database = staging + "/" + BackupManifest.database
        let store = try SQLiteStore.open(directory: staging)
        do {
            let faults = try store.check(limit: 1)
            guard faults.isEmpty else { throw Problem.corruptDatabase(detail: faults.first, place: backup.path) }
            let head = try store.auditHead().description
            guard head == backup.manifest.auditHead ?? AuditAnchor(entry: 0, hash: AuditChain.origin).description else {
                throw Problem(
                    "the backup’s audit ledger does not end where its manifest says", place: backup.path,
                    remedy: "Take another backup")
            }
            try await store.record(
                AuditEntry(
                    at: now, actor: actor, act: "data_restored", object: "backup",
                    detail: ["made_at": backup.manifest.createdAt.description, "audit_head": head]))
        } catch {
            try? store.close()
            throw error
        }
        try store.close()
        // Everything in the one file that is moved.
        try SQLiteStore.translate(at: database) {
            let queue = try DatabaseQueue(path: database)
            defer { try? queue.close() }
            _ = try queue.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
        }
        try DurableFile.sync(database)
    }

    private func swap(_ staging: String, _ place: DataDirectory, hasData: Bool, _ now: Timestamp) throws -> String? {
        let time = now.description.prefix(19).filter { $0 != "-" && $0 != ":" }
        let aside = "\(directory)/replaced-\(time)Z-\(UUID().uuidString.prefix(4))"
        var moved = false
        func putAside(_ name: String, keepingName: Bool = false) throws {
            let path = directory + "/" + name
            guard DurableFile.exists(path) else { return }
            if !moved { try DurableFile.makeFolder(aside) }
            moved = true
            if keepingName {
                // A second name, so that there is a database at every moment.
                guard link(path, aside + "/" + name) == 0 else {
                    return try DurableFile.move(path, to: aside + "/" + name)
                }
            } else {
                try DurableFile.move(path, to: aside + "/" + name)
            }
        }
        // Index files are made from the records; newer ones would pass for those of the older records.
        try putAside("index")
        try putAside(BackupManifest.database + "-wal")
        try putAside(BackupManifest.database + "-shm")
        try putAside(BackupManifest.database, keepingName: true)
        if backup.file(BackupManifest.configuration) != nil {
            try putAside(BackupManifest.configuration, keepingName: true)
            try DurableFile.move(
                staging + "/" + BackupManifest.configuration, to: directory + "/" + BackupManifest.configuration)
        }
        try DurableFile.move(staging + "/" + BackupManifest.database, to: place.database)
        if moved { try DurableFile.sync(aside) }
        try DurableFile.sync(directory)
        return moved ? aside : nil
    }

    private func refuseUse(of directory: String) throws {
        guard let held = FileLock.held(in: directory).first else { return }
        throw Problem(
            "another sidenote is working on this data" + (held.holder.map { " (\($0))" } ?? ""), place: held.path,
            remedy: "Stop it, and try again")
    }

    /// A program that has the database open keeps a shared lock on it; leaving write-ahead logging needs an exclusive
    /// one. What is damaged cannot be asked, and is replaced.
    private func refuseOpen(_ database: String) throws {
        var settings = Configuration()
        settings.busyMode = .immediateError
        var isOpen = false
        do {
            let queue = try DatabaseQueue(path: database, configuration: settings)
            defer { try? queue.close() }
            let mode = try queue.writeWithoutTransaction {
                try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE")
            }
            isOpen = mode != "delete"
        } catch let error as DatabaseError {
            isOpen = [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode)
        }
        guard isOpen else { return }
        throw Problem(
            "a program has the data open", place: database,
            remedy: "Stop the service and every other sidenote on this data, and try again")
    }
}
