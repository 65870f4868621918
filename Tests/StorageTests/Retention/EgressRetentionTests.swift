import Digest
import Domain
import GRDB
import Testing

@testable import Storage

/// Only retention may empty a body, and only with a tombstone.
@Suite struct EgressRetentionTests {
    private static let rules = RetentionRules(days: 30)

    private func world() async throws -> RetentionWorld {
        let world = try RetentionWorld()
        for (ticket, client, days) in [("1", "a", 40), ("2", "b", 40), ("3", "a", 20), ("4", "a", 35)]
            as [(
                String, String, Int64
            )]
        {
            try await world.live(ticket, client, days: days)
        }
        _ = try await world.store.applyRetention(Self.rules, now: RetentionWorld.now)
        return world
    }

    @Test func theChainStaysSound() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        #expect(try (1...4).map { try world.store.body(ofReceipt: $0)?.isEmpty } == [true, true, false, true])
        let result = try world.store.verify()
        #expect(result.isSound && result.count == 4)
        #expect(try world.store.entries().allSatisfy { $0.receipt.bytes > 0 && $0.answerStatus == 200 })
    }

    @Test func anEmptiedAnswerIsNotUsedAgain() async throws {
        let world = try await world()
        defer { world.directory.remove() }
        for entry in try world.store.entries() {
            let answer = try await world.store.answer(
                to: entry.receipt.sha256, endpoint: entry.receipt.endpoint, ticket: entry.ticketID)
            #expect((answer != nil) == (entry.receipt.receipt == 3))
        }
    }

    /// What the triggers refuse although tombstones exist.
    @Test(arguments: [
        "UPDATE egress SET body = x'' WHERE receipt = 3", "UPDATE egress SET body = x'01' WHERE receipt = 1",
        "UPDATE egress SET body = x'', at = 1 WHERE receipt = 1", "UPDATE egress SET sha256 = '' WHERE receipt = 1",
        "UPDATE egress SET client_id = NULL WHERE receipt = 1", "UPDATE egress SET bytes = 0 WHERE receipt = 1",
        "DELETE FROM egress WHERE receipt = 1", "UPDATE answers SET body = '' WHERE receipt = 3",
        "UPDATE answers SET body = 'x' WHERE receipt = 1", "UPDATE answers SET status = 500 WHERE receipt = 1",
        "UPDATE answers SET receipt = 2 WHERE receipt = 1", "DELETE FROM answers WHERE receipt = 1",
    ])
    func nothingElseMayChange(_ sql: String) async throws {
        let world = try await world()
        defer { world.directory.remove() }
        await #expect(throws: DatabaseError.self) { try await world.execute(sql) }
        #expect(try world.store.verify().isSound)
    }

    /// Whoever goes round the triggers is found.
    @Test(arguments: [
        ("UPDATE egress SET body = x'' WHERE receipt = 3", 3), ("UPDATE egress SET body = x'01' WHERE receipt = 1", 1),
        ("UPDATE egress SET body = x'', bytes = 0 WHERE receipt = 4", 4),
        ("UPDATE egress SET sha256 = upper(sha256) WHERE receipt = 1", 1),
        (
            """
            DROP TRIGGER answers_no_delete; DELETE FROM answers WHERE receipt = 2; DELETE FROM egress WHERE receipt = 2
            """, 2
        ),
        // Without the tombstone there is no excuse; that it is gone the audit ledger tells too.
        (
            "DROP TRIGGER audit_no_delete; DELETE FROM egress_tombstones; DELETE FROM audit WHERE client_id = 'b'", 2
        ),
        (
            "DROP TRIGGER audit_no_update; UPDATE audit SET client_id = 'c' WHERE client_id = 'a'", 1
        ),
    ])
    func everyOtherRemovalIsFound(_ sql: String, _ receipt: Int64) async throws {
        let world = try await world()
        defer { world.directory.remove() }
        try await world.execute("DROP TRIGGER egress_no_update; DROP TRIGGER egress_no_delete")
        try await world.execute(sql)
        #expect(try world.store.verify().firstBroken == receipt)
        if sql.contains("audit") { #expect(try !world.store.verifyAudit().isSound) }
    }
}
