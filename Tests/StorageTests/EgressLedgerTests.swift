import Digest
import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct EgressLedgerTests {
    private static func entry(_ index: Int, client: ClientID? = "a") -> EgressEntry {
        EgressEntry(
            at: Timestamp(milliseconds: 1_700_000_000_000 + Int64(index)), ticketID: TicketID("t\(index)"),
            clientID: client, endpoint: "https://llm.example.com/v1/chat", body: Array("body \(index)\0 end".utf8),
            redacted: ["secret": index, "email": 1])
    }

    private func filled(_ count: Int = 5) async throws -> (TemporaryDirectory, SQLiteStore) {
        let directory = try TemporaryDirectory()
        let store = try directory.store()
        for index in 1...count { _ = try await store.record(Self.entry(index, client: index == 2 ? nil : "a")) }
        return (directory, store)
    }

    @Test func anEmptyLedgerIsSound() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let result = try directory.store().verify()
        #expect(result == EgressVerification(count: 0, head: String(repeating: "0", count: 64)))
        #expect(result.isSound)
    }

    @Test func entriesComeBackExactly() async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        let receipt = try await store.record(Self.entry(6))
        #expect(receipt.receipt == 6)
        #expect(receipt.bytes == Self.entry(6).body.count)
        #expect(receipt.sha256 == (try SHA256Digest.hex(of: Self.entry(6).body)))
        let entries = try store.entries(after: 1, limit: 3)
        #expect(entries.map(\.receipt.receipt) == [2, 3, 4])
        #expect(entries[0].clientID == nil)
        #expect(entries[1].clientID == "a")
        #expect(entries[0].hash == entries[1].previousHash)
        #expect(entries[2].receipt.redacted == ["secret": 4, "email": 1])
        #expect(try store.entries(ticket: "t5").map(\.receipt.receipt) == [5])
        #expect(try store.body(ofReceipt: 3) == Self.entry(3).body)
        #expect(try store.body(ofReceipt: 99) == nil)
        let result = try store.verify()
        #expect(result.isSound)
        #expect(result.count == 6)
        #expect(result.head == (try store.entries(after: 5).first?.hash))
    }

    @Test func parallelCallersGetOneChain() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let receipts = try await withThrowingTaskGroup(of: Int64.self) { group in
            for index in 0..<40 { group.addTask { try await store.record(Self.entry(index)).receipt } }
            return try await group.reduce(into: [Int64]()) { $0.append($1) }
        }
        #expect(receipts.sorted() == Array(1...40))
        #expect(try store.verify().isSound)
    }

    @Test(arguments: [
        "UPDATE egress SET endpoint = 'x'", "DELETE FROM egress", "UPDATE answers SET status = 1",
        "DELETE FROM answers",
    ])
    func theTablesAreAppendOnly(_ sql: String) async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        try await store.complete(1, with: RecordedAnswer(status: 200, body: "ok"))
        await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
        #expect(try store.verify().isSound)
    }

    private static let copied =
        "prev_hash, hash, at, ticket_id, client_id, endpoint, bytes, sha256, redacted, body, cases"

    /// An alteration and the receipt it must be found at.
    private static let alterations: [(String, Int64)] = [
        ("UPDATE egress SET body = CAST('Body 3' || x'00' || ' end' AS BLOB) WHERE receipt = 3", 3),
        ("UPDATE egress SET body = x'' WHERE receipt = 1", 1),
        ("UPDATE egress SET body = zeroblob(length(body)) WHERE receipt = 4", 4),
        ("UPDATE egress SET at = at + 1 WHERE receipt = 2", 2),
        ("UPDATE egress SET ticket_id = 't9' WHERE receipt = 5", 5),
        ("UPDATE egress SET client_id = NULL WHERE receipt = 3", 3),
        ("UPDATE egress SET client_id = '' WHERE receipt = 2", 2),
        ("UPDATE egress SET endpoint = endpoint || '/' WHERE receipt = 3", 3),
        ("UPDATE egress SET bytes = bytes + 1 WHERE receipt = 3", 3),
        ("UPDATE egress SET sha256 = upper(sha256) WHERE receipt = 3", 3),
        ("UPDATE egress SET redacted = '{}' WHERE receipt = 3", 3),
        ("UPDATE egress SET hash = zeroblob(32) WHERE receipt = 3", 3),
        ("UPDATE egress SET prev_hash = zeroblob(32) WHERE receipt = 3", 3),
        ("DELETE FROM egress WHERE receipt = 1", 1),
        ("DELETE FROM egress WHERE receipt = 3", 3),
        ("DELETE FROM egress WHERE receipt = 5", 5),
        ("DELETE FROM egress", 1),
        ("UPDATE egress SET receipt = 9 WHERE receipt = 5", 5),
        (
            "INSERT INTO egress SELECT 0, \(copied) "
                + "FROM egress WHERE receipt = 1", 0
        ),
        (
            "INSERT INTO egress SELECT 6, \(copied) "
                + "FROM egress WHERE receipt = 5", 6
        ),
        ("UPDATE egress_head SET hash = zeroblob(32)", 5),
        ("DELETE FROM egress_head", 5),
    ]

    @Test(arguments: alterations)
    func everyAlterationIsFound(_ sql: String, _ receipt: Int64) async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        #expect(try store.verify().isSound)
        try await store.pool.write { db in
            try db.execute(sql: "DROP TRIGGER egress_no_update; DROP TRIGGER egress_no_delete")
            try db.execute(sql: sql)
        }
        let result = try store.verify()
        #expect(result.firstBroken == receipt)
        #expect(result.reason?.isEmpty == false)
    }

    @Test func everyFlippedByteOfABodyIsFound() async throws {
        let (directory, store) = try await filled(3)
        defer { directory.remove() }
        try await store.pool.write { try $0.execute(sql: "DROP TRIGGER egress_no_update") }
        let body = Self.entry(2).body
        for index in body.indices {
            var altered = body
            altered[index] ^= 1
            try await store.pool.write { [altered] db in
                let update = try Prepared(cached: "UPDATE egress SET body = ? WHERE receipt = 2", db)
                try update.bind(1, altered)
                try update.run()
            }
            #expect(try store.verify().firstBroken == 2)
        }
    }

    @Test func answersAreFoundByBodyEndpointAndTicket() async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        let sha = try SHA256Digest.hex(of: Self.entry(3).body)
        let endpoint = Self.entry(3).endpoint
        #expect(try await store.answer(to: sha, endpoint: endpoint, ticket: "t3") == nil)
        try await store.complete(3, with: RecordedAnswer(status: 500, body: "first"))
        try await store.complete(3, with: RecordedAnswer(status: 200, body: "second\0x"))
        let found = try await store.answer(to: sha, endpoint: endpoint, ticket: "t3")
        #expect(found?.0.receipt == 3)
        #expect(found?.1 == RecordedAnswer(status: 200, body: "second\0x"))
        #expect(try await store.answer(to: sha, endpoint: endpoint, ticket: "t4") == nil)
        #expect(try await store.answer(to: sha, endpoint: endpoint + "x", ticket: "t3") == nil)
        #expect(try store.entries(after: 2, limit: 1).first?.answerStatus == 200)
        await #expect(throws: Problem.self) {
            try await store.complete(77, with: RecordedAnswer(status: 200, body: ""))
        }
    }

    @Test func aCancelledCallerStillKeepsItsAnswer() async throws {
        let (directory, store) = try await filled(1)
        defer { directory.remove() }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.complete(1, with: RecordedAnswer(status: 200, body: "paid"))
        }
        try await task.value
        let sha = try SHA256Digest.hex(of: Self.entry(1).body)
        #expect(try await store.answer(to: sha, endpoint: Self.entry(1).endpoint, ticket: "t1")?.1.body == "paid")
    }
}
