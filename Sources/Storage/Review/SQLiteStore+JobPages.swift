public import Domain
internal import GRDB

extension SQLiteStore {
    private static let jobSelect = "SELECT \(JobRows.columns) FROM jobs"

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
        try conditions.admitJobs(audience)
        return try rows(Self.jobSelect, conditions, "ORDER BY id DESC", limit: filter.limit, JobRows.job)
    }

    public func job(_ id: Int64, for audience: Audience) throws -> Job? {
        var conditions = Conditions()
        conditions.add("id = ?", id)
        try conditions.admitJobs(audience)
        return try rows(Self.jobSelect, conditions, "", limit: 1, JobRows.job).first
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
        try conditions.admitJobs(audience, lane: "+lane")
        return try rows(Self.jobSelect, conditions, "ORDER BY +id DESC", limit: limit, JobRows.job)
    }
}
