import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct SweepTests {
    private static let start = WorkSample.start

    private func store(_ directory: TemporaryDirectory) throws -> SQLiteStore {
        try SQLiteStore.open(directory: directory.data, clock: FixedClock(Self.start))
    }

    @Test func aTicketWithNeitherJobNorDraftGetsAJob() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try store(directory)
        for number in 1...4 { _ = try await store.accept(WorkSample.event("k\(number)", ticket: "\(number)")) }
        // One is done, one was deleted, one lost its job, one waits as it should.
        for id in ["1", "2"] {
            let leased = try #require(try await store.one())
            #expect(leased.job.ticketID.rawValue == id)
            _ = try await store.complete(
                leased.job.id, leased.lease, with: WorkSample.result(leased.job.ticketID), now: Self.start)
        }
        _ = try await store.accept(WorkSample.event("k5", ticket: "2", version: 2, action: .deleted))
        try await store.commit { db in try db.execute(sql: "DELETE FROM jobs WHERE ticket_id = '3'") }

        #expect(try await store.enqueueForgotten(since: Self.start, now: Self.start) == 1)
        #expect(try await store.enqueueForgotten(since: Self.start, now: Self.start) == 0)
        let drained = try await store.drain(batch: 4)
        #expect(drained.sorted() == ["3", "4"])
        // What came in before the time that is asked for is left alone.
        try await store.commit { db in try db.execute(sql: "DELETE FROM jobs; DELETE FROM drafts") }
        #expect(try await store.enqueueForgotten(since: Self.start.adding(seconds: 1), now: Self.start) == 0)
    }

    @Test func aLogThatHasGrownIsTidied() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try store(directory)
        _ = try await store.accept(WorkSample.event("k", ticket: "1"))
        #expect(try store.tidyLog(beyond: 1 << 30) == false)
        #expect(try store.tidyLog(beyond: 1))
        _ = try await store.accept(WorkSample.event("k2", ticket: "2"))
        #expect(try store.counts()["tickets"] == 0)
    }
}
