import Domain
import Storage

/// One worker that leases and completes job after job.
struct LeaseStage {
    let store: SQLiteStore
    let count: Int

    func measure() async throws {
        var lease = Latencies()
        var complete = Latencies()
        let clock = SystemClock()
        let start = ContinuousClock.now
        for _ in 0..<count {
            var begin = ContinuousClock.now
            let jobs = try await store.lease(limit: 1, owner: "bench", seconds: 60, now: clock.now())
            lease.add(since: begin)
            guard let job = jobs.first else { break }
            let ticket = job.job.ticketID
            let record = EnrichmentRecord(
                ticketID: ticket, clientID: nil, policy: .extractive,
                ticket: .init(
                    CleanTicket(
                        id: ticket, subject: "Subject", text: String(repeating: "text ", count: 400), language: "en")),
                context: .init(),
                triage: .init(
                    category: "hardware", priority: "P3", impact: "person", urgency: "normal", security: false),
                draft: Draft(mode: .extractive, prompt: "extractive@1", language: "en"), claims: ClaimSummary())
            let result = JobResult(record: record, ticket: nil, actor: Actor(.system, "bench"))
            begin = ContinuousClock.now
            _ = try await store.complete(job.job.id, job.lease, with: result, now: clock.now())
            complete.add(since: begin)
        }
        let seconds = Latencies.milliseconds(since: start) / 1e3
        print(lease.line("lease, 1 job"))
        print(complete.line("complete", perSecond: Double(count) / seconds))
        var idle = Latencies()
        try await store.setPaused(true, lane: nil, by: Actor(.system, "bench"), now: clock.now())
        for _ in 0..<2_000 {
            let begin = ContinuousClock.now
            _ = try await store.lease(limit: 1, owner: "bench", seconds: 60, now: clock.now())
            idle.add(since: begin)
        }
        try await store.setPaused(false, lane: nil, by: Actor(.system, "bench"), now: clock.now())
        print(idle.line("lease, nothing to give"))
    }
}
