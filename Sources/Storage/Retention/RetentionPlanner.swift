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
        try planReceipts(latest)
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

    /// Where several clients' rules apply, that which is due first counts.
    private mutating func note(_ clients: [ClientID?], _ at: Int64, _ edit: (inout RetentionPlan) -> Void) -> Bool {
        for client in clients where note(client, at, edit) { return true }
        return false
    }

    /// Columns: id, client, time.
    private mutating func planRows(
        _ sql: String, _ latest: Timestamp, _ list: WritableKeyPath<RetentionPlan, [Int64]>
    ) throws {
        var found: [(Int64, ClientID?, Int64)] = []
        try each(sql, latest) { found.append(($0.integer(0), $0.optionalText(1).map { ClientID($0) }, $0.integer(2))) }
        for (id, client, at) in found { _ = note(client, at) { $0[keyPath: list].append(id) } }
    }

    /// A draft’s time is that of its decision, else of its making. One whose ticket has moved to another client holds
    /// that client's text under the former one's name: it goes when either's rule says so.
    private mutating func planDrafts(_ latest: Timestamp) throws {
        var found: [(id: Int64, owners: [ClientID?], at: Int64)] = []
        try each(
            """
            SELECT id, client_id, coalesce(decided_at, created_at), is_moved, ticket_id FROM drafts
            WHERE created_at < ? ORDER BY id
            """, latest
        ) { row in
            let client = row.optionalText(1).map { ClientID($0) }
            var owners = [client]
            if row.integer(3) != 0, let client, let owner = try newOwner(of: row.text(4), after: client) {
                owners.append(owner)
            }
            found.append((row.integer(0), owners, row.integer(2)))
        }
        for draft in found { _ = note(draft.owners, draft.at) { $0.drafts.append(draft.id) } }
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

    /// The bodies of calls. What was sent of a ticket that has moved since is due by the rule of either client; it is
    /// accounted for as the one's whose name its entry bears.
    private mutating func planReceipts(_ latest: Timestamp) throws {
        var found: [(receipt: Int64, client: ClientID?, at: Int64, ticket: String)] = []
        try each(
            """
            SELECT receipt, client_id, at, ticket_id FROM egress WHERE length(body) > 0 AND at < ? ORDER BY receipt
            """, latest
        ) { found.append(($0.integer(0), $0.optionalText(1).map { ClientID($0) }, $0.integer(2), $0.text(3))) }
        for entry in found {
            if note(entry.client, entry.at, { $0.receipts.append(entry.receipt) }) { continue }
            guard let client = entry.client, let owner = try newOwner(of: entry.ticket, after: client),
                let before = rules.cutoff(owner, now: now), entry.at < before.milliseconds
            else { continue }
            var plan = plans[client] ?? RetentionPlan(before: before)
            plan.receipts.append(entry.receipt)
            plan.egressBefore = max(plan.egressBefore, before)
            plans[client] = plan
        }
    }

    /// Finished jobs, those given up included: their deliveries hold the ticket as it came in.
    private mutating func planJobs(_ latest: Timestamp) throws {
        var found: [(id: Int64, owners: [ClientID?], at: Int64)] = []
        try each(
            """
            SELECT id, source, ticket_id, lane, coalesce(finished_at, enqueued_at) FROM jobs
            WHERE state IN ('done', 'superseded', 'dead') AND enqueued_at < ? ORDER BY id
            """, latest
        ) { row in
            let owners = try owners(source: row.text(1), ticket: row.text(2), lanes: [row.text(3)])
            found.append((row.integer(0), owners, row.integer(4)))
        }
        for job in found where note(job.owners, job.at, { $0.jobs.append(job.id) }) { plannedJobs.insert(job.id) }
    }

    /// Deliveries that no job needs any more.
    private mutating func planDeliveries(_ latest: Timestamp) throws {
        var found: [(id: Int64, owners: [ClientID?], at: Int64)] = []
        try each(
            "SELECT id, source, ticket_id, received_at FROM deliveries WHERE received_at < ? ORDER BY id", latest
        ) { row in
            let source = row.text(1)
            guard let ticket = row.optionalText(2) else {
                found.append((row.integer(0), [nil], row.integer(3)))
                return
            }
            let jobs = try jobs(of: row.integer(0), source: source, ticket: ticket)
            let isNeeded = jobs.contains { !$0.isOver && !plannedJobs.contains($0.id) }
            guard !isNeeded else { return }
            let owners = try owners(source: source, ticket: ticket, lanes: jobs.map(\.lane))
            found.append((row.integer(0), owners, row.integer(3)))
        }
        for delivery in found { _ = note(delivery.owners, delivery.at) { $0.deliveries.append(delivery.id) } }
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

    /// Whose rules the work on a ticket falls under: those of whose ticket it is, and of the client in whose lane it
    /// waited, where that is another by now.
    private func owners(source: String, ticket: String, lanes: [String]) throws -> [ClientID?] {
        let owner = try owner(source: source, ticket: ticket, lane: lanes.first)
        var owners = [owner]
        if let owner, let now = try newOwner(of: ticket, after: owner) { owners.append(now) }
        for client in try lanes.compactMap({ try KnownClient(db).named($0) }) where !owners.contains(client) {
            owners.append(client)
        }
        return owners
    }

    /// Whose a ticket is that is no longer that client's; nil while it is, or is nobody's.
    private func newOwner(of ticket: String, after client: ClientID) throws -> ClientID? {
        let query = try Prepared(
            cached: """
                SELECT owner FROM (
                    SELECT client_id AS owner FROM inbox WHERE ticket_id = ?1 AND client_id IS NOT NULL
                    UNION SELECT client_id FROM tickets WHERE id = ?1 AND client_id IS NOT NULL)
                WHERE \(TicketOwner.isElsewhere(ticket: "?1", client: "?2")) ORDER BY owner LIMIT 1
                """, db)
        defer { query.reset() }
        try query.bind(1, ticket)
        try query.bind(2, client.rawValue)
        return try query.step() ? query.optionalText(0).map { ClientID($0) } : nil
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
