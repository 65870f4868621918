internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Moves the write-ahead log into the database file beside the commits. SQLite by itself does so within the commit that
/// brings the log to 1,000 pages, which then waits for two more syncs and some thousand page writes.
///
/// A connection of its own copies what it finds while commits go on. These keep adding to the log, so it would never be
/// copied to its end and begin anew: once it is long, the little that is left is copied on the writer's queue between
/// two commits. Writes that do not come through `CommitQueue` rely on SQLite's own rule, at `backstop`.
final class Checkpointer: Sendable {
    private struct State {
        var isRunning = false
        /// Pages that the writer had written when the log was last looked at.
        var seen: Int32 = 0
    }

    /// Pages written after which the log is copied, 4 MB.
    static let interval: Int32 = 1_024
    /// Pages from which the log is to begin anew, 16 MB.
    static let long = 4_096
    /// Pages at which a commit copies the log itself, 64 MB.
    static let backstop = 16_384

    private let connection: DatabaseQueue
    private let pool: DatabasePool
    private let state = Mutex(State())

    init(path: String, pool: DatabasePool, configuration: Configuration) throws {
        connection = try DatabaseQueue(path: path, configuration: configuration)
        self.pool = pool
    }

    /// To be called on the writer's queue after a commit.
    func didCommit(_ db: Database) {
        // A write that was still waiting when the connection was closed comes here too.
        guard let connection = db.sqliteConnection else { return }
        var pages: Int32 = 0
        var highest: Int32 = 0
        sqlite3_db_status(connection, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 0)
        let begins = state.withLock { state in
            guard !state.isRunning, pages &- state.seen >= Self.interval else { return false }
            state.isRunning = true
            state.seen = pages
            return true
        }
        if begins { copy() }
    }

    /// A failure (full disk, another process's checkpoint) loses nothing: the log stays as it is, and grows.
    private func copy() {
        connection.asyncWriteWithoutTransaction { [self] db in
            guard copy(db) >= Self.long else { return finish() }
            pool.asyncWriteWithoutTransaction { [self] db in
                copy(db)
                finish()
            }
        }
    }

    /// The pages in the log.
    @discardableResult
    private func copy(_ db: Database) -> Int {
        guard db.sqliteConnection != nil, let log = try? db.checkpoint(.passive) else { return 0 }
        return log.walFrameCount
    }

    private func finish() {
        state.withLock { $0.isRunning = false }
    }

    func close() throws {
        try connection.close()
    }
}
