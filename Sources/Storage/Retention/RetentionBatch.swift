internal import Domain
internal import GRDB

/// Rows to be taken away in one transaction, few enough that acknowledgements waiting behind it are not delayed.
struct RetentionBatch: Sendable {
    enum Rows: Sendable {
        case drafts([Int64])
        case events([Int64])
        case jobs([Int64])
        case deliveries([Int64])
        case tickets([String])
        case receipts([Int64])
    }

    static let size = 500

    var rows: Rows
    var client: ClientID?
    var before: Timestamp

    static func all(_ plan: RetentionPlan, client: ClientID?) -> [RetentionBatch] {
        func cut<ID>(_ ids: [ID], _ size: Int = size, _ make: ([ID]) -> Rows) -> [RetentionBatch] {
            stride(from: 0, to: ids.count, by: size).map { start in
                RetentionBatch(
                    rows: make(Array(ids[start..<min(start + size, ids.count)])), client: client, before: plan.before)
            }
        }
        // Few drafts at once, since each brings its decisions along. Deliveries after the jobs that name them.
        return cut(plan.drafts, 100) { .drafts($0) } + cut(plan.events) { .events($0) } + cut(plan.jobs) { .jobs($0) }
            + cut(plan.deliveries) { .deliveries($0) } + cut(plan.tickets) { .tickets($0) }
            + cut(plan.receipts, 100) { .receipts($0) }
    }

    func run(_ db: Database) throws {
        // What is deleted is overwritten in the file, not merely given free.
        try db.execute(sql: "PRAGMA secure_delete = ON")
        defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
        switch rows {
        case .drafts(let ids):
            try keepTimes(ids, db)
            try each("DELETE FROM decisions WHERE draft = ?", ids, db)
            try each("DELETE FROM draft_versions WHERE draft = ?", ids, db)
            try each("DELETE FROM drafts WHERE id = ?", ids, db)
        case .events(let ids):
            try each("DELETE FROM events WHERE id = ?", ids, db)
            // Who has seen no more than that must not read on as if nothing were missing.
            try each("UPDATE event_horizon SET complete_after = max(complete_after, ?)", ids.suffix(1), db)
        case .jobs(let ids):
            // A job given up may have been made ready again since the search.
            try each("DELETE FROM jobs WHERE id = ? AND state IN ('done', 'superseded', 'dead')", ids, db)
        case .deliveries(let ids): try deleteDeliveries(ids, db)
        case .tickets(let ids): try deleteTickets(ids, db)
        case .receipts(let ids):
            try each("UPDATE egress SET body = x'' WHERE receipt = ?", ids, db)
            try each("UPDATE answers SET body = '' WHERE receipt = ?", ids, db)
        }
    }

    /// Runs the statement for every id.
    private func each(_ sql: String, _ ids: some Sequence<Int64>, _ db: Database) throws {
        let statement = try Prepared(cached: sql, db)
        for id in ids {
            try statement.bind(1, id)
            try statement.run()
        }
    }

    /// A ticket outlives its draft when it is younger, or when the run is cut short: it must still be known as worked on.
    private func keepTimes(_ ids: [Int64], _ db: Database) throws {
        try each(
            """
            UPDATE tickets SET worked_at = max(coalesce(tickets.worked_at, 0), coalesce(d.decided_at, d.created_at))
            FROM drafts d WHERE d.id = ? AND tickets.id = d.ticket_id AND tickets.client_id IS d.client_id
            """, ids, db)
    }

    private func deleteDeliveries(_ ids: [Int64], _ db: Database) throws {
        // Without its delivery an inbox row would name content that is no longer there.
        try each(
            """
            DELETE FROM inbox WHERE (source, ticket_id) IN (SELECT source, ticket_id FROM deliveries WHERE id = ?1)
                AND delivery = ?1
            """, ids, db)
        try each(
            """
            DELETE FROM deliveries WHERE id = ?1 AND NOT EXISTS (
                SELECT 1 FROM jobs j WHERE j.source = deliveries.source AND j.ticket_id = deliveries.ticket_id
                    AND j.delivery = ?1 AND j.state NOT IN ('done', 'superseded'))
            """, ids, db)
    }

    /// Tickets that are still closed, or still not worked on; the index of their partition is then older than the store
    /// and built anew.
    private func deleteTickets(_ ids: [String], _ db: Database) throws {
        let statement = try Prepared(
            cached: """
                DELETE FROM tickets WHERE id = ?1 AND (closed_at < ?2 OR (
                    closed_at IS NULL AND max(created_at, coalesce(worked_at, 0)) < ?2 AND NOT EXISTS (
                        SELECT 1 FROM drafts d WHERE d.ticket_id = ?1 AND d.client_id IS tickets.client_id
                            AND coalesce(d.decided_at, d.created_at) >= ?2)))
                """, db)
        var count = 0
        for id in ids {
            try statement.bind(1, id)
            try statement.bind(2, before.milliseconds)
            try statement.run()
            count += db.changesCount
        }
        guard count > 0 else { return }
        let bump = try Prepared(
            cached: "UPDATE generations SET value = value + 1 WHERE kind = 'tickets' AND client_id IS ?", db)
        try bump.bind(1, client?.rawValue)
        try bump.run()
        try Prepared(cached: "UPDATE revision SET value = value + 1", db).run()
    }
}
