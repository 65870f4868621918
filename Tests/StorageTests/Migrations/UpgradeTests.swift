import Domain
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Storage

/// An upgrade from the first schema, cut off wherever it can be.
@Suite struct UpgradeTests {
    private static let tables = [
        "clients", "contacts", "contact_emails", "contact_phones", "devices", "documents", "tickets", "generations",
        "revision", "egress", "egress_head", "answers",
    ]

    /// Data as the first version wrote it.
    private func firstVersion() async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let filled = directory.path + "/filled"
        let store = try SQLiteStore.open(directory: filled)
        var batch = ImportBatch()
        batch.clients = [Sample.client("a"), Sample.client("b")]
        batch.contacts = [Sample.contact("c", "a", emails: ["c@example.com"], phones: ["030 1234567"])]
        batch.devices = [Sample.device("d", "b")]
        batch.documents = (0..<40).map { Sample.document("\($0)", "a", text: String(repeating: "word ", count: 100)) }
        batch.tickets = [Sample.ticket("t", "a"), Sample.ticket("u", nil)]
        _ = try store.write(batch)
        let receipt = try await store.record(
            EgressEntry(
                at: Timestamp(seconds: 1), ticketID: "t", clientID: "a", endpoint: "https://llm.example.com",
                body: Array("body".utf8)))
        try await store.complete(receipt.receipt, with: RecordedAnswer(status: 200, body: "answer"))
        try store.close()
        try FileManager.default.createDirectory(atPath: directory.data, withIntermediateDirectories: true)
        var migrator = DatabaseMigrator()
        Version1.register(in: &migrator)
        let old = try DatabaseQueue(path: directory.database)
        try migrator.migrate(old)
        try await old.writeWithoutTransaction { db in
            try db.execute(sql: "ATTACH DATABASE ? AS filled", arguments: [filled + "/sidenote.sqlite"])
            for table in Self.tables {
                try db.execute(sql: "DELETE FROM main.\(table)")
                try db.execute(sql: "INSERT INTO main.\(table) SELECT \(Self.columns(table)) FROM filled.\(table)")
            }
            try db.execute(sql: "DETACH DATABASE filled")
        }
        try old.close()
        return directory
    }

    /// Those that version 1 had.
    private static func columns(_ table: String) -> String {
        switch table {
        case "tickets": "id, client_id, hash, created_at, closed_at, subject, text, entities, payload"
        case "egress":
            "receipt, prev_hash, hash, at, ticket_id, client_id, endpoint, bytes, sha256, redacted, body"
        default: "*"
        }
    }

    private func content(_ reader: any DatabaseReader) throws -> [String] {
        try reader.read { db in
            try Self.tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT \(Self.columns(table)) FROM \(table) ORDER BY 1, 2").map {
                    "\(table) \($0)"
                }
            }
        }
    }

    private func schema(_ reader: any DatabaseReader) throws -> [String] {
        try reader.read {
            try String.fetchAll($0, sql: "SELECT name || coalesce(sql, '') FROM sqlite_master ORDER BY 1")
        }
    }

    /// What a crash leaves must be a sound database with some first part of the migrations, and opening it must finish
    /// the rest.
    private func expectRecovery(_ folder: String, _ before: [String], _ fresh: [String], _ label: String) throws {
        let raw = try DatabaseQueue(path: folder + "/sidenote.sqlite")
        let (done, faults) = try raw.read { db in
            (
                try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid"),
                try String.fetchAll(db, sql: "PRAGMA quick_check")
            )
        }
        #expect(Array(Schema.migrator().migrations.prefix(done.count)) == done, "\(label)")
        #expect(faults == ["ok"], "\(label)")
        #expect(try content(raw) == before, "\(label)")
        try raw.close()
        let store = try SQLiteStore.open(directory: folder)
        #expect(try content(store.pool) == before, "\(label)")
        #expect(try schema(store.pool) == fresh, "\(label)")
        #expect(try store.verify().isSound, "\(label)")
        try store.close()
    }

    private func freshSchema() throws -> [String] {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        defer { try? store.close() }
        return try schema(store.pool)
    }

    /// The files as they are before each statement of the upgrade are what a kill at that moment leaves.
    @Test func aKillBeforeAnyStatementLosesNothing() async throws {
        let directory = try await firstVersion()
        defer { directory.remove() }
        let old = try DatabaseQueue(path: directory.database)
        let before = try content(old)
        #expect(before.count > 40)
        try old.close()
        let count = Mutex(0)
        let crashes = directory.path + "/crash"
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            if db.configuration.readonly { return }
            db.trace { _ in
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                let folder = crashes + "\(number)"
                try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                for suffix in ["", "-wal"] {
                    try? FileManager.default.copyItem(
                        atPath: directory.database + suffix, toPath: folder + "/sidenote.sqlite" + suffix)
                }
            }
        }
        let pool = try DatabasePool(path: directory.database, configuration: configuration)
        try Schema.migrator().migrate(pool)
        try pool.close()
        let fresh = try freshSchema()
        let total = count.withLock { $0 }
        #expect(total > 60)
        for number in 1...total {
            try expectRecovery(crashes + "\(number)", before, fresh, "before statement \(number)")
        }
    }

    /// A power cut may keep any first part of the write-ahead log.
    @Test func aLogCutAnywhereLosesNothing() async throws {
        let directory = try await firstVersion()
        defer { directory.remove() }
        let pool = try DatabasePool(path: directory.database)
        try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
        let before = try content(pool)
        let main = try directory.bytes(directory.database)
        try Schema.migrator().migrate(pool)
        let log = try directory.bytes(directory.database + "-wal")
        let fresh = try freshSchema()
        let frame = 4096 + 24
        let frames = log.count / frame
        #expect(frames > 30)
        var generator = SeededGenerator(state: 7)
        for step in 0...24 {
            let length = step == 24 ? log.count : 32 + Int.random(in: 0..<frames, using: &generator) * frame
            let torn = step % 3 == 1 ? Int.random(in: 1..<frame, using: &generator) : 0
            let folder = directory.path + "/cut\(step)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(main).write(to: URL(fileURLWithPath: folder + "/sidenote.sqlite"))
            try Data(log.prefix(length + torn)).write(to: URL(fileURLWithPath: folder + "/sidenote.sqlite-wal"))
            try expectRecovery(folder, before, fresh, "log of \(length + torn) bytes")
        }
        try pool.close()
    }

    /// A migration that fails leaves the version before it, and the next opening goes on from there.
    @Test func aFullDiskDuringTheUpgradeLosesNothing() async throws {
        let directory = try await firstVersion()
        defer { directory.remove() }
        let old = try DatabaseQueue(path: directory.database)
        let before = try content(old)
        try old.close()
        let fresh = try freshSchema()
        for pages in [1, 5, 10, 20, 30, 40] {
            let folder = directory.path + "/full\(pages)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: directory.database, toPath: folder + "/sidenote.sqlite")
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                let used = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                try db.execute(sql: "PRAGMA max_page_count = \(used + pages)")
            }
            let pool = try DatabasePool(path: folder + "/sidenote.sqlite", configuration: configuration)
            let isFull = (try? Schema.migrator().migrate(pool)) == nil
            try pool.close()
            if pages <= 20 { #expect(isFull) }
            try expectRecovery(folder, before, fresh, "\(pages) pages left")
        }
    }
}
