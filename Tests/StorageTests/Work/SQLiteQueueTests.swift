import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct SQLiteQueueTests {
    static let start = WorkSample.start

    @Test(arguments: JobQueueConformance.checks)
    func conformance(_ check: JobQueueConformance) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        var made = 0
        try await check.run { machine in
            made += 1
            let store = try SQLiteStore.open(
                directory: "\(directory.path)/\(made)", clock: FixedClock(Self.start), machine: machine)
            try store.stopSyncing()
            return store
        }
    }

    @Test func anIdleQueueIsAskedWithoutWriting() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("1", ticket: "1"))
        _ = try await store.accept(WorkSample.event("2", ticket: "2", lane: "paused"))
        _ = try await store.one()
        try await store.setPaused(true, lane: "paused", by: WorkSample.lead, now: Self.start)
        // Another connection sees whether anything was committed.
        let other = try DatabaseQueue(path: directory.database)
        func version() throws -> Int? { try other.read { try Int.fetchOne($0, sql: "PRAGMA data_version") } }
        let before = try version()
        #expect(try await store.one() == nil)
        #expect(try version() == before)
        _ = try await store.accept(WorkSample.event("3", ticket: "3"))
        #expect(try version() != before)
    }

    /// The plan of a statement is what keeps it fast when there are a million jobs.
    @Test func everySearchHasItsIndex() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let searches = [
            ("SELECT id FROM jobs WHERE state = 'waiting' AND lane = ?1 ORDER BY deadline, id LIMIT 1", "jobs_waiting"),
            ("SELECT id FROM jobs WHERE state = 'leased' AND (lease_until <= ?1 OR lease_until > ?2)", "jobs_leased"),
            ("SELECT id FROM jobs WHERE state = 'delayed' AND (run_at <= ?1 OR run_at > ?3)", "jobs_delayed"),
            (
                "SELECT id FROM jobs WHERE \(JobRows.has(.dead)) AND id < ?1 ORDER BY id DESC LIMIT ?2",
                "jobs_unfinished"
            ),
            ("SELECT count(*) FROM jobs WHERE \(JobRows.has(.dead))", "jobs_unfinished"),
            ("SELECT id FROM jobs WHERE source = ?1 AND ticket_id = ?2", "jobs_by_content"),
            (
                """
                SELECT id FROM jobs WHERE source = ?1 AND ticket_id = ?2
                    AND (content_hash IS ?3 OR \(JobRows.isUnfinished))
                """, "jobs_by_content"
            ),
            ("SELECT min(enqueued_at) FROM jobs WHERE state = 'waiting'", "jobs_waiting_since"),
            ("SELECT lane FROM lanes WHERE waiting > 0 AND is_paused = 0 ORDER BY served LIMIT ?", "lanes_ready"),
            ("SELECT lane FROM lanes WHERE waiting = 0 AND is_paused = 0 AND served <= ? LIMIT 16", "lanes_idle"),
        ]
        for (sql, index) in searches {
            let plan = try store.read { db in
                let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
                statement.setUncheckedArguments(StatementArguments())
                return try Row.fetchAll(statement).map { $0["detail"] as String }.joined(separator: "; ")
            }
            #expect(plan.contains(index) && !plan.contains("SCAN jobs;") && !plan.contains("TEMP B-TREE"), "\(plan)")
        }
    }

    @Test func jobsOfAProcessThatDiedComeBack() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let abandoned = try directory.store()
        for number in 0..<6 {
            _ = try await abandoned.accept(WorkSample.event("\(number)", ticket: "\(number)"))
        }
        let held = try await abandoned.lease(limit: 3, owner: "x", seconds: 600, now: Self.start)
        let other = try await abandoned.lease(limit: 1, owner: "y", seconds: 600, now: Self.start)

        let store = try directory.store()
        #expect(try store.count(.leased) == 4)
        #expect(try await store.releaseAll(owner: "x", now: Self.start) == 3)
        #expect(try store.count(.waiting) == 5 && store.count(.leased) == 1)
        #expect(try store.wrongLanes().isEmpty)
        // The tokens go on growing over a restart, so the dead process could not write over its successor.
        let again = try await store.lease(limit: 9, owner: "x", seconds: 600, now: Self.start)
        let newest = try #require((held + other).map(\.lease.token).max())
        #expect(again.count == 5 && again.allSatisfy { $0.lease.token > newest })
        let job = try #require(held.first)
        await #expect(throws: LeaseLost.self) {
            try await abandoned.complete(
                job.job.id, job.lease, with: WorkSample.result(job.job.ticketID), now: Self.start)
        }
        #expect(try store.draftRows().isEmpty)
    }

    @Test func whatIsEmptiedIsOverwritten() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let mode = try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA secure_delete") }
        #expect(mode == 1)
    }

    @Test func idleLanesAreForgotten() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        try store.stopSyncing()
        for number in 0..<60 {
            _ = try await store.accept(WorkSample.event("\(number)", ticket: "\(number)", lane: "once\(number)"))
        }
        #expect(try await store.drain(batch: 7).count == 60)
        for number in 0..<60 {
            _ = try await store.accept(WorkSample.event("s\(number)", ticket: "s\(number)", lane: "steady"))
        }
        #expect(try await store.drain().count == 60)
        #expect(try store.number("SELECT count(*) FROM lanes") < 10)
        #expect(try store.wrongLanes().isEmpty)
    }
}
