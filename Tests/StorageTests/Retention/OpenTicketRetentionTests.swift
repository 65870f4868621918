import Domain
import Testing

@testable import Storage

/// Tickets that nobody ever closes: those of mail have no such time.
@Suite struct OpenTicketRetentionTests {
    private static let rules = RetentionRules(days: 30, clients: ["b": Int?.none])

    private func run(_ world: RetentionWorld, day: Int64 = 0) async throws -> RetentionReport {
        try await world.store.applyRetention(Self.rules, now: RetentionWorld.now.adding(seconds: day * 86_400))
    }

    @Test func theLastWorkCounts() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        for (ticket, created, drafts) in [
            ("imported", 900, []), ("old", 90, [(80, nil)]), ("again", 90, [(80, nil), (10, nil)]),
            ("decided", 90, [(80, 10)]), ("new", 20, [(19, nil)]),
        ] as [(String, Int64, [(Int64, Int64?)])] {
            try world.open(ticket, "a", days: created)
            for (days, decided) in drafts { try await world.draft(ticket, "a", days: days, decided: decided) }
        }
        try world.open("kept", "b", days: 900)
        try await world.draft("kept", "b", days: 900)
        // Of another client by an id that is the same by chance.
        try world.open("chance", "a", days: 900)
        try await world.draft("chance", "b", days: 900)

        let generation = try world.store.generation(of: .tickets, in: .client("a"))
        let report = try await run(world)
        #expect(report.clients["a"]?.tickets == 1)
        #expect(try world.left("tickets") == ["again", "chance", "decided", "imported", "kept", "new"])
        #expect(try world.store.generation(of: .tickets, in: .client("a")) == generation + 1)

        // What was worked on goes in its turn, though its older drafts went before.
        #expect(try await run(world, day: 25).clients["a"]?.tickets == 3)
        #expect(try world.left("tickets") == ["chance", "imported", "kept"])
        #expect(try await run(world, day: 900).total == 0)
    }

    /// Its drafts are gone, and the run came no further.
    @Test func aRunCutShortForgetsNoTicket() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        for number in 0..<1201 {
            try world.open("t\(number)", "a", days: 90)
            if number % 400 == 0 { try await world.draft("t\(number)", "a", days: 80) }
        }
        try await world.execute(
            "CREATE TRIGGER stop BEFORE DELETE ON tickets WHEN OLD.id = 't800' BEGIN SELECT RAISE(ABORT, 'stop'); END")
        await #expect(throws: Problem.self) { try await run(world) }
        #expect(try world.left("drafts").isEmpty)
        #expect(try world.left("tickets").count == 1201)
        try await world.execute("DROP TRIGGER stop")
        #expect(try await run(world).clients["a"]?.tickets == 4)
        #expect(try world.left("tickets").count == 1197)
    }

    @Test func whatTheServiceKeptIsDueAfterItsDraft() async throws {
        let world = try RetentionWorld()
        defer { world.directory.remove() }
        let start = WorkSample.start
        for version in 1...2 {
            _ = try await world.store.accept(
                WorkSample.event("k\(version)", ticket: "1", version: Int64(version), content: "c\(version)"))
            try await CompletionTests.work(world.store, "a", Sample.ticket("1", "a"))
        }
        let worked = try world.store.number("SELECT worked_at FROM tickets WHERE id = '1' AND closed_at IS NULL")
        #expect(Int64(worked) == start.milliseconds)
        // The drafts were taken away otherwise; the ticket is still known as worked on.
        try await world.execute("DELETE FROM drafts")
        let days = RetentionRules(days: 30)
        let before = try await world.store.applyRetention(days, now: start.adding(seconds: 29 * 86_400))
        #expect(before.clients["a"]?.tickets ?? 0 == 0)
        let after = try await world.store.applyRetention(days, now: start.adding(seconds: 31 * 86_400))
        #expect(after.clients["a"]?.tickets == 1)
        #expect(try world.left("tickets").isEmpty)
    }
}
