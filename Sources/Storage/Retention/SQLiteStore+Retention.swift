public import Domain
internal import GRDB

extension SQLiteStore {
    /// Deletes what is due under the rules: per client drafts with their decisions, live events, finished jobs,
    /// deliveries and tickets, and the bodies and answers of the egress ledger, whose chain stays verifiable;
    /// then, whoever they belong to, ended sessions, links and answers to repeated requests. Audit rows are never
    /// deleted.
    ///
    /// For each client the audit ledger first gets one tombstone, `retention_deleted`, that says what this run sets out
    /// to delete; without it nothing is deleted. The rows follow in transactions of at most 500, so a run that is cut
    /// short leaves the rest to the next.
    public func applyRetention(_ rules: RetentionRules, now: Timestamp) async throws -> RetentionReport {
        try requireWritable()
        var report = RetentionReport()
        let plans = try read { db in
            var planner = RetentionPlanner(rules, now: now, db)
            return try planner.plan()
        }
        for (client, plan) in plans {
            let entry = AuditEntry(
                at: now, actor: Actor(.system, "retention"), act: Self.tombstone, object: "retention",
                clientID: client, detail: try plan.detail())
            try await commit { db in
                try AuditChain.append(entry, db)
                try Self.noteRange(of: plan, client: client, db)
            }
            for batch in RetentionBatch.all(plan, client: client) {
                try Task.checkCancellation()
                try await commit { db in try batch.run(db) }
            }
            if let client { report.clients[client] = plan.counts } else { report.unassigned = plan.counts }
        }
        report.sessions = try await deleteAll("sessions", key: "digest", where: "ends_at <= ?", now)
        report.links = try await deleteAll("links", key: "digest", where: "expires_at <= ?", now)
        report.idempotencyKeys = try await deleteAll(
            "idempotency_keys", key: "actor, key", where: "at <= ?", now.adding(seconds: -rules.idempotencySeconds))
        return report
    }

    /// The act of a tombstone; an index of `Version2Retention` names it too.
    static let tombstone: AuditEntry.Act = "retention_deleted"

    /// Lets the triggers of the egress ledger know what may be emptied.
    private static func noteRange(of plan: RetentionPlan, client: ClientID?, _ db: Database) throws {
        guard let first = plan.receipts.first, let last = plan.receipts.last, let head = try storedHead(db) else {
            return
        }
        let insert = try Prepared(cached: "INSERT INTO egress_tombstones VALUES (?, ?, ?, ?, ?)", db)
        try insert.bind(1, head.entry)
        try insert.bind(2, client?.rawValue)
        try insert.bind(3, first)
        try insert.bind(4, last)
        try insert.bind(5, plan.egressBefore.milliseconds)
        try insert.run()
    }

    private func deleteAll(
        _ table: String, key: String, where condition: String, _ time: Timestamp
    ) async throws -> Int {
        let sql = """
            DELETE FROM \(table) WHERE (\(key)) IN (
                SELECT \(key) FROM \(table) WHERE \(condition) LIMIT \(RetentionBatch.size))
            """
        var total = 0
        while true {
            let count = try await commit { db in
                let statement = try Prepared(cached: sql, db)
                try statement.bind(1, time.milliseconds)
                try statement.run()
                return db.changesCount
            }
            total += count
            if count < RetentionBatch.size { return total }
        }
    }
}
