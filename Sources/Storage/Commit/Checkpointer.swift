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
        /// How many pages the writer had written in all when the log was last looked at…
        var seen: Int32 = 0
        /// … and when it was last known to be short.
        var short: Int32 = 0
    }

    /// Pages written after which the log is copied, 4 MB.
    static let interval: Int32 = 1_024
    /// Pages from which the log is to begin anew, 16 MB.
    static let long = 4_096
    /// Pages after which the writer waits for the copy: a disk that is too slow for both. 64 MB.
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
        guard let pages = Self.pagesWritten(db) else { return }
        let (begins, waits) = state.withLock { state in
            let waits = pages &- state.short >= Self.backstop
            guard !state.isRunning, !waits, pages &- state.seen >= Self.interval else { return (false, waits) }
            state.isRunning = true
            state.seen = pages
            return (true, false)
        }
        if begins { begin() }
        if waits {
            // Behind the copy that is under way, if any; nothing there waits for the writer.
            connection.writeWithoutTransaction { _ = $0 }
            end(db)
        }
    }

    /// A failure (full disk, another process's checkpoint) loses nothing: the log stays as it is, and grows.
    private func begin() {
        connection.asyncWriteWithoutTransaction { [self] db in
            let length = copy(db)
            guard let length, length >= Self.long else {
                return state.withLock { state in
                    state.isRunning = false
                    if length != nil { state.short = state.seen }
                }
            }
            pool.asyncWriteWithoutTransaction { [self] db in
                end(db)
                state.withLock { $0.isRunning = false }
            }
        }
    }

    /// Copies what is left, on the writer's queue: the next commit begins the log anew.
    private func end(_ db: Database) {
        copy(db)
        guard let pages = Self.pagesWritten(db) else { return }
        state.withLock { $0.short = pages }
    }

    /// How many pages the connection has written in all.
    private static func pagesWritten(_ db: Database) -> Int32? {
        // SQLite does not survive being asked about a closed connection.
        guard let handle = db.sqliteConnection else { return nil }
        var pages: Int32 = 0
        var highest: Int32 = 0
        sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 0)
        return pages
    }

    /// The pages in the log; nil when it could not be copied.
    @discardableResult
    private func copy(_ db: Database) -> Int? {
        guard db.sqliteConnection != nil else { return nil }
        return try? db.checkpoint(.passive).walFrameCount
    }

    func close() throws {
        try connection.close()
    }
}
