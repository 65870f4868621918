internal import Domain
internal import GRDB

/// Finds what is due, reading only: writers are not held up by the search.
struct RetentionPlanner {
    let rules: RetentionRules
    let now: Timestamp
    let db: Database
    private var plans: [ClientID?: RetentionPlan] = [:]
    private var plannedJobs: Set<Int64> = []

    init(_ rules: RetentionRules, now: Timestamp, _ db: Database) {
        self.rules = rules
        self.now = now
        self.db = db
    }

    /// Per client what is due, those of no known client first, then in order of id.
    mutating func plan() throws -> [(client: ClientID?, plan: RetentionPlan)] {
        guard let latest = rules.latestCutoff(now: now) else { return [] }
        try planDrafts(latest)
        try planRows(
            "SELECT id, client_id, at FROM events WHERE at < ? ORDER BY id", latest, \.events)
        try planJobs(latest)
        try planDeliveries(latest)
        try planTickets(latest)
        try planRows(
            "SELECT receipt, client_id, at FROM egress WHERE length(body) > 0 AND at < ? ORDER BY receipt", latest,
            \.receipts)
        return plans.sorted { ($0.key?.rawValue ?? "") < ($1.key?.rawValue ?? "") }.map { ($0.key, $0.value) }
    }

    /// The client's plan is made when its first row is due; whether one is due is said in return.
    private mutating func note(_ client: ClientID?, _ at: Int64, _ edit: (inout RetentionPlan) -> Void) -> Bool {
        guard let before = rules.cutoff(client, now: now), at < before.milliseconds else { return false }
        var plan = plans[client] ?? RetentionPlan(before: before)
        edit(&plan)
        plans[client] = plan
        return true
    }

    private func each(_ sql: String, _ latest: Timestamp, _ body: (Prepared) throws -> Void) throws {
        let query = try Prepared(fresh: sql, db)
        defer { query.reset() }
        try query.bind(1, latest.milliseconds)
        while try query.step() { try body(query) }
    }

    /// Columns: id, client, time.
    private mutating func planRows(
        _ sql: String, _ latest: Timestamp, _ list: WritableKeyPath<RetentionPlan, [Int64]>
    ) throws {
        var found: [(Int64, ClientID?, Int64)] = []
        try each(sql, latest) { found.append(($0.integer(0), $0.optionalText(1).map { ClientID($0) }, $0.integer(2))) }
        for (id, client, at) in found { _ = note(client, at) { $0[keyPath: list].append(id) } }
    }

    /// A draft’s time is that of its decision, else of its making.
    private mutating func planDrafts(_ latest: Timestamp) throws {
        try planRows(
            """
            SELECT id, client_id, coalesce(decided_at, created_at) FROM drafts WHERE created_at < ? ORDER BY id
            """, latest, \.drafts)
        for client in plans.keys {
            let ids = plans[client]?.drafts ?? []
            var count: Int64 = 0
            for id in ids {
                let query = try Prepared(cached: "SELECT count(*) FROM decisions WHERE draft = ?", db)
                defer { query.reset() }
                try query.bind(1, id)
                if try query.step() { count += query.integer(0) }
            }
            plans[client]?.decisions = Int(count)
        }
    }

    /// Finished jobs, those given up included: their deliveries hold the ticket as it came in.
    private mutating func planJobs(_ latest: Timestamp) throws {
        var found: [(id: Int64, owner: ClientID?, at: Int64)] = []
        try each(
            """
            SELECT id, source, ticket_id, lane, coalesce(finished_at, enqueued_at) FROM jobs
            WHERE state IN ('done', 'superseded', 'dead') AND enqueued_at < ? ORDER BY id
            """, latest
        ) { row in
            let owner = try owner(source: row.text(1), ticket: row.text(2), lane: row.text(3))
            found.append((row.integer(0), owner, row.integer(4)))
        }
        for job in found where note(job.owner, job.at, { $0.jobs.append(job.id) }) { plannedJobs.insert(job.id) }
    }

    /// Deliveries that no job needs any more.
    private mutating func planDeliveries(_ latest: Timestamp) throws {
        var found: [(id: Int64, owner: ClientID?, at: Int64)] = []
        try each(
            "SELECT id, source, ticket_id, received_at FROM deliveries WHERE received_at < ? ORDER BY id", latest
        ) { row in
            let source = row.text(1)
            guard let ticket = row.optionalText(2) else {
                found.append((row.integer(0), nil, row.integer(3)))
                return
            }
            let jobs = try jobs(of: row.integer(0), source: source, ticket: ticket)
            let isNeeded = jobs.contains { !$0.isOver && !plannedJobs.contains($0.id) }
            guard !isNeeded else { return }
            let owner = try owner(source: source, ticket: ticket, lane: jobs.first?.lane)
            found.append((row.integer(0), owner, row.integer(3)))
        }
        for delivery in found { _ = note(delivery.owner, delivery.at) { $0.deliveries.append(delivery.id) } }
    }

    private mutating func planTickets(_ latest: Timestamp) throws {
        var found: [(String, ClientID?, Int64)] = []
        try each(
            """
            SELECT id, client_id, closed_at FROM tickets WHERE closed_at IS NOT NULL AND closed_at < ? ORDER BY id
            """, latest
        ) { found.append(($0.text(0), $0.optionalText(1).map { ClientID($0) }, $0.integer(2))) }
        try each(Self.ticketsWithoutClosing, latest) {
            found.append(($0.text(0), $0.optionalText(1).map { ClientID($0) }, $0.integer(2)))
        }
        for (id, client, at) in found { _ = note(client, at) { $0.tickets.append(id) } }
    }

    /// Not every source says that a ticket was closed: mail never does. Such a ticket's time is that of the last work
    /// on it. What was imported open and never had a draft is left alone, being no work of the service.
    private static let ticketsWithoutClosing = """
        SELECT id, client_id, max(created_at, coalesce(worked_at, 0), coalesce(drafted_at, 0)) FROM (
            SELECT t.id, t.client_id, t.created_at, t.worked_at, (
                SELECT max(coalesce(d.decided_at, d.created_at)) FROM drafts d
                WHERE d.ticket_id = t.id AND d.client_id IS t.client_id) AS drafted_at
            FROM tickets t WHERE t.closed_at IS NULL AND t.created_at < ?)
        WHERE worked_at IS NOT NULL OR drafted_at IS NOT NULL ORDER BY id
        """

    private func jobs(
        of delivery: Int64, source: String, ticket: String
    ) throws -> [(id: Int64, lane: String, isOver: Bool)] {
        let query = try Prepared(
            cached: "SELECT id, lane, state, delivery FROM jobs WHERE source = ? AND ticket_id = ?", db)
        defer { query.reset() }
        try query.bind(1, source)
        try query.bind(2, ticket)
        var jobs: [(id: Int64, lane: String, isOver: Bool)] = []
        while try query.step() {
            guard query.integer(3) == delivery else { continue }
            jobs.append((query.integer(0), query.text(1), ["done", "superseded"].contains(query.text(2))))
        }
        return jobs
    }

    /// Whose ticket it was: as its newest draft says, else the ticket itself, else the lane it waited in.
    private func owner(source: String, ticket: String, lane: String?) throws -> ClientID? {
        for sql in [
            "SELECT client_id FROM drafts WHERE source = ?1 AND ticket_id = ?2 ORDER BY id DESC LIMIT 1",
            "SELECT client_id FROM tickets WHERE ?1 IS NOT NULL AND id = ?2",
        ] {
            let query = try Prepared(cached: sql, db)
            defer { query.reset() }
            try query.bind(1, source)
            try query.bind(2, ticket)
            if try query.step() { return query.optionalText(0).map { ClientID($0) } }
        }
        return try lane.flatMap { try KnownClient(db).named($0) }
    }
}
