import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct CheckpointerTests {
    static func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    @Test func theLogStaysBoundedAndNothingIsLost() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        try store.stopSyncing()
        let body = String(repeating: "x", count: 400_000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let event = WorkSample.event("\(number)", ticket: "\(number)", content: "\(number)\(body)")
                    _ = try await store.accept(event)
                }
                if number >= 8 { try await group.next() }
            }
            try await group.waitForAll()
        }
        // 120 MB were written; the log began anew before that.
        #expect(try Self.size(directory.database + "-wal") < 100_000_000)
        #expect(try Self.size(directory.database) > 20_000_000)
        try store.close()
        #expect(try Self.size(directory.database) > 120_000_000)
        let again = try directory.store()
        #expect(try again.number("SELECT count(*) FROM deliveries WHERE length(body) > 400000") == 300)
        #expect(try again.check().isEmpty)
        try again.close()
    }

    @Test func aCommitLeavesTheLogToItUpToTheBackstop() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let pages = try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA wal_autocheckpoint") }
        #expect(pages == Checkpointer.backstop)
    }
}
