import Domain
import GRDB
import Testing

@testable import Storage

/// A draft made anew: its former record is kept as long as the draft is, and no longer.
@Suite struct DraftVersionTests {
    private static let now = WorkSample.start
    private static let lead = Principal(
        actor: WorkSample.lead, name: "Lead", role: .lead, audience: .everyClient, isBrowserSession: true)

    private struct Version: Equatable {
        var draft: Int64
        var revision: Int64
        var at: Int64
        var record: String
    }

    private func versions(_ store: SQLiteStore) throws -> [Version] {
        try store.read { db in
            try store.rows("SELECT draft, revision, replaced_at, record FROM draft_versions ORDER BY 1, 2", db) {
                Version(draft: $0.integer(0), revision: $0.integer(1), at: $0.integer(2), record: $0.text(3))
            }
        }
    }

    private func record(_ text: String, blocked: Bool = false, cost: Double? = nil) -> EnrichmentRecord {
        var record = WorkSample.record("1", client: "a")
        record.draft.replyText = text
        record.draft.mode = .llm
        record.claims = ClaimSummary(supported: 2, weak: 1, unsupported: blocked ? 1 : 0, blocked: blocked)
        record.usage = .init(inputTokens: 100, outputTokens: 10, cost: cost)
        return record
    }

    private struct World {
        let directory: TemporaryDirectory
        let store: SQLiteStore
        let draft: Int64

        func end() {
            try? store.close()
            directory.remove()
        }
    }

    private func world() async throws -> World {
        let directory = try TemporaryDirectory()
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = ["a", "b"].map { Sample.client($0) }
        _ = try store.write(batch)
        _ = try await store.accept(WorkSample.event("k", ticket: "1", lane: "a"))
        let job = try #require(try await store.one())
        let draft = try await store.complete(
            job.job.id, job.lease,
            with: JobResult(record: record("First.", cost: 0.5), ticket: nil, actor: WorkSample.worker), now: Self.now)
        return World(directory: directory, store: store, draft: draft)
    }

    private func regenerate(
        _ store: SQLiteStore, _ draft: Int64, _ record: EnrichmentRecord, revision: Int64,
        by principal: Principal = lead, key: IdempotencyKey? = nil
    ) async throws -> DecisionResult {
        var payload = Decision.Payload()
        payload.instruction = "Shorter"
        return try await store.regenerate(
            DecisionRequest(
                draft: draft, kind: .regenerate, payload: payload, revisions: [revision], idempotency: key),
            with: record, by: principal, now: Self.now)
    }

    @Test func everyFormerRecordIsKeptOnce() async throws {
        let world = try await world()
        defer { world.end() }
        let (store, draft) = (world.store, world.draft)
        let first = try #require(try store.draft(draft, for: .everyClient)).record
        let result = try await regenerate(store, draft, record("Second.", blocked: true, cost: 0.25), revision: 1)
        #expect(result.revision == 2 && result.state == .claimed)
        _ = try await regenerate(store, draft, record("Third."), revision: 2)
        let kept = try versions(store)
        #expect(kept.map(\.revision) == [1, 2] && kept.allSatisfy { $0.draft == draft })
        #expect(kept.map(\.at) == [Self.now.milliseconds, Self.now.milliseconds])
        let records = try kept.map { try CanonicalJSON().value(EnrichmentRecord.self, from: $0.record) }
        #expect(records[0] == first)
        #expect(records[1].draft.replyText == "Second." && records[1].claims.blocked)
        let stored = try #require(try store.draft(draft, for: .everyClient))
        #expect(stored.record.draft.replyText == "Third." && stored.revision == 3)
        // What is filtered and counted by follows, and what was spent adds up.
        let summary = try #require(try store.summary(draft, for: .everyClient))
        #expect(!summary.isBlocked && summary.claims.supported == 2 && summary.mode == .llm)
        let usage = try store.usage(
            since: Timestamp(seconds: 0), until: Self.now.adding(seconds: 1), client: nil, for: .everyClient)
        #expect(usage.map(\.inputTokens) == [300] && usage.map(\.cost) == [0.75])
    }

    @Test func theSameRequestTwiceKeepsOneVersion() async throws {
        let world = try await world()
        defer { world.end() }
        let (store, draft) = (world.store, world.draft)
        let key = IdempotencyKey(key: "k", requestHash: [1])
        let first = try await regenerate(store, draft, record("Second."), revision: 1, key: key)
        let again = try await regenerate(store, draft, record("Another."), revision: 1, key: key)
        #expect(!first.isReplay && again.isReplay && again.revision == first.revision)
        #expect(try versions(store).count == 1)
        #expect(try store.draft(draft, for: .everyClient)?.record.draft.replyText == "Second.")
    }

    @Test func whatIsRefusedLeavesNoVersion() async throws {
        let world = try await world()
        defer { world.end() }
        let (store, draft) = (world.store, world.draft)
        await #expect(throws: ReviewRefusal.revisionMismatch(current: 1)) {
            try await regenerate(store, draft, record("x"), revision: 2)
        }
        let foreign = WorkSample.record("1", client: "b")
        await #expect(throws: ReviewRefusal.stale) { try await regenerate(store, draft, foreign, revision: 1) }
        let other = Principal(
            actor: WorkSample.lead, name: "x", role: .lead, audience: .clients(["b"]), isBrowserSession: true)
        await #expect(throws: ReviewRefusal.notFound) {
            try await regenerate(store, draft, record("x"), revision: 1, by: other)
        }
        // Without a new record it is no regeneration.
        await #expect(throws: ReviewRefusal.textMissing) {
            try await store.decide(
                DecisionRequest(draft: draft, kind: .regenerate, revisions: [1]), by: Self.lead, now: Self.now)
        }
        #expect(try versions(store).isEmpty)
        #expect(try store.decisions(DecisionFilter(), for: .everyClient, before: nil, limit: 9).isEmpty)
    }

    @Test func retentionTakesVersionsWithTheirDraftAndSaysSo() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        for (ticket, days) in [("old", 40), ("new", 3)] as [(String, Int64)] {
            try await world.live(ticket, "a", days: days)
            try await world.execute(
                """
                INSERT INTO draft_versions (draft, revision, replaced_at, record)
                SELECT max(id), 1, ?, json_object('text', 'former ' || ?) FROM drafts
                """, [RetentionWorld.ago(days), ticket])
        }
        let report = try await world.store.applyRetention(
            RetentionRules(days: 365, clients: ["a": 30]), now: RetentionWorld.now)
        #expect(report.clients["a"]?.drafts == 1)
        #expect(try versions(world.store).map(\.record) == [#"{"text":"former new"}"#])
        #expect(try world.left("drafts") == ["new"])
        let stone = try #require(
            try world.store.auditEntries(AuditFilter(act: "retention_deleted")).first { $0.clientID == "a" })
        #expect(stone.detail["drafts"] == "1")
        #expect(try world.store.verifyAudit().isSound)
        try world.store.close()
    }
}
