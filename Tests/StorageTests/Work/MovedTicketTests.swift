import Domain
import Testing

@testable import Storage

/// A ticket named first for the wrong client and then for the right one: to those who see the former client alone, what
/// was made of it is as if it had never been.
@Suite struct MovedTicketTests {
    private static let former = Audience.clients(["a"])
    private static let several = Audience.clients(["a", "c"])
    private static let now = WorkSample.start

    private struct World {
        let directory: TemporaryDirectory
        let store: SQLiteStore
        let draft: Int64
        let receipt: Int64
    }

    /// How the ticket's newest content is another's: told by the delivery, by the draft, by an import, or by nobody.
    enum Move: CaseIterable {
        case named, namedAndDrafted, draftedForAnother, draftedForNobody, unassigned, company, imported
    }

    private static func world() async throws -> World {
        let directory = try TemporaryDirectory()
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = ["a", "b", "c"].map { Sample.client($0) }
        _ = try store.write(batch)
        _ = try await store.accept(WorkSample.event("k1", ticket: "1", content: "a", lane: "a"))
        let draft = try await CompletionTests.work(store, "a", Sample.ticket("1", "a"))
        _ = try await store.decide(
            DecisionRequest(draft: draft, kind: .edit, payload: .init(text: "secret of b"), revisions: [1]),
            by: principal(former), now: now)
        let receipt = try await store.record(
            EgressEntry(at: now, ticketID: "1", clientID: "a", endpoint: "https://x.example", body: [1]))
        return World(directory: directory, store: store, draft: draft, receipt: receipt.receipt)
    }

    private static func move(_ store: SQLiteStore, _ move: Move) async throws {
        func tell(_ lane: String) async throws {
            _ = try await store.accept(
                WorkSample.event("k2", ticket: "1", version: 2, content: "b", lane: lane))
        }
        switch move {
        case .named: try await tell("b")
        case .namedAndDrafted:
            try await tell("b")
            try await CompletionTests.work(store, "b", Sample.ticket("1", "b"))
        case .draftedForAnother:
            try await tell("a")
            try await CompletionTests.work(store, "b", Sample.ticket("1", "b"))
        case .draftedForNobody:
            try await tell("a")
            try await CompletionTests.work(store)
        case .unassigned: try await tell("")
        case .company: try await tell("halopsa:7")
        case .imported:
            var batch = ImportBatch()
            batch.tickets = [Sample.ticket("1", "b")]
            _ = try store.write(batch)
        }
    }

    private static func principal(_ audience: Audience) -> Principal {
        Principal(
            actor: WorkSample.lead, name: "Lead", role: .admin, audience: audience, isBrowserSession: false)
    }

    @Test(arguments: Move.allCases)
    func theFormerClientSeesNothingOfIt(_ move: Move) async throws {
        let world = try await Self.world()
        defer { world.directory.remove() }
        let store = world.store
        let draft = world.draft
        #expect(try store.draft(draft, for: Self.former) != nil)
        #expect(try store.events(after: 0, for: Self.former, limit: 10).count == 2)
        try await Self.move(store, move)
        for audience in [Self.former, Self.several] {
            #expect(try store.draft(draft, for: audience) == nil)
            #expect(try store.summary(draft, for: audience) == nil)
            #expect(try store.newestDraft(of: "1", for: audience) == nil)
            #expect(try store.drafts(DraftFilter(), for: audience, before: nil, limit: 10).isEmpty)
            #expect(try store.drafts(DraftFilter(state: .stale), for: audience, before: nil, limit: 10).isEmpty)
            #expect(try store.text(of: draft, for: audience) == nil)
            #expect(try store.decisions(DecisionFilter(), for: audience, before: nil, limit: 10).isEmpty)
            #expect(try store.decisions(DecisionFilter(draft: draft), for: audience, before: nil, limit: 10).isEmpty)
            #expect(try store.events(after: 0, for: audience, limit: 10).isEmpty)
            #expect(try store.tickets(TicketFilter(), for: audience, after: nil, limit: 10).isEmpty)
            #expect(try store.ticket("1", for: audience) == nil)
            #expect(try store.tickets(["1"], in: .client("a")).isEmpty)
            #expect(try store.jobs(of: "1", for: audience, limit: 10).isEmpty)
            #expect(try store.jobs(JobFilter(), for: audience).isEmpty)
            #expect(try store.job(1, for: audience) == nil)
            #expect(
                try store.egressEntries(ticket: nil, client: nil, for: audience, before: nil, limit: 10).isEmpty)
            #expect(try await store.viewEgressBody(world.receipt, by: Self.principal(audience), now: Self.now) == nil)
            #expect(try await store.view(draft, by: Self.principal(audience), now: Self.now) == nil)
            await #expect(throws: ReviewRefusal.notFound) {
                try await store.decide(
                    DecisionRequest(draft: draft, kind: .claim, payload: .init(), revisions: [1, 2, 3]),
                    by: Self.principal(audience), now: Self.now)
            }
        }
        #expect(try store.texts("SELECT act FROM audit WHERE act LIKE '%viewed'").isEmpty)
    }

    @Test(arguments: Move.allCases)
    func whoSeesEveryClientSeesItMarkedStale(_ move: Move) async throws {
        let world = try await Self.world()
        defer { world.directory.remove() }
        try await Self.move(world.store, move)
        let everyone = Audience.everyClient
        #expect(try world.store.draft(world.draft, for: everyone)?.state == .stale)
        #expect(try world.store.text(of: world.draft, for: everyone)?.payload.text == "secret of b")
        #expect(
            try world.store.drafts(DraftFilter(clientID: "a"), for: everyone, before: nil, limit: 10).map(\.id)
                == [world.draft])
        #expect(
            try world.store.events(after: 0, for: everyone, limit: 10).contains {
                $0.draft == world.draft && $0.kind == .draftStale
            })
        #expect(
            try await world.store.viewEgressBody(world.receipt, by: Self.principal(everyone), now: Self.now) == [1])
    }

    @Test func itComesBackWithItsTicketAndThenTheOtherClientSeesNothing() async throws {
        let world = try await Self.world()
        defer { world.directory.remove() }
        let store = world.store
        try await Self.move(store, .namedAndDrafted)
        let other = Audience.clients(["b"])
        let second = try #require(try store.newestDraft(of: "1", for: other)?.id)
        #expect(second != world.draft)
        #expect(try store.jobs(of: "1", for: other, limit: 10).map(\.lane) == ["b"])
        let back = WorkSample.event("k3", ticket: "1", version: 3, content: "a", lane: "a")
        #expect(try await store.accept(back).outcome == .unchanged)
        #expect(try store.draft(world.draft, for: Self.former)?.state == .open)
        #expect(try store.text(of: world.draft, for: Self.former) != nil)
        #expect(try store.draft(second, for: other) == nil)
        #expect(try store.events(after: 0, for: other, limit: 10).isEmpty)
    }

    @Test func newContentOfTheSameClientHidesNothing() async throws {
        let world = try await Self.world()
        defer { world.directory.remove() }
        let store = world.store
        let next = WorkSample.event("k2", ticket: "1", version: 2, content: "b", lane: "a")
        _ = try await store.accept(next)
        #expect(try store.draft(world.draft, for: Self.former)?.state == .stale)
        #expect(try store.ticket("1", for: Self.former) != nil)
        let gone = WorkSample.event("k3", ticket: "1", version: 3, lane: "", action: .deleted)
        _ = try await store.accept(gone)
        #expect(try store.draft(world.draft, for: Self.former)?.state == .stale)
        #expect(try store.jobs(of: "1", for: Self.former, limit: 10).count == 2)
    }

    /// Another ticket's draft rests on it as an earlier case; that text is no longer the former client's either.
    @Test func asAnEarlierCaseItIsNoLongerShown() async throws {
        let world = try await Self.world()
        defer { world.directory.remove() }
        let store = world.store
        _ = try await store.accept(WorkSample.event("k9", ticket: "9", content: "c", lane: "a"))
        let job = try #require(try await store.one())
        var result = WorkSample.result("9", client: "a")
        result.record.context.evidence = [
            Evidence(id: "E1", kind: .ticket, source: "9", title: "Ticket", text: "own"),
            Evidence(id: "E2", kind: .similarTicket, source: "1", title: "Earlier", text: "secret of b"),
            Evidence(id: "E3", kind: .document, source: "1", title: "Runbook", text: "same id, another record"),
        ]
        result.record.context.tickets = [TicketMatch(id: "1", subject: "secret of b", score: 1)]
        result.record.triage.duplicateOf = ["1"]
        result.record.draft.reply = [
            Sentence(text: "Own words.", kind: .fact, evidence: ["E1"]),
            Sentence(text: "The secret of b.", kind: .fact, evidence: ["E1", "E2"]),
        ]
        result.record.draft.steps = [Sentence(text: "As for b.", kind: .step, evidence: ["E2"])]
        result.record.draft.replyText = "Own words. The secret of b."
        let draft = try await store.complete(job.job.id, job.lease, with: result, now: Self.now)
        #expect(try store.draft(draft, for: Self.former)?.record.context.evidence.count == 3)
        try await Self.move(store, .namedAndDrafted)
        let seen = try #require(try store.draft(draft, for: Self.former)?.record)
        #expect(seen.context.evidence.map(\.id) == ["E1", "E3"])
        #expect(seen.context.tickets.isEmpty && seen.triage.duplicateOf.isEmpty)
        #expect(seen.draft.reply.map(\.text) == ["Own words."] && seen.draft.steps.isEmpty)
        #expect(!seen.draft.replyText.contains("secret"))
        let approval = try await store.decide(
            DecisionRequest(draft: draft, kind: .approve, revisions: [1]), by: Self.principal(Self.former),
            now: Self.now)
        #expect(approval.decision.payload.text?.contains("secret") == false)
        let whole = try #require(try store.draft(draft, for: .everyClient)?.record)
        #expect(whole.context.evidence.count == 3)
    }

    /// A client with many tickets that left it still has fast lists.
    @Test func listsOfOneClientAreReadFromTheirIndex() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let plan = try store.read { db in
            try store.rows(
                """
                EXPLAIN QUERY PLAN SELECT \(DraftRow.summaryColumns) FROM drafts
                WHERE client_id = 'a' AND is_moved = 0 ORDER BY id DESC LIMIT 5
                """, db
            ) { $0.text(3) }
        }
        #expect(plan.contains { $0.contains("drafts_of_client") } && !plan.contains { $0.contains("TEMP B-TREE") })
    }
}
