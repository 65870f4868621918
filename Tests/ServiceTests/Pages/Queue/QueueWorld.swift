import Digest
import Domain
import Foundation
import Storage

@testable import Service

/// Tickets with drafts for tests of the queue's pages.
extension PageStage {
    static var clients: ImportBatch {
        var batch = ImportBatch()
        batch.clients = [Client(id: "a", name: "Acme & Söhne"), Client(id: "b", name: "Borealis")]
        return batch
    }

    /// Brings a ticket through the inbox and the work to its draft. Returns the draft's id.
    @discardableResult
    func draft(
        _ ticket: String, _ client: ClientID?, subject: String = "The printer jams", number: String? = nil,
        original: String? = nil, board: String? = "Service", device: String? = nil, isBlocked: Bool = false,
        mode: Draft.Mode = .llm, questions: [Sentence] = [], dueIn seconds: Int64? = 3600
    ) async throws -> Int64 {
        let now = environment.clock.now()
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: UUID().uuidString, action: .changed, ticketID: TicketID(ticket),
                version: now.milliseconds, contentHash: try SHA256Digest.bytes(of: Array(UUID().uuidString.utf8)),
                lane: client?.rawValue ?? "", deadline: now.milliseconds, ticket: Array("{}".utf8)))
        let lease = try await store.lease(limit: 1, owner: "test", seconds: 60, now: now).first
        guard let lease else { throw Problem("there is no job") }
        var claims = ClaimSummary(blocked: isBlocked, reasons: [])
        claims.supported = 6
        claims.unsupported = isBlocked ? 2 : 0
        var record = EnrichmentRecord(
            ticketID: TicketID(ticket), clientID: client, policy: .local,
            ticket: .init(CleanTicket(id: TicketID(ticket), subject: subject, text: "Text", language: "en")),
            context: .init(),
            triage: .init(category: "printing", priority: "P3", impact: "person", urgency: "normal", security: false),
            draft: Draft(mode: mode, prompt: "draft@1", language: "en", replyText: "Hello."), claims: claims)
        record.draft.questions = questions
        if let device { record.context.devices = [DeviceMatch(id: "d", hostname: device, score: 1, evidence: [])] }
        var sent = Ticket(
            id: TicketID(ticket), clientID: client, number: number, subject: original ?? subject, body: "Body",
            createdAt: now.adding(seconds: -7200))
        sent.board = board
        sent.sla = seconds.map { .init(respondBy: now.adding(seconds: $0)) }
        return try await store.complete(
            lease.job.id, lease.lease,
            with: JobResult(
                record: record, ticket: nil, facts: DraftFacts(sent, removed: []), actor: Actor(.system, "worker")),
            now: now)
    }
}

extension TestBrowser.Page {
    /// The subjects of the lines, in order.
    var subjects: [String] {
        text.components(separatedBy: "class=\"subject\"").dropFirst().compactMap { part in
            guard let start = part.firstIndex(of: ">"), let end = part[start...].range(of: "</a>") else { return nil }
            return String(part[part.index(after: start)..<end.lowerBound])
        }
    }

    /// Where a link of that `rel` leads.
    func address(_ rel: String) -> String? {
        guard let mark = text.range(of: "rel=\"\(rel)\""),
            let tag = text[..<mark.lowerBound].range(of: "<a", options: .backwards),
            let start = text[tag.upperBound...].range(of: "href=\"")
        else { return nil }
        return text[start.upperBound...].prefix { $0 != "\"" }.replacingOccurrences(of: "&amp;", with: "&")
    }
}
