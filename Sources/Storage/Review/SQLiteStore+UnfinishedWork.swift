public import Domain
internal import GRDB

extension SQLiteStore {
    /// The tickets whose drafts are not made yet, at most `limit` of them, and how many there are. Those in the lane of
    /// no client of theirs are for those alone who see every client; so are those that nobody has been found for yet.
    public func unfinishedWork(of client: ClientID?, for audience: Audience, limit: Int) throws -> UnfinishedWork {
        var work = UnfinishedWork(tickets: [], counts: [:])
        try read { db in
            for state in [Job.State.dead, .leased, .delayed, .waiting] {
                var conditions = Conditions()
                conditions.add(JobRows.has(state))
                if let client { conditions.add("lane = ?", client.rawValue) }
                try conditions.admitJobs(audience)
                let count = try rows(
                    "SELECT count(*) FROM (SELECT 1 FROM jobs INDEXED BY jobs_unfinished\(conditions.sql) LIMIT ?)", db,
                    bind: { try $0.bind(try conditions.bind($0), Int64(UnfinishedWork.countLimit)) },
                    { Int($0.integer(0)) }
                ).first
                if let count, count > 0 { work.counts[state] = count }
                let room = limit - work.tickets.count
                guard room > 0, let count, count > 0 else { continue }
                // What failed last is news; of the rest, what came first is next.
                let order = state == .dead ? "id DESC" : "id"
                let jobs = try rows(
                    """
                    SELECT \(JobRows.columns) FROM jobs INDEXED BY jobs_unfinished\(conditions.sql)
                    ORDER BY \(order) LIMIT ?
                    """, db, bind: { try $0.bind(try conditions.bind($0), Int64(room)) }, JobRows.job)
                for job in jobs { work.tickets.append(try ticket(of: job, for: audience, db)) }
            }
        }
        return work
    }

    private func ticket(of job: Job, for audience: Audience, _ db: Database) throws -> UnfinishedTicket {
        var conditions = Conditions()
        conditions.add("source = ?", job.source)
        conditions.add("ticket_id = ?", job.ticketID.rawValue)
        try conditions.admitDrafts(audience)
        let subject = try rows(
            "SELECT subject FROM drafts\(conditions.sql) ORDER BY is_current DESC, id DESC LIMIT 1", db,
            bind: { try conditions.bind($0) }, { $0.text(0) }
        ).first
        return UnfinishedTicket(
            job: job.id, ticketID: job.ticketID, lane: job.lane, state: job.state, enqueuedAt: job.enqueuedAt,
            runAt: job.runAt, reason: job.reason, subject: subject)
    }
}
