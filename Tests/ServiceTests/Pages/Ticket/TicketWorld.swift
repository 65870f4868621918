import Digest
import Domain
import Storage

@testable import Service

/// Two clients with a device, a contact and tickets each, and drafts as a worker leaves them.
enum TicketWorld {
    static let a: ClientID = "a"
    static let b: ClientID = "b"
    static let start = Timestamp(seconds: 1_790_000_000)

    static var records: ImportBatch {
        var batch = ImportBatch()
        for id in [a, b] {
            let name = id.rawValue
            batch.clients.append(Client(id: id, name: "Client \(name)", domains: ["\(name).example.com"]))
            var device = Device(id: DeviceID("dev-\(name)"), clientID: id, hostname: "PC-\(name.uppercased())")
            device.os = "Microsoft Windows 11 Pro"
            device.online = true
            device.disks = [.init(name: "C:", totalBytes: 100_000_000_000, freeBytes: 2_000_000_000)]
            device.alerts = [.init(at: start, severity: "critical", message: "Disk nearly full")]
            batch.devices.append(device)
            batch.contacts.append(
                Contact(
                    id: ContactID("con-\(name)"), clientID: id, name: "Grace \(name)",
                    emails: ["grace@\(name).example.com"],
                    phones: ["+1 555 0100"], vip: true))
            batch.tickets.append(ticket("old-\(name)", id, "Old printer trouble"))
        }
        return batch
    }

    static func ticket(_ id: String, _ client: ClientID, _ subject: String, body: String = "body") -> StoredTicket {
        StoredTicket(
            ticket: Ticket(
                id: TicketID(id), clientID: client, subject: subject, body: body, createdAt: start,
                requester: .init(name: "Grace", email: "grace@\(client.rawValue).example.com")),
            subject: subject, text: body, entities: [])
    }

    static func record(
        _ ticket: String, _ client: ClientID?, subject: String = "Printer prints nothing",
        text: String = "The printer on PC-A prints nothing since Monday."
    ) -> EnrichmentRecord {
        let clean = CleanTicket(
            id: TicketID(ticket), subject: subject, text: text, language: "en",
            entities: [Entity(kind: .hostname, value: "PC-A")])
        let name = client?.rawValue ?? "-"
        return EnrichmentRecord(
            ticketID: clean.id, clientID: client, policy: .local, ticket: .init(clean),
            context: .init(
                devices: [
                    DeviceMatch(
                        id: DeviceID("dev-\(name)"), hostname: "PC-\(name.uppercased())", score: 0.9,
                        evidence: [DeviceEvidence(kind: "hostname", value: "PC-A", place: "text")])
                ],
                documents: [
                    DocumentMatch(
                        id: "doc-1", title: "Printer runbook", url: "https://docs.example.com/1",
                        visibility: .shareable,
                        score: 7, matchedTerms: [TermWeight(term: "spooler", weight: 3.5)])
                ],
                tickets: [
                    TicketMatch(
                        id: TicketID("old-\(name)"), subject: "Old printer trouble", score: 3,
                        resolution: "Restarted the spooler.")
                ],
                contact: .init(id: ContactID("con-\(name)"), name: "Grace", vip: true, matchedBy: "email"),
                evidence: [
                    Evidence(id: "E1", kind: .ticket, source: ticket, title: subject, text: text, visibility: .public),
                    Evidence(
                        id: "E2", kind: .document, source: "doc-1", title: "Printer runbook",
                        text: "Windows 10 printers.\nRestart the print spooler and clear the queue.\nThen call back.",
                        visibility: .shareable, url: "https://docs.example.com/1",
                        updatedAt: Timestamp(seconds: 1_600_000_000)),
                    Evidence(id: "E3", kind: .device, source: "dev-\(name)", title: "PC-A", text: "Disk C: is full"),
                ]),
            triage: .init(category: "printing", priority: "P3", impact: "person", urgency: "normal", security: false),
            draft: Draft(
                mode: .extractive, prompt: "extractive@1", language: "en",
                summary: [
                    Sentence(text: "The printer prints nothing.", kind: .fact, evidence: ["E1"], support: .supported)
                ],
                steps: [
                    Sentence(text: "Restart the print spooler.", kind: .step, evidence: ["E2", "E1"], support: .weak),
                    Sentence(
                        text: "Replace the toner of KX-99.", kind: .step, evidence: ["E9"], support: .unsupported,
                        missing: ["KX-99"]),
                ],
                questions: [Sentence(text: "Is it only you?", kind: .question)],
                reply: [Sentence(text: "Hello Grace,", kind: .courtesy)], replyText: "Hello Grace,\n\nwe look into it."),
            claims: ClaimSummary(
                supported: 1, weak: 1, unsupported: 1, blocked: true, reasons: ["steps 2: names KX-99"]))
    }

    static func facts(_ ticket: String, _ change: (inout Ticket) -> Void = { _ in }, removed: [DraftFacts.Removed] = [])
        -> DraftFacts
    {
        var raw = Ticket(
            id: TicketID(ticket), number: "SD-77", subject: "RE: Printer prints nothing", body: "", createdAt: start,
            status: "new", priority: "P3", board: "Service desk",
            requester: .init(name: "Grace", email: "grace@a.example.com"),
            sla: .init(respondBy: start.adding(seconds: 3600), resolveBy: start.adding(seconds: 7200)),
            agreement: "Gold", url: "https://psa.example.com/77")
        change(&raw)
        return DraftFacts(raw, removed: removed)
    }
}

extension PageStage {
    /// Brings a ticket's content into the inbox. Returns once its job waits.
    func deliver(_ ticket: String, _ client: ClientID?, content: String = "1") async throws {
        let now = SystemClock().now()
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: "\(ticket)-\(content)-\(UInt64.random(in: 0 ... .max))", action: .changed,
                ticketID: TicketID(ticket), version: now.milliseconds,
                contentHash: try SHA256Digest.bytes(of: Array((ticket + content).utf8)), lane: client?.rawValue ?? "",
                deadline: now.milliseconds, ticket: Array("{}".utf8)))
    }

    /// Brings a ticket through the inbox and the queue to its draft. Returns the draft's id.
    @discardableResult
    func draft(
        _ ticket: String, _ client: ClientID?, content: String = "1", facts: DraftFacts? = nil,
        record change: (inout EnrichmentRecord) -> Void = { _ in }
    ) async throws -> Int64 {
        try await deliver(ticket, client, content: content)
        let now = SystemClock().now()
        guard let leased = try await store.lease(limit: 1, owner: "test", seconds: 60, now: now).first else {
            throw Problem("there is no job")
        }
        var record = TicketWorld.record(ticket, client)
        change(&record)
        return try await store.complete(
            leased.job.id, leased.lease,
            with: JobResult(
                record: record, ticket: client.map { TicketWorld.ticket(ticket, $0, record.ticket.subject) },
                facts: facts ?? TicketWorld.facts(ticket), actor: Actor(.system, "worker")), now: now)
    }
}
