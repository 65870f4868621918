public import Domain
internal import GRDB

extension SQLiteStore {
    public func job(_ id: Int64) throws -> Job? {
        try read { db in try JobRows(db).load(id) }
    }

    /// Newest first. States are read one by one, so that a few dead jobs are found among a million finished ones.
    public func jobs(_ filter: JobFilter) throws -> [Job] {
        let limit = max(0, filter.limit)
        let rest = "id < ?1\(filter.lane == nil ? "" : " AND lane = ?3") ORDER BY id DESC LIMIT ?2"
        let states = Job.State.allCases.filter { filter.states.contains($0) }
        let clauses = states.isEmpty ? ["WHERE \(rest)"] : states.map { "WHERE \(JobRows.has($0)) AND \(rest)" }
        let jobs = try read { db in
            try clauses.flatMap { clause in
                try JobRows(db).select(clause) { query in
                    try query.bind(1, filter.before ?? Int64.max)
                    try query.bind(2, Int64(limit))
                    if let lane = filter.lane { try query.bind(3, lane) }
                }
            }
        }
        return Array(jobs.sorted { $0.id > $1.id }.prefix(limit))
    }

    public func queueFigures(now: Timestamp) throws -> QueueFigures {
        try read { db in try queueFigures(now: now, db) }
    }

    func queueFigures(now: Timestamp, _ db: Database) throws -> QueueFigures {
        var counts: [Job.State: Int] = [:]
        for state in [Job.State.delayed, .leased, .dead] {
            counts[state] = try number("SELECT count(*) FROM jobs WHERE \(JobRows.has(state))", db)
        }
        counts[.waiting] = try number("SELECT coalesce(sum(waiting), 0) FROM lanes", db)
        let oldest = try optionalNumber("SELECT min(enqueued_at) FROM jobs WHERE state = 'waiting'", db)
        return QueueFigures(
            counts: counts,
            oldestWaitingMilliseconds: oldest.map { max(0, now.milliseconds - $0) } ?? 0,
            isPaused: try number("SELECT is_paused FROM queue_state WHERE id = 1", db) != 0,
            pausedLanes: try rows("SELECT lane FROM lanes WHERE is_paused = 1 ORDER BY lane", db) { $0.text(0) })
    }

    private func number(_ sql: String, _ db: Database) throws -> Int {
        Int(try optionalNumber(sql, db) ?? 0)
    }

    private func optionalNumber(_ sql: String, _ db: Database) throws -> Int64? {
        try rows(sql, db) { $0.optionalInteger(0) }.first ?? nil
    }
}
