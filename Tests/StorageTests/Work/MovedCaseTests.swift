import Domain
import GRDB
import Testing

@testable import Storage

/// Text of an earlier case that has left its client, in what was sent and drafted for other tickets.
@Suite struct MovedCaseTests {
    private static let former = Audience.clients(["a"])
    private static let now = WorkSample.start

    private static func principal(_ audience: Audience, _ role: Role = .technician) -> Principal {
        Principal(actor: WorkSample.lead, name: "x", role: role, audience: audience, isBrowserSession: true)
    }

    private static func `import`(_ ticket: String, _ client: String, into store: SQLiteStore) throws {
        var batch = ImportBatch()
        batch.tickets = [Sample.ticket(ticket, client)]
        _ = try store.write(batch)
    }

    /// A store with a case of `a` that was only imported, and one that was delivered.
    private static func world() async throws -> (TemporaryDirectory, SQLiteStore) {
        let directory = try TemporaryDirectory()
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = ["a", "b"].map { Sample.client($0) }
        _ = try store.write(batch)
        try Self.import("old", "a", into: store)
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "a", lane: "a"))
        try await CompletionTests.work(store, "a", Sample.ticket("1", "a"))
        return (directory, store)
    }

    private static func sent(_ store: SQLiteStore, _ cases: [TicketID]) async throws -> Int64 {
        try await store.record(
            EgressEntry(
                at: now, ticketID: "9", clientID: "a", endpoint: "https://x.example", body: [1], cases: cases)
        ).receipt
    }

    private static func isReadable(_ receipt: Int64, _ audience: Audience, _ store: SQLiteStore) async throws -> Bool {
        try await store.viewEgressBody(receipt, by: principal(audience), now: now) != nil
    }

    @Test(arguments: ["old", "1"])
    func whatQuotesItIsNoLongerRead(_ moved: String) async throws {
        let (directory, store) = try await Self.world()
        defer { directory.remove() }
        let quoting = try await Self.sent(store, [TicketID(moved), "other"])
        let plain = try await Self.sent(store, [])
        for receipt in [quoting, plain] { #expect(try await Self.isReadable(receipt, Self.former, store)) }
        try Self.import(moved, "b", into: store)
        #expect(try await !Self.isReadable(quoting, Self.former, store))
        #expect(try await !Self.isReadable(quoting, .clients(["b"]), store))
        #expect(try await Self.isReadable(plain, Self.former, store))
        #expect(try await Self.isReadable(quoting, .everyClient, store))
        // That it was sent is still told.
        let listed = try store.egressEntries(ticket: "9", client: nil, for: Self.former, before: nil, limit: 10)
        #expect(listed.count == 2)
        #expect(try store.verify().isSound)
    }

    @Test func whereTheCasesWereNotNotedAnyCaseCounts() async throws {
        let (directory, store) = try await Self.world()
        defer { directory.remove() }
        let receipt = try await Self.sent(store, [])
        try await store.pool.write { db in
            try db.execute(sql: "DROP TRIGGER egress_no_update; UPDATE egress SET cases = NULL")
        }
        #expect(try await Self.isReadable(receipt, Self.former, store))
        try Self.import("1", "b", into: store)
        #expect(try await !Self.isReadable(receipt, Self.former, store))
        #expect(try await Self.isReadable(receipt, .everyClient, store))
    }

    @Test func readersReadNoBodies() async throws {
        let (directory, store) = try await Self.world()
        defer { directory.remove() }
        let receipt = try await Self.sent(store, [])
        await #expect(throws: ReviewRefusal.needsRole(.technician)) {
            try await store.viewEgressBody(receipt, by: Self.principal(.everyClient, .reader), now: Self.now)
        }
        #expect(try store.texts("SELECT act FROM audit WHERE act = 'egress_body_viewed'").isEmpty)
    }

    @Test func theCasesOfAnEntryCannotBeChanged() async throws {
        let (directory, store) = try await Self.world()
        defer { directory.remove() }
        _ = try await Self.sent(store, ["old"])
        await #expect(throws: DatabaseError.self) {
            try await store.pool.write { try $0.execute(sql: "UPDATE egress SET cases = '[]'") }
        }
    }

    @Test func anImportedCaseLeavesTheDraftsThatCiteIt() async throws {
        let (directory, store) = try await Self.world()
        defer { directory.remove() }
        #expect(try store.moved(["old", "1", "unknown"], from: "a").isEmpty)
        try Self.import("old", "b", into: store)
        #expect(try store.moved(["old", "1", "unknown"], from: "a") == ["old"])
        #expect(try store.moved(["old"], from: "b").isEmpty)
    }

    /// Another sender's ticket of the same id, which is that client's by its own word, has not moved.
    @Test func anotherSendersTicketOfTheSameIdStays() async throws {
        let (directory, store) = try await Self.world()
        defer { directory.remove() }
        _ = try await store.accept(
            WorkSample.event("k2", ticket: "1", content: "b", lane: "b", source: "halopsa"))
        try await CompletionTests.work(store, "b", Sample.ticket("1", "b"))
        #expect(try store.moved(["1"], from: "a").isEmpty)
        #expect(try store.newestDraft(of: "1", for: Self.former) != nil)
        #expect(try store.newestDraft(of: "1", for: .clients(["b"])) != nil)
    }

    @Test func anImportOfTheSameClientMovesNothing() async throws {
        let (directory, store) = try await Self.world()
        defer { directory.remove() }
        var batch = ImportBatch()
        var changed = Sample.ticket("1", "a")
        changed.ticket.status = "closed"
        batch.tickets = [changed]
        _ = try store.write(batch)
        #expect(try store.newestDraft(of: "1", for: Self.former)?.state == .open)
    }
}
