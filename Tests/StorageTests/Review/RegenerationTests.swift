import Domain
import GRDB
import Testing

@testable import Storage

/// A draft made anew, as the store keeps it.
@Suite struct RegenerationTests {
    private static let key = IdempotencyKey(key: "form 1", requestHash: Array(repeating: 7, count: 32))

    private static func record(_ world: InsightWorld, _ draft: Int64) throws -> EnrichmentRecord {
        var record = try #require(try world.store.draft(draft, for: .everyClient)).record
        record.draft.mode = .extractive
        record.draft.model = nil
        record.draft.prompt = "extractive@1"
        record.claims.supported = 1
        record.usage = .init(inputTokens: 50, outputTokens: 5, cost: 0.25)
        record.egress = [EgressReceipt(receipt: 2, endpoint: "https://x.example", bytes: 1, sha256: "00")]
        record.context.evidence.removeAll { $0.source == "d1" }
        record.context.documents.removeAll { $0.id == "d1" }
        return record
    }

    private static func request(_ draft: Int64, _ revision: Int64) -> DecisionRequest {
        var payload = Decision.Payload()
        payload.instruction = "Shorter."
        return DecisionRequest(
            draft: draft, kind: .regenerate, payload: payload, revisions: [revision], idempotency: key)
    }

    @Test func figuresFollowAndWhatWasSpentAddsUp() async throws {
        let world = try InsightWorld()
        defer { world.directory.remove() }
        let draft = try await world.make(.init(ticket: "t1", documents: ["d1", "d2"]))
        try await world.decide(draft, .rate, InsightWorld.rated("E2", false))
        _ = try await world.store.regenerate(
            Self.request(draft, 1), with: try Self.record(world, draft), by: world.lead, now: InsightWorld.time(0, 90))
        let total = try world.store.insights(InsightWorld.span).total
        #expect(total.drafts == 1)
        #expect(total.inputTokens == 150 && total.outputTokens == 15 && total.cost == 0.75)
        #expect(total.claims == .init(supported: 1, weak: 0, unsupported: 0))
        let usage = try world.store.usage(
            since: InsightWorld.start, until: InsightWorld.time(1), client: nil, for: .everyClient)
        #expect(usage.map(\.inputTokens) == [150] && usage.map(\.cost) == [0.75])
        let figures = try world.store.texts(
            "SELECT mode || ' ' || prompt || ' ' || coalesce(model, '-') || ' ' || board FROM draft_figures")
        #expect(figures == ["extractive extractive@1 - Service Desk"])
        // What was said of the document that was found again is still said of it.
        #expect(
            try world.store.texts("SELECT document_id || ' ' || coalesce(is_useful, '-') FROM draft_sources") == [
                "d2 0"
            ])
        let after = try #require(try world.store.draft(draft, for: .everyClient)).record
        #expect(after.usage == .init(inputTokens: 150, outputTokens: 15, cost: 0.75))
        #expect(after.egress.map(\.receipt) == [2])
        #expect(try world.store.texts("SELECT revision FROM draft_versions").count == 1)
    }

    @Test func callsOfTheFormerRecordStayListed() async throws {
        let world = try InsightWorld()
        defer { world.directory.remove() }
        let draft = try await world.make(.init(ticket: "t1", documents: ["d1", "d2"]))
        var record = try Self.record(world, draft)
        for (revision, receipt) in [(1, 2), (2, 3)] as [(Int64, Int64)] {
            record.egress = [EgressReceipt(receipt: receipt, endpoint: "https://x.example", bytes: 1, sha256: "00")]
            var request = Self.request(draft, revision)
            request.idempotency = nil
            _ = try await world.store.regenerate(request, with: record, by: world.lead, now: InsightWorld.time(0, 90))
        }
        let after = try #require(try world.store.draft(draft, for: .everyClient)).record
        #expect(after.egress.map(\.receipt) == [2, 3])
        #expect(after.usage.inputTokens == 200)
    }

    @Test func theSameRequestIsAnsweredAsBefore() async throws {
        let world = try InsightWorld()
        defer { world.directory.remove() }
        let draft = try await world.make(.init(ticket: "t1", documents: ["d1", "d2"]))
        let record = try Self.record(world, draft)
        let (store, now) = (world.store, InsightWorld.time(0, 90))
        let request = Self.request(draft, 1)
        #expect(try await store.answered(request, by: world.lead, now: now) == nil)
        let first = try await store.regenerate(request, with: record, by: world.lead, now: now)
        var again = try #require(try await store.answered(request, by: world.lead, now: now))
        #expect(again.isReplay)
        again.isReplay = false
        #expect(again == first)
        #expect(try await store.regenerate(request, with: record, by: world.lead, now: now).isReplay)
        #expect(try store.summary(draft, for: .everyClient)?.revision == 2)
        #expect(try store.texts("SELECT revision FROM draft_versions").count == 1)
        var other = world.lead
        other.actor = Actor(.user, "u_2")
        #expect(try await store.answered(request, by: other, now: now) == nil)
        other.audience = .clients(["b"])
        await #expect(throws: ReviewRefusal.notFound) { try await store.answered(request, by: other, now: now) }
        var changed = request
        changed.idempotency?.requestHash[0] = 0
        await #expect(throws: ReviewRefusal.keyReused) {
            try await store.answered(changed, by: world.lead, now: now)
        }
    }
}
