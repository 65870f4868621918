import Domain
import GRDB
import Testing

@testable import Storage

/// What becomes of drafts, tickets, contents and the ledger as jobs end and tickets change.
@Suite struct CompletionTests {
    static let start = WorkSample.start

    /// Leases and completes the one job that is ready.
    @discardableResult
    static func work(_ store: SQLiteStore, _ client: ClientID? = nil, _ stored: StoredTicket? = nil) async throws
        -> Int64
    {
        let job = try #require(try await store.one())
        return try await store.complete(
            job.job.id, job.lease, with: WorkSample.result(job.job.ticketID, client: client, stored: stored), now: start
        )
    }

    @Test func aDraftIsMadeWithAllThatBelongsToIt() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        _ = try store.write(batch)
        let generation = try store.generation(of: .tickets, in: .client("a"))
        let revision = try store.revision()
        _ = try await store.accept(WorkSample.event("k", ticket: "1", content: "password hunter2"))
        let draft = try await Self.work(store, "a", Sample.ticket("1", "a"))

        #expect(
            try store.draftRows()
                == [.init(id: draft, ticket: "1", client: "a", state: "open", revision: 1)])
        #expect(try store.eventRows() == ["draft_ready \(draft) open"])
        #expect(try store.auditRows() == ["system:worker draft_made draft:\(draft)"])
        #expect(try store.tickets(["1"], in: .client("a")) == [Sample.ticket("1", "a")])
        #expect(try store.generation(of: .tickets, in: .client("a")) == generation + 1)
        #expect(try store.revision() == revision + 1)
        #expect(try store.number("SELECT count(*) FROM deliveries WHERE body IS NOT NULL") == 0)
        let record = try #require(try store.texts("SELECT record FROM drafts").first)
        #expect(try CanonicalJSON().value(EnrichmentRecord.self, from: record) == WorkSample.record("1", client: "a"))
    }

    /// Kept without an owner it would be shared, and show up as evidence for every client.
    @Test(arguments: [nil, "nobody"])
    func aTicketWithoutAKnownClientIsNotKept(_ client: String?) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k", ticket: "1"))
        let draft = try await Self.work(store, nil, Sample.ticket("1", client))
        #expect(try store.counts()["tickets"] == 0)
        #expect(try store.draftRows().map(\.id) == [draft])
    }

    /// Whoever sends names the ids; two clients' tickets may share one.
    @Test func anImportedTicketOfAnotherClientKeepsItsPlace() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a"), Sample.client("b")]
        batch.tickets = [Sample.ticket("1", "a")]
        _ = try store.write(batch)
        _ = try await store.accept(WorkSample.event("k", ticket: "1"))
        let draft = try await Self.work(store, "b", Sample.ticket("1", "b"))
        #expect(try store.tickets(["1"], in: .client("a")) == [Sample.ticket("1", "a")])
        #expect(try store.tickets(["1"], in: .client("b")).isEmpty)
        #expect(try store.draftRows().map(\.id) == [draft])
    }

    @Test func whatIsLostWritesNothing() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "a"))
        let job = try #require(try await store.one())
        _ = try await store.accept(WorkSample.event("k2", ticket: "1", version: 2, content: "b"))
        await #expect(throws: LeaseLost.self) {
            try await store.complete(
                job.job.id, job.lease, with: WorkSample.result("1", stored: Sample.ticket("1", nil)), now: Self.start)
        }
        #expect(try store.draftRows().isEmpty && store.eventRows().isEmpty && store.auditRows().isEmpty)
        #expect(try store.counts()["tickets"] == 0)
        // The content that was replaced is gone, that which waits is not.
        #expect(try store.texts("SELECT CAST(body AS TEXT) FROM deliveries WHERE body IS NOT NULL") == ["b"])
    }

    @Test func anUndecidedDraftGoesStaleWhenItsTicketChanges() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "a"))
        let first = try await Self.work(store)
        _ = try await store.accept(WorkSample.event("k2", ticket: "1", version: 2, content: "b"))
        #expect(try store.draftRows().map(\.state) == ["stale"])
        let second = try await Self.work(store)
        #expect(second != first)
        #expect(try store.draftRows().map(\.state) == ["stale", "open"])
        #expect(try store.draftRows().map(\.revision) == [2, 1])
        #expect(
            try store.eventRows()
                == ["draft_ready \(first) open", "draft_stale \(first) stale", "draft_ready \(second) open"])
    }

    @Test(arguments: ["approved", "rejected"])
    func aDecidedDraftStaysDecided(_ state: String) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "a"))
        try await Self.work(store)
        try await store.commit { db in
            try db.execute(sql: "UPDATE drafts SET state = ?, actor = 'user:u_1', decided_at = 5", arguments: [state])
        }
        _ = try await store.accept(WorkSample.event("k2", ticket: "1", version: 2, content: "b"))
        #expect(
            try await store.accept(WorkSample.event("k3", ticket: "1", version: 3, content: "a")).outcome == .unchanged)
        #expect(try store.draftRows().map(\.state) == [state])
        #expect(try await store.one() == nil)
    }

    @Test func contentThatComesBackOpensItsDraftAgain() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "a"))
        let draft = try await Self.work(store)
        try await store.commit { db in
            try db.execute(sql: "UPDATE drafts SET state = 'claimed', actor = 'user:u_1', revision = 2")
        }
        _ = try await store.accept(WorkSample.event("k2", ticket: "1", version: 2, content: "b"))
        let receipt = try await store.accept(WorkSample.event("k3", ticket: "1", version: 3, content: "a"))
        #expect(receipt.outcome == .unchanged)
        #expect(try store.draftRows() == [.init(id: draft, ticket: "1", client: nil, state: "open", revision: 4)])
        #expect(try store.number("SELECT count(*) FROM drafts WHERE actor IS NOT NULL") == 0)
        #expect(
            try store.eventRows()
                == ["draft_ready \(draft) open", "draft_stale \(draft) stale", "draft_ready \(draft) open"])
        #expect(try await store.one() == nil)
        // And a draft that retention has removed is made anew.
        try await store.commit { db in try db.execute(sql: "DELETE FROM drafts") }
        _ = try await store.accept(WorkSample.event("k4", ticket: "1", version: 4, content: "c"))
        #expect(
            try await store.accept(WorkSample.event("k5", ticket: "1", version: 5, content: "a")).outcome == .queued)
        #expect(try await Self.work(store) > draft)
    }

    @Test func aDeletionMakesDraftsStale() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k1", ticket: "1"))
        try await Self.work(store)
        _ = try await store.accept(WorkSample.event("k2", ticket: "1", version: 2, action: .deleted))
        #expect(try store.draftRows().map(\.state) == ["stale"])
        // Another source's ticket of the same number is another ticket.
        _ = try await store.accept(WorkSample.event("k3", ticket: "1", source: "email"))
        try await Self.work(store)
        #expect(try store.draftRows().map(\.state) == ["stale", "open"])
    }

    @Test func aDeadJobKeepsItsContentAndActsAreRecorded() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "body"))
        let job = try #require(try await store.one())
        try await store.fail(
            job.job.id, job.lease, JobFailure(reason: "x", isPermanent: true), now: Self.start)
        #expect(try store.texts("SELECT CAST(body AS TEXT) FROM deliveries") == ["body"])
        try await store.retry(job.job.id, by: WorkSample.lead, now: Self.start)
        try await store.setPaused(true, lane: nil, by: WorkSample.lead, now: Self.start)
        try await store.setPaused(false, lane: "lane", by: WorkSample.lead, now: Self.start)
        await #expect(throws: JobRefusal.state(.waiting)) {
            try await store.retry(job.job.id, by: WorkSample.lead, now: Self.start)
        }
        #expect(
            try store.auditRows() == [
                "user:u_1 job_retried job:\(job.job.id)", "user:u_1 queue_paused queue",
                "user:u_1 queue_resumed lane:lane",
            ])
    }

    /// A lane is named after its client where one is known, and after the source where none is.
    @Test(arguments: [("a", "a"), ("nobody", nil), ("source:generic", nil)] as [(String, String?)])
    func actsAreRecordedWithTheirClient(_ lane: String, _ client: String?) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        _ = try store.write(batch)
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", lane: lane))
        let job = try #require(try await store.one())
        try await store.fail(
            job.job.id, job.lease, JobFailure(reason: "x", isPermanent: true), now: Self.start)
        try await store.retry(job.job.id, by: WorkSample.lead, now: Self.start)
        for isPaused in [true, false] {
            try await store.setPaused(isPaused, lane: lane, by: WorkSample.lead, now: Self.start)
        }
        try await store.setPaused(true, lane: nil, by: WorkSample.lead, now: Self.start)
        let owner = client ?? "none"
        #expect(
            try store.texts("SELECT act || ' ' || coalesce(client_id, 'none') FROM audit ORDER BY id")
                == ["job_retried \(owner)", "queue_paused \(owner)", "queue_resumed \(owner)", "queue_paused none"])
    }

    /// Given to the wrong client and back: content A has its draft, and what was kept with the draft in between must
    /// not stay among the records of a client that it is not of.
    @Test func aTicketThatComesBackIsTakenFromTheClientInBetween() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a"), Sample.client("b")]
        _ = try store.write(batch)
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "a"))
        let first = try await Self.work(store, "a", Sample.ticket("1", "a"))
        _ = try await store.accept(WorkSample.event("k2", ticket: "1", version: 2, content: "b"))
        let second = try await Self.work(store, "b", Sample.ticket("1", "b"))
        #expect(try store.tickets(["1"], in: .client("b")).count == 1)
        #expect(try store.newestDraft(of: "1", for: .everyClient)?.id == second)
        let generation = try store.generation(of: .tickets, in: .client("b"))

        let back = try await store.accept(WorkSample.event("k3", ticket: "1", version: 3, content: "a"))
        #expect(back.outcome == .unchanged)
        #expect(try store.tickets(["1"], in: .client("b")).isEmpty)
        #expect(try store.generation(of: .tickets, in: .client("b")) == generation + 1)
        #expect(try store.newestDraft(of: "1", for: .everyClient)?.id == first)
        #expect(try store.newestDraft(of: "1", for: .clients(["b"])) == nil)
        let page = try store.tickets(TicketFilter(state: .open), for: .everyClient, after: nil, limit: 10)
        #expect(page.map(\.newest?.id) == [first])
    }

    @Test func aTicketThatGoesToAnUnknownClientIsTakenFromTheFormerOne() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        batch.tickets = [Sample.ticket("2", "a")]
        _ = try store.write(batch)
        for ticket in ["1", "2"] {
            _ = try await store.accept(WorkSample.event("\(ticket)-1", ticket: ticket, content: "a"))
            try await Self.work(store, ticket == "1" ? "a" : nil, ticket == "1" ? Sample.ticket("1", "a") : nil)
            _ = try await store.accept(WorkSample.event("\(ticket)-2", ticket: ticket, version: 2, content: "b"))
            try await Self.work(store)
        }
        #expect(try store.tickets(["1"], in: .client("a")).isEmpty)
        // Imported, and of no draft of that client: it stays.
        #expect(try store.tickets(["2"], in: .client("a")).count == 1)
    }

    @Test func aDeletedTicketIsNoLongerFound() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        batch.tickets = [Sample.ticket("2", "a")]
        _ = try store.write(batch)
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "a"))
        try await Self.work(store, "a", Sample.ticket("1", "a"))
        let generation = try store.generation(of: .tickets, in: .client("a"))
        for ticket in ["1", "2"] {
            _ = try await store.accept(
                WorkSample.event("\(ticket) gone", ticket: ticket, version: 2, action: .deleted))
        }
        #expect(try store.tickets(["1"], in: .client("a")).isEmpty)
        #expect(try store.generation(of: .tickets, in: .client("a")) == generation + 1)
        // Imported and never drafted: nothing was said of it but by a name that is its own by chance.
        #expect(try store.tickets(["2"], in: .client("a")).count == 1)
    }
}
