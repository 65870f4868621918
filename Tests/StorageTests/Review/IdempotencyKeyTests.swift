import Domain
import Testing

@testable import Storage

@Suite struct IdempotencyKeyTests {
    private static let start = WorkSample.start

    private func dead(_ store: SQLiteStore) async throws -> Int64 {
        let job = try #require(try await store.one())
        try await store.fail(
            job.job.id, job.lease, JobFailure(reason: "x", isPermanent: true), now: Self.start)
        return job.job.id
    }

    @Test func aRetryIsTakenOnceInADay() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k1", ticket: "1"))
        let job = try await dead(store)
        let key = IdempotencyKey(key: "k", requestHash: [1])
        let first = try await store.retry(job, by: WorkSample.lead, idempotency: key, now: Self.start)
        #expect(!first.isReplay && first.value.state == .waiting)
        _ = try await dead(store)
        let before = Self.start.adding(seconds: 24 * 3600 - 1)
        let again = try await store.retry(job, by: WorkSample.lead, idempotency: key, now: before)
        #expect(again.isReplay && again.value == first.value)
        #expect(try store.job(job)?.state == .dead)
        // The word is another actor's own, and free again after a day.
        let other = Actor(.user, "u_2")
        #expect(try await !store.retry(job, by: other, idempotency: key, now: Self.start).isReplay)
        _ = try await dead(store)
        let after = Self.start.adding(seconds: 24 * 3600)
        #expect(try await !store.retry(job, by: WorkSample.lead, idempotency: key, now: after).isReplay)
        #expect(try store.job(job)?.state == .waiting)
    }

    @Test func aReusedKeyAndARefusedActWriteNothing() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let key = IdempotencyKey(key: "k", requestHash: [1])
        await #expect(throws: JobRefusal.unknown) {
            _ = try await store.retry(7, by: WorkSample.lead, idempotency: key, now: Self.start)
        }
        #expect(try store.number("SELECT count(*) FROM idempotency_keys") == 0)
        let figures = try await store.setPaused(
            true, lane: nil, by: WorkSample.lead, idempotency: key, now: Self.start)
        #expect(figures.value.isPaused && !figures.isReplay)
        await #expect(throws: ReviewRefusal.keyReused) {
            _ = try await store.setPaused(
                false, lane: nil, by: WorkSample.lead, idempotency: IdempotencyKey(key: "k", requestHash: [2]),
                now: Self.start)
        }
        #expect(try store.queueFigures(now: Self.start).isPaused)
        #expect(try store.auditRows() == ["user:u_1 queue_paused queue"])
    }

    /// The figures of the first time, whatever happened since.
    @Test func figuresComeBackAsTheyWere() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.accept(WorkSample.event("k1", ticket: "1"))
        let key = IdempotencyKey(key: "k", requestHash: [1])
        let first = try await store.setPaused(
            true, lane: "a", by: WorkSample.lead, idempotency: key, now: Self.start)
        #expect(first.value.counts[.waiting] == 1 && first.value.pausedLanes == ["a"])
        _ = try await store.accept(WorkSample.event("k2", ticket: "2"))
        try await store.setPaused(false, lane: "a", by: WorkSample.lead, now: Self.start)
        let again = try await store.setPaused(
            true, lane: "a", by: WorkSample.lead, idempotency: key, now: Self.start)
        #expect(again.isReplay && again.value == first.value)
        #expect(try store.queueFigures(now: Self.start).pausedLanes == [])
    }
}
