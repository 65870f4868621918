public import Domain
internal import Foundation
internal import GRDB

/// A backup: a folder with a copy of the database, the configuration file and a manifest with their checksums.
public struct Backup: Sendable {
    /// The folder.
    public let path: String
    public let manifest: BackupManifest

    /// Copies the data of `directory` as it is at one moment, while others go on writing.
    ///
    /// `destination` is an existing folder, in which a new one named after the time is made, or the new folder itself.
    /// It appears under its name only when it is whole and on disk; what fails leaves nothing behind. `configuration` is
    /// the path of the configuration file, copied if it exists; files that secrets are read from are never copied.
    public static func make(
        of directory: String, at destination: String, configuration: String?, now: Timestamp,
        progress: ((_ done: Int, _ of: Int) -> Void)? = nil
    ) throws(Problem) -> Backup {
        let source = DataDirectory(path: directory)
        guard try DatabaseHeader.read(source.database) != nil else { throw noData(source.database) }
        let target = try target(destination, now)
        let staging = "\(target.parent)/.\(target.name).partial-\(UUID().uuidString.prefix(8))"
        try DurableFile.makeFolder(staging)
        do throws(Problem) {
            var manifest = try copyDatabase(source, to: staging, now: now, progress)
            if let configuration, DurableFile.exists(configuration) {
                let copy = try DurableFile.copy(configuration, to: staging + "/" + BackupManifest.configuration)
                manifest.files.append(
                    .init(name: BackupManifest.configuration, bytes: copy.bytes, sha256: copy.sha256))
            }
            try write(manifest, to: staging)
            let path = target.parent + "/" + target.name
            guard !DurableFile.exists(path) else { throw taken(path) }
            try DurableFile.move(staging, to: path)
            try DurableFile.sync(target.parent)
            return Backup(path: path, manifest: manifest)
        } catch {
            DurableFile.remove(staging)
            throw error
        }
    }

    private static func target(_ destination: String, _ now: Timestamp) throws(Problem) -> (
        parent: String, name: String
    ) {
        if DurableFile.isFolder(destination) {
            let time = now.description.prefix(19).filter { $0 != "-" && $0 != ":" }
            return (destination, "sidenote-\(time)Z")
        }
        let url = URL(fileURLWithPath: destination)
        let parent = url.deletingLastPathComponent().path
        guard !DurableFile.exists(destination) else { throw taken(destination) }
        guard DurableFile.isFolder(parent) else {
            throw Problem("there is no such folder", place: parent, remedy: "Create it, or name another one")
        }
        return (parent, url.lastPathComponent)
    }

    private static func noData(_ path: String) -> Problem {
        Problem("there is no Sidenote data here", place: path, remedy: "Name the data folder with --data")
    }

    private static func taken(_ path: String) -> Problem {
        Problem(
            "something of that name exists", place: path, remedy: "Name a new folder, or an existing one to put it in")
    }

    private static func copyDatabase(
        _ source: DataDirectory, to folder: String, now: Timestamp, _ progress: ((Int, Int) -> Void)?
    ) throws(Problem) -> BackupManifest {
        let path = folder + "/" + BackupManifest.database
        try DataDirectory(path: folder).createDatabase()
        var manifest = try SQLiteStore.translate(at: path) {
            let original = try DatabaseQueue(
                path: source.address(for: .readOnly), configuration: SQLiteStore.configuration(.readOnly))
            defer { try? original.close() }
            var settings = Configuration()
            // Synced as a whole when it is complete.
            settings.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
            let copy = try DatabaseQueue(path: path, configuration: settings)
            defer { try? copy.close() }
            try original.backup(to: copy, pagesPerStep: 1024) { step in
                progress?(step.completedPageCount, step.totalPageCount)
            }
            return try describe(copy, source.database, now)
        }
        try DurableFile.sync(path)
        let digest = try DurableFile.digest(path)
        manifest.files = [.init(name: BackupManifest.database, bytes: digest.bytes, sha256: digest.sha256)]
        return manifest
    }

    /// Makes the copy a single file, has it checked and reads what the manifest tells of it.
    private static func describe(
        _ copy: DatabaseQueue, _ place: String, _ now: Timestamp
    ) throws -> BackupManifest {
        try copy.writeWithoutTransaction { db in
            _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
            // The header of the original may lag behind its write-ahead log.
            guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == DatabaseHeader.applicationID else {
                throw noData(place)
            }
            let faults = try String.fetchAll(db, sql: "PRAGMA quick_check(1)").filter { $0 != "ok" }
            if let fault = faults.first {
                throw Problem(
                    "the data is damaged (\(fault))", place: place,
                    remedy: "No backup was made. Keep the older ones, and run sidenote doctor --full")
            }
            let hasLedger = try db.tableExists("audit_head")
            return BackupManifest(
                format: BackupManifest.currentFormat, createdAt: now,
                schema: try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid"),
                auditHead: hasLedger
                    ? (try SQLiteStore.storedHead(db) ?? AuditAnchor(entry: 0, hash: AuditChain.origin)).description
                    : nil,
                files: [])
        }
    }

    private static func write(_ manifest: BackupManifest, to folder: String) throws(Problem) {
        let text = try SQLiteStore.translate(at: folder) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(manifest), as: UTF8.self) + "\n"
        }
        try DurableFile.write(text, to: folder + "/" + BackupManifest.fileName)
        try DurableFile.sync(folder)
    }
}
