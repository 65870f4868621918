import CurlTransport
import Digest
import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import Service

/// Two clients, and drafts whose sentences rest on different kinds of evidence.
enum ActWorld {
    static let own: ClientID = "a"
    static let other: ClientID = "b"

    static var records: ImportBatch {
        var batch = ImportBatch()
        for id in [own, other] {
            batch.clients.append(
                Client(id: id, name: id == own ? "Harbour Dental" : "Zephyr Logistics", domains: ["\(id).example.com"]))
            batch.devices.append(
                Device(id: DeviceID("dev-\(id)"), clientID: id, hostname: id == own ? "HDG-PC-07" : "ZEPHYR-SRV-3"))
        }
        return batch
    }

    static let evidence = [
        Evidence(
            id: "E1", kind: .ticket, source: "t", title: "Printer",
            text: "The printer on the second floor prints blank pages since Monday.", visibility: .public),
        Evidence(
            id: "E2", kind: .document, source: "doc", title: "Printer runbook",
            text: "Restart the print spooler and clear the queue.", visibility: .shareable),
        Evidence(
            id: "E3", kind: .document, source: "doc-2", title: "Contract notes",
            text: "The lease of the copier ends in December and the vendor refuses repairs.", visibility: .internal),
    ]

    static let supported = "The printer on the second floor prints blank pages."
    static let unsupported = "Your mailbox quota will be doubled."
    static let internalOnly = "The vendor refuses repairs of the copier."

    /// - Parameter reply: facts with their citations; a greeting stands before them.
    static func record(
        _ ticket: String, _ client: ClientID, reply: [(String, [String])], isBlocked: Bool = false
    ) -> EnrichmentRecord {
        let clean = CleanTicket(
            id: TicketID(ticket), subject: "Printer", text: "It prints blank pages.", language: "en")
        let sentences =
            [Sentence(text: "Hello.", kind: .courtesy)]
            + reply.map { Sentence(text: $0.0, kind: .fact, evidence: $0.1, support: .supported) }
        return EnrichmentRecord(
            ticketID: clean.id, clientID: client, policy: .local, ticket: .init(clean),
            context: .init(evidence: evidence),
            triage: .init(category: "printing", priority: "P3", impact: "person", urgency: "normal", security: false),
            draft: Draft(
                mode: .extractive, prompt: "extractive@1", language: "en",
                steps: [
                    Sentence(text: "Restart the print spooler.", kind: .step, evidence: ["E2"], support: .supported)
                ],
                reply: sentences, replyText: "Hello.\n\n" + reply.map(\.0).joined(separator: " ")),
            claims: ClaimSummary(supported: reply.count, blocked: isBlocked, reasons: []))
    }

    /// Brings a ticket to its draft. Returns the draft's id.
    static func draft(
        in store: SQLiteStore, _ ticket: String = "t-\(UUID().uuidString)", client: ClientID = own,
        content: String = "1", reply: [(String, [String])] = [(supported, ["E1"])], now: Timestamp = SystemClock().now()
    ) async throws -> Int64 {
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: "\(ticket)-\(content)-\(UUID().uuidString)", action: .changed,
                ticketID: TicketID(ticket), version: now.milliseconds,
                contentHash: try SHA256Digest.bytes(of: Array((ticket + content).utf8)), lane: client.rawValue,
                deadline: now.milliseconds, ticket: Array("{}".utf8)))
        let leased = try #require(try await store.lease(limit: 1, owner: "test", seconds: 60, now: now).first)
        return try await store.complete(
            leased.job.id, leased.lease,
            with: JobResult(
                record: record(ticket, client, reply: reply), ticket: nil, actor: Actor(.system, "worker")), now: now)
    }
}

/// A clock that a test moves.
final class HandClock: Domain.Clock {
    private let time = Mutex(SystemClock().now())

    func now() -> Timestamp { time.withLock { $0 } }
    func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}

extension TestBrowser {
    /// Sends a form of a draft with the token of a page.
    mutating func act(
        _ act: String, _ draft: Int64, revision: Int64 = 1, _ fields: [(String, String)] = [], json: Bool = false
    ) async throws -> Page {
        let token = try #require(try await get("/account").csrfToken)
        let accept = json ? [HTTPHeader("Accept", "application/json")] : [HTTPHeader("Accept", "text/html")]
        return try await post(
            "/drafts/\(draft)/\(act)", [("csrf_token", token), ("revision", String(revision))] + fields,
            site: "same-origin", accept)
    }
}

extension TestBrowser.Page {
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
    }
}
