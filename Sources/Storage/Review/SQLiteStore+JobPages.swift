public import Domain
internal import GRDB

extension SQLiteStore {
    private static let jobColumns = """
        SELECT id, source, ticket_id, content_hash, delivery, lane, deadline, state, attempts, enqueued_at, run_at,
            lease_owner, lease_token, lease_until, reason, finished_at FROM jobs
        """

    /// Jobs newest first, below `filter.before`. A job belongs to the client whose id is its lane; a lane of another
    /// kind is for those alone who see every client.
    public func jobs(_ filter: JobFilter, for audience: Audience) throws -> [Job] {
        var conditions = Conditions()
        if !filter.states.isEmpty {
            let list = try CanonicalJSON().text(filter.states.map(\.rawValue).sorted())
            conditions.add("state IN (SELECT value FROM json_each(?))", list)
        }
        if let lane = filter.lane { conditions.add("lane = ?", lane) }
        if let before = filter.before { conditions.add("id < ?", before) }
        try conditions.admit(audience, "lane")
        return try rows(Self.jobColumns, conditions, "ORDER BY id DESC", limit: filter.limit, Self.job)
    }

    public func job(_ id: Int64, for audience: Audience) throws -> Job? {
        var conditions = Conditions()
        conditions.add("id = ?", id)
        try conditions.admit(audience, "lane")
        return try rows(Self.jobColumns, conditions, "", limit: 1, Self.job).first
    }

    /// The newest jobs of a ticket. One seek for each source, of which there are few, spares an index over tickets.
    public func jobs(of ticket: TicketID, for audience: Audience, limit: Int) throws -> [Job] {
        var conditions = Conditions()
        conditions.add(
            """
            source IN (WITH RECURSIVE known(name) AS (
                SELECT min(source) FROM jobs UNION ALL
                SELECT (SELECT min(source) FROM jobs WHERE source > name) FROM known WHERE name IS NOT NULL
            ) SELECT name FROM known WHERE name IS NOT NULL)
            """)
        conditions.add("ticket_id = ?", ticket.rawValue)
        try conditions.admit(audience, "+lane")
        return try rows(Self.jobColumns, conditions, "ORDER BY +id DESC", limit: limit, Self.job)
    }

    private static func job(_ row: Prepared) throws -> Job {
        let owner = row.optionalText(11)
        let until = row.optionalInteger(13)
        return Job(
            id: row.integer(0), source: row.text(1), ticketID: TicketID(row.text(2)), contentHash: row.bytes(3),
            delivery: row.integer(4), lane: row.text(5), deadline: row.integer(6), state: try DraftRow.known(row.text(7)),
            attempts: Int(row.integer(8)), enqueuedAt: Timestamp(milliseconds: row.integer(9)),
            runAt: Timestamp(milliseconds: row.integer(10)),
            lease: owner.flatMap { owner in
                until.map { Lease(owner: owner, token: row.integer(12), until: Timestamp(milliseconds: $0)) }
            },
            reason: row.optionalText(14), finishedAt: row.optionalInteger(15).map { Timestamp(milliseconds: $0) })
    }
}
