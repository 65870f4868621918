internal import Domain
internal import GRDB

/// Gives out jobs, within a transaction.
struct Leasing {
    let db: Database
    let machine: JobMachine
    let now: Timestamp
    /// How many expired leases and finished waits a call makes ready at most.
    private static let mostRecovered: Int64 = 256

    /// Whether there may be something to do. Reads only, so that asking an empty queue costs no write.
    func isWorthwhile() throws -> Bool {
        let query = try Prepared(
            cached: """
                SELECT 1 FROM queue_state WHERE is_paused = 0 AND (
                    EXISTS (SELECT 1 FROM lanes WHERE waiting > 0 AND is_paused = 0)
                    OR EXISTS (SELECT 1 FROM jobs WHERE \(Self.isExpired))
                    OR EXISTS (SELECT 1 FROM jobs WHERE \(Self.isDue)))
                """, db)
        defer { query.reset() }
        try bindTimes(query)
        return try query.step()
    }

    func lease(limit: Int, owner: String, seconds: Int64) throws -> [LeasedJob] {
        var state = try queueState()
        guard !state.isPaused else { return [] }
        try recover()
        var share = FairShare(lanes: try LaneRows(db).ready(), virtualTime: state.virtualTime)
        var leased: [LeasedJob] = []
        while leased.count < limit, let index = share.choose() {
            guard let job = try head(of: share.lanes[index].name) else { break }
            state.token += 1
            let next = try machine.lease(job, owner: owner, token: state.token, seconds: seconds, now: now)
            try JobRows(db).update(next, from: job)
            if let lease = next.lease {
                leased.append(LeasedJob(job: next, lease: lease, ticket: try body(of: next.delivery)))
            }
            share.serve(index, next: try head(of: job.lane)?.deadline)
        }
        guard !leased.isEmpty else { return [] }
        try save(token: state.token, virtualTime: share.virtualTime)
        try LaneRows(db).prune(virtualTime: share.virtualTime)
        return leased
    }

    // MARK: Time

    // A time further away than any can be was written before the clock was set back. The conditions are those of
    // `JobMachine`, which has the last word.
    private static let isExpired = "state = 'leased' AND (lease_until <= ?1 OR lease_until > ?2)"
    private static let isDue = "state = 'delayed' AND (run_at <= ?1 OR run_at > ?3)"

    private func bindTimes(_ query: Prepared) throws {
        try query.bind(1, now.milliseconds)
        try query.bind(2, now.adding(seconds: machine.longestLease).milliseconds)
        try query.bind(3, now.milliseconds + machine.backoff.cap)
    }

    /// Makes ready what a worker that stopped has left, and what has waited long enough.
    private func recover() throws {
        let rows = JobRows(db)
        for job in try over("\(Self.isExpired) ORDER BY lease_until") where machine.isExpired(job, now: now) {
            try rows.update(try machine.expire(job, now: now), from: job)
        }
        for job in try over("\(Self.isDue) ORDER BY run_at") where machine.isDue(job, now: now) {
            try rows.update(try machine.wake(job, now: now), from: job)
        }
    }

    private func over(_ clause: String) throws -> [Job] {
        try JobRows(db).select("WHERE \(clause) LIMIT ?4") { query in
            try bindTimes(query)
            try query.bind(4, Self.mostRecovered)
        }
    }

    // MARK: Rows

    private func head(of lane: String) throws -> Job? {
        try JobRows(db).select("WHERE state = 'waiting' AND lane = ?1 ORDER BY deadline, id LIMIT 1") { query in
            try query.bind(1, lane)
        }.first
    }

    private func body(of delivery: Int64) throws -> [UInt8]? {
        let query = try Prepared(cached: "SELECT body FROM deliveries WHERE id = ?", db)
        defer { query.reset() }
        try query.bind(1, delivery)
        guard try query.step(), !query.isNull(0) else { return nil }
        return query.bytes(0)
    }

    private func queueState() throws -> (isPaused: Bool, token: Int64, virtualTime: Int64) {
        let query = try Prepared(
            cached: "SELECT is_paused, lease_token, virtual_time FROM queue_state WHERE id = 1", db)
        defer { query.reset() }
        guard try query.step() else { return (true, 0, 0) }
        return (query.integer(0) != 0, query.integer(1), query.integer(2))
    }

    private func save(token: Int64, virtualTime: Int64) throws {
        let update = try Prepared(
            cached: "UPDATE queue_state SET lease_token = ?1, virtual_time = ?2 WHERE id = 1", db)
        try update.bind(1, token)
        try update.bind(2, virtualTime)
        try update.run()
    }
}
