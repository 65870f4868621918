import Domain
import GRDB

@testable import Storage

/// A store in which drafts are made and decided as the service does it, at times that are told.
struct InsightWorld {
    static let start = Timestamp(seconds: 1_790_000_000)
    static let span = InsightQuery(
        since: start, until: start.adding(seconds: 30 * 86_400), audience: .everyClient)
    let directory: TemporaryDirectory
    let store: SQLiteStore
    let lead = Principal(
        actor: Actor(.user, "u_1"), name: "Lead", role: .lead, audience: .everyClient, isBrowserSession: true)

    init() throws {
        directory = try TemporaryDirectory()
        store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a"), Sample.client("b")]
        _ = try store.write(batch)
    }

    struct Made {
        var ticket: String
        var client: String? = "a"
        var day: Int64 = 0
        var board: String? = "Service Desk"
        var model: String? = "small"
        var prompt = "draft@1"
        var category = "printing"
        var supported = 3
        var unsupported = 0
        /// Ids of documents found; the first is cited.
        var documents: [String] = ["d1"]
        var cost: Double? = 0.5
        var content = "a"
    }

    static func time(_ day: Int64, _ seconds: Int64 = 0) -> Timestamp {
        start.adding(seconds: day * 86_400 + seconds)
    }

    @discardableResult
    func make(_ made: Made) async throws -> Int64 {
        let now = Self.time(made.day)
        let ticket = TicketID(made.ticket)
        _ = try await store.accept(
            WorkSample.event(
                "\(made.ticket)-\(made.content)", ticket: made.ticket, version: now.milliseconds,
                content: made.ticket + made.content, lane: made.client ?? ""))
        guard let leased = try await store.one(now: now) else { throw Problem("there is no job") }
        var record = WorkSample.record(ticket, client: made.client.map { ClientID($0) })
        record.ticket.subject = "Subject of \(made.ticket)"
        record.triage.category = made.category
        record.draft.model = made.model
        record.draft.mode = made.model == nil ? .extractive : .llm
        record.draft.prompt = made.prompt
        record.draft.replyText = "The drafted reply."
        record.draft.reply = [Sentence(text: "The drafted reply.", kind: .fact, evidence: ["E1"])]
        record.claims.supported = made.supported
        record.claims.unsupported = made.unsupported
        record.usage = .init(inputTokens: 100, outputTokens: 10, cost: made.cost)
        for (index, id) in made.documents.enumerated() {
            record.context.documents.append(
                DocumentMatch(id: DocumentID(id), title: "Title \(id)", visibility: .internal, score: 1))
            record.context.evidence.append(
                Evidence(id: "E\(index + 1)", kind: .document, source: id, title: "Title \(id)", text: "Text"))
        }
        var facts = Sample.ticket(made.ticket, made.client).ticket
        facts.board = made.board
        return try await store.complete(
            leased.job.id, leased.lease,
            with: JobResult(
                record: record, ticket: nil, facts: DraftFacts(facts, removed: []), actor: WorkSample.worker), now: now)
    }

    func decide(
        _ draft: Int64, _ kind: Decision.Kind, _ payload: Decision.Payload = .init(), day: Int64 = 0,
        after seconds: Int64 = 60
    ) async throws {
        let revision = try store.summary(draft, for: .everyClient)?.revision ?? 0
        _ = try await store.decide(
            DecisionRequest(draft: draft, kind: kind, payload: payload, revisions: [revision]), by: lead,
            now: Self.time(day, seconds))
    }

    static func changed(_ inserted: Int, _ deleted: Int, _ kept: Int) -> Decision.Payload {
        var payload = Decision.Payload(text: "Another reply.")
        payload.change = .init(inserted: inserted, deleted: deleted, kept: kept)
        return payload
    }

    static func rejected(_ reason: Decision.Rejection) -> Decision.Payload {
        var payload = Decision.Payload()
        payload.rejection = reason
        payload.reason = "because"
        return payload
    }

    static func rated(_ evidence: String, _ isUseful: Bool) -> Decision.Payload {
        var payload = Decision.Payload()
        payload.evidence = evidence
        payload.isUseful = isUseful
        return payload
    }
}
