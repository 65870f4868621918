import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct RetentionTests {
    private static let tables = ["drafts", "decisions", "events", "jobs", "deliveries", "inbox", "tickets"]
    private static let rules = RetentionRules(days: 365, clients: ["a": 30, "b": Int?.none])

    private func world() async throws -> RetentionWorld {
        let world = try RetentionWorld()
        for (ticket, client, days) in [
            ("a-old", "a", 31), ("a-new", "a", 29), ("b-old", "b", 5000), ("n-old", nil, 366), ("n-new", nil, 364),
        ] as [(String, String?, Int64)] {
            try await world.live(ticket, client, days: days)
        }
        return world
    }

    @Test func whatIsDueGoesAndNothingElse() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        let before = try world.store.generation(of: .tickets, in: .client("a"))
        let kept = try world.store.generation(of: .tickets, in: .client("b"))
        let report = try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        let one = RetentionCounts(
            drafts: 1, decisions: 1, events: 1, jobs: 1, deliveries: 1, tickets: 1, egressBodies: 1)
        #expect(report.clients == ["a": one])
        #expect(report.unassigned == one)
        for table in Self.tables { #expect(try world.left(table) == ["a-new", "b-old", "n-new"], "\(table)") }
        let bodies = try (1...5).map { try world.store.body(ofReceipt: $0)?.isEmpty }
        #expect(bodies == [true, false, false, true, false])
        #expect(try world.store.generation(of: .tickets, in: .client("a")) > before)
        #expect(try world.store.generation(of: .tickets, in: .client("b")) == kept)
        #expect(try world.store.verify().isSound)
        #expect(try world.store.verifyAudit().isSound)
        // Nothing is left to do, and no tombstone for nothing.
        let count = try world.store.verifyAudit().count
        #expect(try await world.store.applyRetention(Self.rules, now: RetentionWorld.now).total == 0)
        #expect(try world.store.verifyAudit().count == count)
    }

    @Test func aTombstonePerClientSaysWhatIsGone() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        _ = try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        let stones = try AuditLedgerTests.acts(world.store).filter { $0.act == "retention_deleted" }
        #expect(stones.map(\.clientID) == [nil, "a"])
        #expect(stones.allSatisfy { $0.actor == "system:retention" && $0.at == RetentionWorld.now })
        let detail = stones[1].detail
        for kind in ["drafts", "decisions", "events", "jobs", "deliveries", "tickets", "egress"] {
            #expect(detail[kind] == "1", "\(kind)")
        }
        #expect(detail["drafts_ids"]?.hasPrefix("1-1 sha256:") == true)
        #expect(detail["before"] == "2026-12-16T00:00:00Z")
        #expect(!detail.values.contains { $0.contains("a-old") })
    }

    @Test func deletedTextIsNoLongerInTheFile() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        _ = try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        try world.store.close()
        let text = String(decoding: try world.directory.bytes(world.directory.database), as: UTF8.self)
        #expect(!text.contains("marker a-old marker") && !text.contains("marker n-old marker"))
        #expect(text.contains("marker a-new marker"))
    }

    @Test func withoutRulesNothingIsDue() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        for rules in [RetentionRules(days: nil), RetentionRules(days: nil, clients: ["a": 0])] {
            #expect(try await world.store.applyRetention(rules, now: RetentionWorld.now).total == 0)
        }
        #expect(try world.left("drafts").count == 5)
    }

    @Test func unfinishedWorkIsKept() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        for state in ["waiting", "delayed", "leased", "done", "superseded", "dead"] {
            try await world.live(state, "a", days: 100, job: state)
        }
        _ = try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        for table in ["jobs", "deliveries", "inbox"] {
            #expect(try world.left(table) == ["delayed", "leased", "waiting"], "\(table)")
        }
    }

    /// A job that was given up only lately keeps its delivery: it may be retried.
    @Test func aLatelyGivenUpJobKeepsItsDelivery() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        try await world.live("t", "a", days: 100, job: "dead")
        try await world.execute("UPDATE jobs SET finished_at = ?", [RetentionWorld.ago(1)])
        _ = try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        #expect(try world.left("deliveries") == ["t"])
        #expect(try world.left("jobs") == ["t"])
    }

    @Test func aDecisionMakesADraftYounger() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        try await world.live("t", "a", days: 100)
        try await world.execute("UPDATE drafts SET decided_at = ?", [RetentionWorld.ago(3)])
        _ = try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        #expect(try world.left("drafts") == ["t"])
        #expect(try world.left("decisions") == ["t"])
        #expect(try world.left("tickets").isEmpty)
    }

    @Test func aLedgerThatCannotBeWrittenKeepsEverything() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        try await world.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END")
        await #expect(throws: Problem.self) {
            try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        }
        for table in Self.tables { #expect(try world.left(table).count == 5, "\(table)") }
        #expect(try world.store.body(ofReceipt: 1)?.isEmpty == false)
    }

    /// More than a batch of each, and a run that fails on the way.
    @Test func aRunCutShortIsFinishedByTheNext() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        let at = RetentionWorld.ago(100)
        try await world.execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1201)
            INSERT INTO events (at, kind, ticket_id, client_id, draft, state)
            SELECT ?, 'draft_ready', 't' || i, 'a', i, 'open' FROM n
            """, [at])
        try await world.execute(
            """
            CREATE TRIGGER stop BEFORE DELETE ON events WHEN OLD.id = 700 BEGIN SELECT RAISE(ABORT, 'stop'); END
            """)
        await #expect(throws: Problem.self) {
            try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        }
        #expect(try world.left("events").count == 701)
        try await world.execute("DROP TRIGGER stop")
        #expect(
            try await world.store.applyRetention(Self.rules, now: RetentionWorld.now).clients["a"]?.events == 701)
        #expect(try world.left("events").isEmpty)
    }

    @Test func endedSessionsLinksAndAnswersGo() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        try await world.execute(
            """
            INSERT INTO accounts (login, name, role, is_disabled, created_at) VALUES ('ann', 'Ann', 'admin', 0, 1);
            """)
        let now = RetentionWorld.now.milliseconds
        for (index, end) in [now - 1, now, now + 1].enumerated() {
            let digest = Data([UInt8(index)])
            try await world.execute("INSERT INTO sessions VALUES (?, 1, 1, 1, ?)", [digest, end])
            try await world.execute("INSERT INTO links VALUES (?, 1, ?, NULL)", [digest, end])
            try await world.execute(
                "INSERT INTO idempotency_keys VALUES ('user:u_1', ?, x'', ?, '')",
                ["k\(index)", end - 86_400_000])
        }
        let report = try await world.store.applyRetention(RetentionRules(days: nil), now: RetentionWorld.now)
        #expect(report.sessions == 2 && report.links == 2 && report.idempotencyKeys == 2 && report.total == 6)
    }
}
