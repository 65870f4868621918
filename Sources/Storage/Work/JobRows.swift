internal import Domain
internal import GRDB

/// Reads and writes jobs within a transaction, and keeps the lanes' numbers of waiting jobs right.
struct JobRows {
    let db: Database

    static let columns = """
        id, source, ticket_id, content_hash, delivery, lane, deadline, state, attempts, enqueued_at, run_at,
        lease_owner, lease_token, lease_until, reason, finished_at
        """

    init(_ db: Database) {
        self.db = db
    }

    /// A condition by which SQLite finds the jobs of a state in order of id. It does not see by itself that one state
    /// lies among those of the index, so an unfinished one is told both ways.
    static func has(_ state: Job.State) -> String {
        let isState = "state = '\(state.rawValue)'"
        switch state {
        case .waiting, .delayed, .leased, .dead: return "\(isUnfinished) AND \(isState)"
        case .done, .superseded: return isState
        }
    }

    /// As the index `jobs_unfinished` says it, word for word.
    static let isUnfinished = "state IN ('waiting', 'delayed', 'leased', 'dead')"

    static func job(_ row: Prepared) throws -> Job {
        guard let state = Job.State(rawValue: row.text(7)) else {
            throw Problem(
                "a stored job is in the unknown state “\(row.text(7))”: the data is damaged",
                remedy: "Restore the data from a backup")
        }
        var job = Job(
            id: row.integer(0), source: row.text(1), ticketID: TicketID(row.text(2)), contentHash: row.bytes(3),
            delivery: row.integer(4), lane: row.text(5), deadline: row.integer(6), state: state,
            attempts: Int(row.integer(8)), enqueuedAt: Timestamp(milliseconds: row.integer(9)),
            runAt: Timestamp(milliseconds: row.integer(10)))
        if let owner = row.optionalText(11), let until = row.optionalInteger(13) {
            job.lease = Lease(owner: owner, token: row.integer(12), until: Timestamp(milliseconds: until))
        }
        job.reason = row.optionalText(14)
        job.finishedAt = row.optionalInteger(15).map { Timestamp(milliseconds: $0) }
        return job
    }

    func load(_ id: Int64) throws -> Job? {
        try select("WHERE id = ?") { try $0.bind(1, id) }.first
    }

    /// `clause` holds all that follows the table's name.
    func select(_ clause: String, bind: (Prepared) throws -> Void = { _ in }) throws -> [Job] {
        let query = try Prepared(cached: "SELECT \(Self.columns) FROM jobs \(clause)", db)
        defer { query.reset() }
        try bind(query)
        var jobs: [Job] = []
        while try query.step() { jobs.append(try Self.job(query)) }
        return jobs
    }

    /// A new job that waits, unless the ticket had one with this content already.
    func insert(_ event: InboundEvent, ticket: TicketID, delivery: Int64, now: Timestamp) throws -> Bool {
        let insert = try Prepared(
            cached: """
                INSERT INTO jobs (source, ticket_id, content_hash, delivery, lane, deadline, state, attempts,
                    enqueued_at, run_at, lease_token)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', 0, ?7, ?7, 0) ON CONFLICT DO NOTHING
                """, db)
        try insert.bind(1, event.source)
        try insert.bind(2, ticket.rawValue)
        try insert.bind(3, event.contentHash)
        try insert.bind(4, delivery)
        try insert.bind(5, event.lane)
        try insert.bind(6, event.deadline)
        try insert.bind(7, now.milliseconds)
        try insert.run()
        guard db.changesCount > 0 else { return false }
        try LaneRows(db).enter(event.lane)
        return true
    }

    /// Writes what a step made of `previous`.
    func update(_ job: Job, from previous: Job) throws {
        let update = try Prepared(
            cached: """
                UPDATE jobs SET delivery = ?2, lane = ?3, deadline = ?4, state = ?5, attempts = ?6, enqueued_at = ?7,
                    run_at = ?8, lease_owner = ?9, lease_token = ?10, lease_until = ?11, reason = ?12, finished_at = ?13
                WHERE id = ?1
                """, db)
        try update.bind(1, job.id)
        try update.bind(2, job.delivery)
        try update.bind(3, job.lane)
        try update.bind(4, job.deadline)
        try update.bind(5, job.state.rawValue)
        try update.bind(6, Int64(job.attempts))
        try update.bind(7, job.enqueuedAt.milliseconds)
        try update.bind(8, job.runAt.milliseconds)
        try update.bind(9, job.lease?.owner)
        try update.bind(10, job.lease?.token ?? 0)
        try update.bind(11, job.lease?.until.milliseconds)
        try update.bind(12, job.reason)
        try update.bind(13, job.finishedAt?.milliseconds)
        try update.run()
        let lanes = LaneRows(db)
        switch (previous.state, job.state) {
        case (.waiting, .waiting): break
        case (.waiting, .leased): try lanes.serve(previous.lane)
        case (.waiting, _): try lanes.leave(previous.lane)
        case (_, .waiting): try lanes.enter(job.lane)
        default: break
        }
        // The content is kept only as long as someone may have to work on it.
        if job.state == .done || job.state == .superseded { try empty(job.delivery) }
    }

    private func empty(_ delivery: Int64) throws {
        let update = try Prepared(
            cached: "UPDATE deliveries SET body = NULL WHERE id = ? AND body IS NOT NULL", db)
        try update.bind(1, delivery)
        try update.run()
    }
}
