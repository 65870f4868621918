import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct SQLiteStoreTests {
    @Test(arguments: StoreConformance.checks)
    func conforms(_ check: StoreConformance) throws {
        var directories: [TemporaryDirectory] = []
        defer { for directory in directories { directory.remove() } }
        try check.run {
            let directory = try TemporaryDirectory()
            directories.append(directory)
            return try directory.store()
        }
    }

    @Test func writesDurably() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let settings = try store.pool.writeWithoutTransaction { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(db, sql: "PRAGMA foreign_keys"), try Int.fetchOne(db, sql: "PRAGMA busy_timeout")
            )
        }
        #expect(settings.0 == 2)
        #expect(settings.1 == "wal")
        #expect(settings.2 == 1)
        #expect(settings.3 == 5000)
    }

    @Test func keepsFilesToTheirOwner() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        _ = try store.write(batch)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(directory.data) == 0o700)
        for file in ["", "-wal", "-shm"] { #expect(try mode(directory.database + file) == 0o600) }
    }

    @Test func keepsRecordsAcrossOpenings() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        batch.documents = [Sample.document("1", "a")]
        let first = try directory.store()
        _ = try first.write(batch)
        try first.close()
        for mode in [OpenMode.readWrite, .readOnly] {
            let store = try directory.store(mode)
            #expect(try store.documents(["1"], in: .client("a")) == batch.documents)
            #expect(try store.check().isEmpty)
            try store.close()
        }
    }

    @Test func refusesToWriteWhenReadOnly() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try directory.store().close()
        let store = try directory.store(.readOnly)
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        #expect(throws: Problem.self) { try store.write(batch) }
        await #expect(throws: Problem.self) {
            try await store.record(
                EgressEntry(at: Timestamp(seconds: 0), ticketID: "1", clientID: nil, endpoint: "x", body: []))
        }
        #expect(try store.clients().isEmpty)
    }

    @Test func revisionGrowsWithContactsToo() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        #expect(try store.revision() == 0)
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        batch.contacts = [Sample.contact("1", "a")]
        _ = try store.write(batch)
        #expect(try store.revision() == 1)
        _ = try store.write(batch)
        #expect(try store.revision() == 1)
        batch.contacts[0].name = "Other"
        _ = try store.write(batch)
        #expect(try store.revision() == 2)
    }

    @Test func namesMissingClients() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("stored")]
        _ = try store.write(batch)
        batch.clients = [Sample.client("new")]
        batch.contacts = [Sample.contact("1", "new"), Sample.contact("2", "z"), Sample.contact("3", "stored")]
        batch.documents = [Sample.document("1", nil), Sample.document("2", "y")]
        #expect(try store.missingClients(for: batch) == ["y", "z"])
    }

    /// While a writer writes, readers see whole batches only and never fail.
    @Test func readersSeeWholeBatchesWhileAWriterWrites() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let rounds = 20
        let perRound = 25
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<rounds {
                    var batch = ImportBatch()
                    batch.documents = (0..<perRound).map { Sample.document("\(round)-\($0)", nil) }
                    _ = try store.write(batch)
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    var last = 0
                    repeat {
                        var seen = 0
                        try store.eachDocument(in: .shared) { _ in seen += 1 }
                        #expect(seen % perRound == 0)
                        #expect(seen >= last)
                        last = seen
                    } while last < rounds * perRound
                }
            }
            try await group.waitForAll()
        }
    }

    /// Two stores on one file, as two processes would have it: both write, nothing is lost.
    @Test func writersOfTwoConnectionsTakeTurns() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let stores = [try directory.store(), try directory.store()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, store) in stores.enumerated() {
                group.addTask {
                    for round in 0..<20 {
                        var batch = ImportBatch()
                        batch.documents = [Sample.document("\(index)-\(round)", nil)]
                        _ = try store.write(batch)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try stores[0].counts()["documents"] == 40)
        #expect(try stores[1].generation(of: .documents, in: .shared) == 40)
    }

    @Test func lookupsUseIndexes() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let queries = [
            "SELECT body FROM documents WHERE id = ? AND (client_id IS NULL OR client_id IS ?)",
            "SELECT body FROM documents WHERE client_id IS ? ORDER BY id",
            "SELECT DISTINCT client_id FROM contact_phones WHERE reversed_digits > ? AND reversed_digits < ?",
        ]
        for query in queries {
            let plan = try store.pool.read { db in
                try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN " + query,
                    arguments: StatementArguments(
                        [nil, nil].prefix(
                            query.filter { $0 == "?" }.count))
                ).map { $0["detail"] as String? ?? "" }
            }
            #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") || $0.contains("DISTINCT") }, "\(plan)")
        }
    }
}
