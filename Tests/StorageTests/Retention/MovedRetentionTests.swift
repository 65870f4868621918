import Domain
import GRDB
import Testing

@testable import Storage

/// What was made of a ticket under the name of a client that it has left falls under the rules of both.
@Suite struct MovedRetentionTests {
    private static let tables = ["drafts", "decisions", "jobs", "deliveries"]

    private func world() async throws -> RetentionWorld {
        let world = try RetentionWorld()
        try await world.live("moved", "a", days: 40)
        try await world.live("stays", "a", days: 40)
        var batch = ImportBatch()
        batch.tickets = [Sample.ticket("moved", "b")]
        _ = try world.store.write(batch)
        #expect(try world.store.texts("SELECT ticket_id FROM drafts WHERE is_moved = 1") == ["moved"])
        return world
    }

    @Test func theNewClientsRuleTakesItAway() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        let rules = RetentionRules(days: nil, clients: ["b": 30])
        let report = try await world.store.applyRetention(rules, now: RetentionWorld.now)
        for table in Self.tables { #expect(try world.left(table) == ["stays"], "\(table)") }
        #expect(try world.store.body(ofReceipt: 1)?.isEmpty == true)
        #expect(try world.store.body(ofReceipt: 2)?.isEmpty == false)
        // The entry bears the former client's name, and so does its tombstone.
        #expect(report.clients["a"]?.egressBodies == 1)
        #expect(try world.store.verify().isSound)
        #expect(try world.store.verifyAudit().isSound)
        #expect(try await world.store.applyRetention(rules, now: RetentionWorld.now).total == 0)
    }

    @Test func theFormerClientsRuleTakesItAway() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        let rules = RetentionRules(days: nil, clients: ["a": 30])
        _ = try await world.store.applyRetention(rules, now: RetentionWorld.now)
        for table in Self.tables { #expect(try world.left(table).isEmpty, "\(table)") }
        #expect(try world.store.body(ofReceipt: 1)?.isEmpty == true)
        #expect(try world.store.verify().isSound)
    }

    @Test func whatNeitherRuleTakesStays() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        let rules = RetentionRules(days: 10, clients: ["a": nil, "b": 60])
        _ = try await world.store.applyRetention(rules, now: RetentionWorld.now)
        for table in Self.tables { #expect(try world.left(table) == ["moved", "stays"], "\(table)") }
    }
}
