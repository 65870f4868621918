import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct CommitQueueTests {
    @Test func oneThatFailsTakesNothingOfTheOthersWithIt() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try SQLiteStore.open(directory: directory.data)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await store.commit { db in
                            try AuditChain.append(
                                AuditEntry(
                                    at: Timestamp(seconds: 1), actor: Actor(.system, "test"), act: "tried",
                                    object: "\(number)"), db)
                            if number % 7 == 0 { throw LeaseLost() }
                        }
                        return true
                    } catch is LeaseLost {
                        return false
                    }
                }
            }
            var kept = 0
            for try await isKept in group where isKept { kept += 1 }
            #expect(kept == 171)
        }
        let rows = try store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM audit") }
        #expect(rows == 171)
    }

    @Test func aWriteThatCannotBeginIsRefused() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try SQLiteStore.open(directory: directory.data)
        try store.close()
        await #expect(throws: (any Error).self) {
            try await store.record(
                AuditEntry(at: Timestamp(seconds: 1), actor: Actor(.system, "test"), act: "tried"))
        }
    }
}
