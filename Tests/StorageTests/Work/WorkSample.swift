import Domain

/// Deliveries and results for tests of the queue.
enum WorkSample {
    static let start = Timestamp(seconds: 1_700_000_000)
    static let worker = Actor(.system, "worker")
    static let lead = Actor(.user, "u_1")

    /// `content` stands for what the ticket says: its bytes are hash and body.
    static func event(
        _ key: String, ticket: String?, version: Int64 = 1, content: String = "a", lane: String = "lane",
        deadline: Int64 = 1_000, source: String = "generic", action: InboundEvent.Action = .changed
    ) -> InboundEvent {
        InboundEvent(
            source: source, key: key, action: action, ticketID: ticket.map { TicketID($0) }, version: version,
            contentHash: Array("hash of \(content)".utf8), lane: lane, deadline: deadline,
            ticket: action == .changed ? Array(content.utf8) : nil)
    }

    static func record(_ ticket: TicketID, client: ClientID? = nil) -> EnrichmentRecord {
        EnrichmentRecord(
            ticketID: ticket, clientID: client, policy: .extractive,
            ticket: .init(CleanTicket(id: ticket, subject: "Subject \(ticket)", text: "Text", language: "en")),
            context: .init(),
            triage: .init(
                category: "hardware", priority: "P3", impact: "person", urgency: "normal", security: false),
            draft: Draft(mode: .extractive, prompt: "extractive@1", language: "en"), claims: ClaimSummary())
    }

    static func result(_ ticket: TicketID, client: ClientID? = nil, stored: StoredTicket? = nil) -> JobResult {
        JobResult(record: record(ticket, client: client), ticket: stored, actor: worker)
    }
}

extension JobQueue {
    /// Leases at most one job.
    func one(_ owner: String = "w", seconds: Int64 = 60, now: Timestamp = WorkSample.start) async throws -> LeasedJob? {
        try await lease(limit: 1, owner: owner, seconds: seconds, now: now).first
    }

    /// Leases and completes jobs until none is ready; the ids of their tickets in order.
    func drain(batch: Int = 1, now: Timestamp = WorkSample.start) async throws -> [String] {
        var order: [String] = []
        while true {
            let leased = try await lease(limit: batch, owner: "w", seconds: 60, now: now)
            if leased.isEmpty { return order }
            for job in leased {
                order.append(job.job.ticketID.rawValue)
                _ = try await complete(job.job.id, job.lease, with: WorkSample.result(job.job.ticketID), now: now)
            }
        }
    }

    func count(_ state: Job.State, now: Timestamp = WorkSample.start) throws -> Int {
        try queueFigures(now: now).counts[state] ?? 0
    }
}
