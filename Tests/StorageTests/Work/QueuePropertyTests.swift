import Domain
import Testing

@testable import Storage

/// Random sequences of everything that can happen to the queue, against what must hold whatever the order.
@Suite struct QueuePropertyTests {
    @Test(arguments: UInt64(1)...12)
    func nothingIsLostAndNothingIsDoneTwice(_ seed: UInt64) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try SQLiteStore.open(
            directory: directory.data, clock: FixedClock(WorkSample.start),
            machine: JobMachine(backoff: RetryBackoff(base: 0, maxAttempts: 3)))
        try store.stopSyncing()
        var model = QueueModel(store: store, seed: seed)
        for _ in 0..<250 {
            try await model.step()
            #expect(try store.wrongLanes().isEmpty)
        }
        try await model.finish()
        #expect(try store.wrongLanes().isEmpty)

        // Each ticket that was not deleted has exactly one draft of what it says now, and that is not stale.
        for (ticket, known) in model.tickets {
            let states = try store.texts(
                """
                SELECT state FROM drafts WHERE ticket_id = '\(ticket)'
                    AND content_hash = CAST('hash of \(known.content)' AS BLOB)
                """)
            if known.isDeleted {
                #expect(!states.contains("open"), "\(ticket)")
            } else {
                #expect(states == ["open"], "\(ticket)")
            }
            let open = try store.number(
                "SELECT count(*) FROM drafts WHERE ticket_id = '\(ticket)' AND state = 'open'")
            #expect(open == (known.isDeleted ? 0 : 1), "\(ticket)")
        }
        #expect(try store.number("SELECT count(*) FROM drafts") == model.drafts.count)
        #expect(
            try store.number(
                "SELECT count(*) FROM jobs WHERE state NOT IN ('done', 'superseded')") == 0)
        #expect(try store.number("SELECT count(*) FROM deliveries WHERE body IS NOT NULL") == 0)
    }

    @Test func manyAtOnceEndInOneDraftEach() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        try store.stopSyncing()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sender in 0..<4 {
                group.addTask {
                    for number in 0..<100 {
                        // Every delivery comes twice, from two senders.
                        let ticket = "\(sender / 2)-\(number)"
                        _ = try await store.accept(
                            WorkSample.event("k\(ticket)", ticket: ticket, lane: "lane\(number % 7)"))
                    }
                }
            }
            for worker in 0..<4 {
                group.addTask {
                    while try store.number("SELECT count(*) FROM drafts") < 200 {
                        for job in try await store.lease(
                            limit: 3, owner: "w\(worker)", seconds: 60, now: WorkSample.start)
                        {
                            _ = try await store.complete(
                                job.job.id, job.lease, with: WorkSample.result(job.job.ticketID), now: WorkSample.start)
                        }
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.number("SELECT count(DISTINCT ticket_id) FROM drafts") == 200)
        #expect(try store.number("SELECT count(*) FROM jobs WHERE state = 'done'") == 200)
        #expect(try store.wrongLanes().isEmpty)
    }
}
