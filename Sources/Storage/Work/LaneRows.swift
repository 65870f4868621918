internal import Domain
internal import GRDB

/// The lanes' counts and virtual times, as `FairShare` understands them.
struct LaneRows {
    let db: Database
    /// How many lanes a call looks at, those served least first: bounds its cost when thousands are busy. The order
    /// between lanes stays fair, since a lane that is served moves back.
    static let window: Int64 = 256

    init(_ db: Database) {
        self.db = db
    }

    /// A job of the lane waits. A lane that was empty starts at the virtual time of the busy ones.
    func enter(_ lane: String) throws {
        try run(
            """
            INSERT INTO lanes (lane, served, waiting, is_paused)
            VALUES (?1, (SELECT virtual_time FROM queue_state WHERE id = 1), 1, 0)
            ON CONFLICT (lane) DO UPDATE SET
                served = CASE WHEN waiting = 0 THEN max(served, excluded.served) ELSE served END, waiting = waiting + 1
            """, lane)
    }

    /// A waiting job of the lane ended without having been given out.
    func leave(_ lane: String) throws {
        try run("UPDATE lanes SET waiting = waiting - 1 WHERE lane = ?1", lane)
    }

    /// A waiting job of the lane was given out.
    func serve(_ lane: String) throws {
        try run("UPDATE lanes SET waiting = waiting - 1, served = served + 1 WHERE lane = ?1", lane)
    }

    func setPaused(_ isPaused: Bool, _ lane: String) throws {
        let virtualTime = "(SELECT virtual_time FROM queue_state WHERE id = 1)"
        // What others were given meanwhile is not owed to a lane that was paused.
        try run(
            """
            INSERT INTO lanes (lane, served, waiting, is_paused) VALUES (?1, \(virtualTime), 0, \(isPaused ? 1 : 0))
            ON CONFLICT (lane) DO UPDATE SET
                is_paused = excluded.is_paused, served = max(served, excluded.served)
            """, lane)
    }

    /// The lanes that have jobs to give out, those served least first.
    func ready() throws -> [FairShare.Lane] {
        let query = try Prepared(
            cached: """
                SELECT lane, served, (
                    SELECT deadline FROM jobs WHERE state = 'waiting' AND lane = lanes.lane ORDER BY deadline, id LIMIT 1)
                FROM lanes WHERE waiting > 0 AND is_paused = 0 ORDER BY served LIMIT ?
                """, db)
        defer { query.reset() }
        try query.bind(1, Self.window)
        var lanes: [FairShare.Lane] = []
        while try query.step() {
            guard let deadline = query.optionalInteger(2) else { continue }
            lanes.append(.init(name: query.text(0), served: query.integer(1), deadline: deadline))
        }
        return lanes
    }

    /// Forgets a few idle lanes that would start at the virtual time anyway.
    func prune(virtualTime: Int64) throws {
        let delete = try Prepared(
            cached: """
                DELETE FROM lanes WHERE lane IN (
                    SELECT lane FROM lanes WHERE waiting = 0 AND is_paused = 0 AND served <= ? LIMIT 16)
                """, db)
        try delete.bind(1, virtualTime)
        try delete.run()
    }

    private func run(_ sql: String, _ lane: String) throws {
        let statement = try Prepared(cached: sql, db)
        try statement.bind(1, lane)
        try statement.run()
    }
}
