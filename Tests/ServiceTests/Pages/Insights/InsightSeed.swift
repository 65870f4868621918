import Digest
import Domain
import Storage

@testable import Service

/// Fills a store with drafts and decisions as the service makes them, the same for the same seed.
struct InsightSeed {
    let store: SQLiteStore
    private var state: UInt64 = 7

    init(_ store: SQLiteStore) {
        self.store = store
    }

    static let end = Timestamp(seconds: 1_795_000_000)
    static let hostile = "=HYPERLINK(\"http://evil.example\")</title><script>alert(1)</script>"

    static var records: ImportBatch {
        var batch = ImportBatch()
        batch.clients = [
            Client(id: "a", name: "Northwind Legal LLP", domains: ["a.example.com"]),
            Client(id: "b", name: "=Harbor <b>Dental</b>", domains: ["b.example.com"]),
        ]
        return batch
    }

    private mutating func random(_ below: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(below))
    }

    /// - Parameters:
    ///   - count: of drafts, spread over the days before `end`.
    ///   - days: how many.
    mutating func fill(_ count: Int, days: Int) async throws {
        let lead = Principal(
            actor: Actor(.user, "u_1"), name: "Lead", role: .lead, audience: .everyClient, isBrowserSession: true)
        for number in 0..<count {
            let made = Self.end.adding(seconds: Int64(-days * 86_400 + number * days * 86_400 / max(1, count)))
            let draft = try await make(number, at: made)
            let choice = random(20)
            var payload = Decision.Payload()
            let kind: Decision.Kind
            switch choice {
            case 0...9: kind = .approve
            case 10...13:
                kind = .approve
                payload.text = "Another reply."
                payload.change = .init(inserted: random(30), deleted: 1 + random(20), kept: 20 + random(60))
            case 14...15:
                kind = .reject
                payload.rejection = Decision.Rejection.allCases[random(6)]
                payload.reason = "because"
            default: continue
            }
            _ = try await store.decide(
                DecisionRequest(draft: draft, kind: kind, payload: payload, revisions: [1]), by: lead,
                now: made.adding(seconds: Int64(5 + random(40) * random(40) * (random(8) == 0 ? 60 : 1))))
        }
    }

    private mutating func make(_ number: Int, at made: Timestamp) async throws -> Int64 {
        let id = TicketID("T-\(number)")
        let client: ClientID = random(3) == 0 ? "b" : "a"
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: "\(number)", action: .changed, ticketID: id, version: made.milliseconds,
                contentHash: try SHA256Digest.bytes(of: Array("\(number)".utf8)), lane: client.rawValue,
                deadline: made.milliseconds, ticket: Array("{}".utf8)))
        guard let leased = try await store.lease(limit: 1, owner: "test", seconds: 60, now: made).first else {
            throw Problem("there is no job")
        }
        let subjects = [
            "VPN drops every hour", "Printer prints nothing", "VPN client cannot connect", "Mailbox is full", Self.hostile,
            "نص عربي طويل عن الطابعة", "会計システムにログインできません",
        ]
        let subject = subjects[random(subjects.count)]
        let clean = CleanTicket(id: id, subject: subject, text: "Text", language: "en")
        var context = EnrichmentRecord.Context()
        if random(5) > 0 {
            for place in 0...random(3) {
                let document = "doc-\(random(12))"
                context.documents.append(
                    DocumentMatch(id: DocumentID(document), title: document, visibility: .internal, score: 1))
                context.evidence.append(
                    Evidence(
                        id: "E\(place + 1)", kind: .document, source: document,
                        title: "Runbook \(document): spooler, drivers and queues", text: "Text"))
            }
        }
        let isModel = random(4) > 0
        let record = EnrichmentRecord(
            ticketID: id, clientID: client, policy: .local, ticket: .init(clean), context: context,
            triage: .init(
                category: ["printing", "network", "email"][random(3)], priority: "P3", impact: "person",
                urgency: "normal", security: false),
            draft: Draft(
                mode: isModel ? .llm : .extractive, model: isModel ? "qwen3-8b" : nil,
                prompt: isModel ? "draft@\(random(2) == 0 ? "1a2b3c4d" : "99ee00ff")" : "extractive@1", language: "en",
                reply: [Sentence(text: "Hello.", kind: .fact, evidence: ["E1"])], replyText: "Hello."),
            claims: ClaimSummary(supported: 3 + random(4), weak: random(2), unsupported: random(5) == 0 ? 1 : 0),
            usage: .init(
                inputTokens: 800 + random(1500), outputTokens: 100 + random(200),
                cost: isModel ? Double(random(100)) / 10_000 : nil))
        var ticket = Ticket(id: id, clientID: client, subject: subject, body: "body", createdAt: made)
        ticket.board = ["Service Desk", "Projects", "@SUM(A1)<i>"][random(3)]
        return try await store.complete(
            leased.job.id, leased.lease,
            with: JobResult(
                record: record, ticket: nil, facts: DraftFacts(ticket, removed: []), actor: Actor(.system, "worker")),
            now: made)
    }

    func send(_ ticket: TicketID, _ client: ClientID?, _ body: String, at: Timestamp) async throws -> Int64 {
        let receipt = try await store.record(
            EgressEntry(
                at: at, ticketID: ticket, clientID: client, endpoint: "https://llm.example.com/v1/chat/completions",
                body: Array(body.utf8), redacted: ["host": 1, "password": 1])
        ).receipt
        try await store.complete(receipt, with: RecordedAnswer(status: 200, body: "{}"))
        return receipt
    }
}
