import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct EventRangeTests {
    private func add(_ count: Int, at time: Timestamp, to store: SQLiteStore) async throws {
        try await store.commit { db in
            for number in 0..<count {
                try EventRow.insert(
                    ServiceEvent(
                        id: 0, at: time, kind: .draftReady, ticketID: "t", clientID: number % 2 == 0 ? "a" : "b",
                        draft: 1,
                        state: .open), db)
            }
        }
    }

    @Test func whatIsForgottenCannotBeResumedFrom() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        #expect(try store.eventRange() == EventRange(completeAfter: 0, newest: 0))
        try await add(4, at: Timestamp(seconds: 100), to: store)
        try await add(2, at: Timestamp(seconds: 200), to: store)
        #expect(try store.eventRange() == EventRange(completeAfter: 0, newest: 6))
        #expect(try await store.pruneEvents(before: Timestamp(seconds: 150)) == 4)
        let range = try store.eventRange()
        #expect(range == EventRange(completeAfter: 4, newest: 6))
        #expect([3, 4, 5, 6, 7].map { range.canResume(after: $0) } == [false, true, true, true, false])
        // An id is never given twice, even when all are gone.
        try await store.pruneEvents(before: Timestamp(seconds: 300))
        #expect(try store.eventRange() == EventRange(completeAfter: 6, newest: 6))
        try await add(1, at: Timestamp(seconds: 400), to: store)
        #expect(try store.events(after: 6, for: .everyClient, limit: 9).map(\.id) == [7])
    }

    /// Retention takes one client's events from among the others'.
    @Test func whatRetentionTookCannotBeResumedFrom() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        let store = world.store
        try await add(4, at: Timestamp(milliseconds: RetentionWorld.ago(3)), to: store)
        try await add(2, at: Timestamp(milliseconds: RetentionWorld.ago(0)), to: store)
        let rules = RetentionRules(days: nil, clients: ["a": 1])
        #expect(try await store.applyRetention(rules, now: RetentionWorld.now).clients["a"]?.events == 2)
        #expect(try store.events(after: 0, for: .everyClient, limit: 9).map(\.id) == [2, 4, 5, 6])
        let range = try store.eventRange()
        #expect(range == EventRange(completeAfter: 3, newest: 6))
        #expect([0, 2, 3, 4, 6].map { range.canResume(after: $0) } == [false, false, true, true, true])
        // The horizon never goes back, and the old end may pass it.
        #expect(try await store.applyRetention(rules, now: RetentionWorld.now).total == 0)
        #expect(try store.eventRange() == range)
        try await store.pruneEvents(before: Timestamp(milliseconds: RetentionWorld.ago(1)))
        #expect(try store.eventRange() == EventRange(completeAfter: 4, newest: 6))
    }

    @Test func anAudienceHearsItsOwn() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        try await store.commit { db in
            try db.execute(
                sql: """
                    INSERT INTO drafts (id, source, ticket_id, client_id, content_hash, created_at, state, revision, mode,
                        is_blocked, subject, record)
                    VALUES (1, 's', 't', 'a', x'01', 0, 'open', 1, 'extractive', 0, 'x', '{}')
                    """)
        }
        try await add(6, at: Timestamp(seconds: 100), to: store)
        #expect(try store.events(after: 0, for: .clients(["a"]), limit: 9).map(\.id) == [1, 3, 5])
        #expect(try store.events(after: 0, for: .clients(["a", "b"]), limit: 4).map(\.id) == [1, 2, 3, 4])
        #expect(try store.events(after: 0, for: .clients([]), limit: 9).isEmpty)
    }
}
