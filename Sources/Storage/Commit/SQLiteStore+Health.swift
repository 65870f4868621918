internal import Domain
internal import GRDB

extension SQLiteStore {
    /// Proves that the store can be written: changes a row and returns once that is on disk. Throws a `Problem`
    /// otherwise. Costs a sync of the disk, so ask every few seconds at most.
    public func probeWrite() async throws {
        let now = clock.now().milliseconds
        try await commit { db in
            let update = try Prepared(cached: "UPDATE health SET checked_at = ? WHERE id = 1", db)
            try update.bind(1, now)
            try update.run()
        }
    }
}
