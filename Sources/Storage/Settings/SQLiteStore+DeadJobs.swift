public import Domain
internal import GRDB

/// Dead jobs that gave up for the same reason.
public struct DeadGroup: Hashable, Sendable {
    public var reason: String
    public var count: Int
    public var newest: Timestamp

    public init(reason: String, count: Int, newest: Timestamp) {
        self.reason = reason
        self.count = count
        self.newest = newest
    }
}

extension SQLiteStore {
    /// Most jobs that one act makes ready again: bounds the transaction.
    public static let mostRetries = 500

    /// The commonest reasons of dead jobs, of one lane or of all that the audience may see.
    public func deadGroups(lane: String?, for audience: Audience, limit: Int = 50) throws -> [DeadGroup] {
        var conditions = Conditions()
        conditions.add(JobRows.has(.dead))
        if let lane { conditions.add("lane = ?", lane) }
        try conditions.admitJobs(audience)
        return try rows(
            "SELECT coalesce(reason, ''), count(*), max(coalesce(finished_at, run_at)) FROM jobs", conditions,
            "GROUP BY 1 ORDER BY 2 DESC, 1", limit: limit
        ) { row in
            DeadGroup(
                reason: row.text(0), count: Int(row.integer(1)), newest: Timestamp(milliseconds: row.integer(2)))
        }
    }

    /// Makes the dead jobs of a reason ready again, the oldest first, up to `mostRetries`, each with an audit entry.
    ///
    /// - Returns: how many.
    public func retryDead(
        reason: String, lane: String?, for audience: Audience, by actor: Actor, now: Timestamp
    ) async throws -> Int {
        var conditions = Conditions()
        conditions.add(JobRows.has(.dead))
        conditions.add("coalesce(reason, '') = ?", reason)
        if let lane { conditions.add("lane = ?", lane) }
        try conditions.admitJobs(audience)
        let ids = try rows(
            "SELECT id FROM jobs", conditions, "ORDER BY id", limit: Self.mostRetries
        ) { $0.integer(0) }
        guard !ids.isEmpty else { return 0 }
        let machine = machine
        return try await commit { db in
            let rows = JobRows(db)
            let known = KnownClient(db)
            var count = 0
            for id in ids {
                // Another may have been quicker.
                guard let job = try rows.load(id), job.state == .dead else { continue }
                try rows.update(try machine.retry(job, now: now), from: job)
                try AuditChain.append(
                    AuditEntry(
                        at: now, actor: actor, act: "job_retried", object: "job:\(id)",
                        clientID: try known.named(job.lane), detail: ["ticket": job.ticketID.rawValue]), db)
                count += 1
            }
            return count
        }
    }
}
