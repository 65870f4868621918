public import Domain
internal import Foundation
internal import GRDB

/// Records, the egress ledger and the answers in one SQLite file, `DIRECTORY/sidenote.sqlite`.
///
/// Write-ahead logging with `synchronous=FULL`: what a method has returned from survives a power cut. Readers never
/// wait for a writer. Several processes may read; writers of several processes wait for each other for up to five
/// seconds. All text is stored and read back byte for byte, NULs included.
public final class SQLiteStore: Sendable {
    /// Path of the database file.
    public let path: String
    public let mode: OpenMode
    let pool: DatabasePool
    let clock: any Clock
    /// Fires after each write of the service's kind (deliveries, jobs, drafts, decisions).
    public let changes: ChangeSignal
    let commits: CommitQueue
    /// The rules of the job queue.
    let machine: JobMachine

    private let checkpointer: Checkpointer?

    private init(
        path: String, mode: OpenMode, pool: DatabasePool, checkpointer: Checkpointer?, clock: any Clock,
        machine: JobMachine
    ) {
        self.path = path
        self.mode = mode
        self.pool = pool
        self.clock = clock
        changes = ChangeSignal()
        commits = CommitQueue(pool: pool, signal: changes, checkpointer: checkpointer)
        self.checkpointer = checkpointer
        self.machine = machine
    }

    /// Opens the store in `directory`, which is created (mode 0700) for `.readWrite`, and brings its schema up to date.
    ///
    /// Throws a `Problem` when the file is damaged, is something else, comes from a newer version, is locked by
    /// another writer or cannot be read or written. A file refused for what it holds is never changed.
    public static func open(
        directory: String, mode: OpenMode = .readWrite, clock: any Clock = SystemClock(),
        machine: JobMachine = JobMachine()
    ) throws(Problem) -> SQLiteStore {
        let place = DataDirectory(path: directory)
        let path = place.database
        if mode == .readWrite { try place.create() }
        let header = try DatabaseHeader.read(path)
        if header == nil {
            guard mode == .readWrite else {
                throw Problem(
                    "there is no data here yet", place: path, remedy: "Run sidenote import first, or name --data")
            }
            try place.createDatabase()
        }
        return try Self.translate(at: path) {
            // Looked at through a read-only connection first: opening a pool for writing writes.
            if header != nil {
                let address = place.address(for: .readOnly)
                try checkIdentity(try DatabaseQueue(path: address, configuration: configuration(.readOnly)), mode, path)
            }
            let pool = try DatabasePool(path: place.address(for: mode), configuration: configuration(mode))
            let checkpointer =
                mode == .readWrite
                ? try Checkpointer(path: path, pool: pool, configuration: configuration(mode)) : nil
            let store = SQLiteStore(
                path: path, mode: mode, pool: pool, checkpointer: checkpointer, clock: clock, machine: machine)
            if mode == .readWrite {
                try Schema.migrator().migrate(pool)
                try store.requireFullSync()
            }
            return store
        }
    }

    static func configuration(_ mode: OpenMode) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = mode == .readOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -16384")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            // A delivery's body may hold secrets: what is emptied is overwritten too.
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    /// Whether the file is ours, and of a schema this program knows. Reads only.
    private static func checkIdentity(_ queue: DatabaseQueue, _ mode: OpenMode, _ path: String) throws {
        let migrator = Schema.migrator()
        try queue.read { db in
            _ = try Int64.fetchOne(db, sql: "PRAGMA schema_version")
            let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'table'") ?? 0
            guard id == DatabaseHeader.applicationID || (id == 0 && tables == 0) else {
                throw Problem(
                    "the file is another program's database", place: path,
                    remedy: "Nothing was changed. Name another --data folder")
            }
            if try migrator.hasBeenSuperseded(db) {
                throw Problem(
                    "the data was written by a newer Sidenote", place: path,
                    remedy: "Nothing was changed. Upgrade this sidenote, or restore a backup from before the upgrade")
            }
            if mode == .readOnly, try !migrator.hasCompletedMigrations(db) {
                throw Problem(
                    "the data was written by an older Sidenote", place: path,
                    remedy: "Run sidenote import or sidenote enrich once with write permission to upgrade it")
            }
        }
    }

    /// GRDB sets `synchronous=NORMAL` when it turns on write-ahead logging, so FULL is set after opening and read back.
    private func requireFullSync() throws {
        let (sync, journal) = try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Checkpointer.backstop)")
            return (
                try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode")
            )
        }
        guard sync == 2, journal == "wal" else {
            throw Problem(
                "the database does not write durably (synchronous \(sync ?? -1), journal \(journal ?? "none"))",
                place: path, remedy: "Put the data folder on a local disk")
        }
    }

    /// Reads the whole file for damage and returns what SQLite found, one line a finding; empty when it is sound.
    /// Takes seconds on large data.
    public func check(limit: Int = 10) throws(Problem) -> [String] {
        try findings(of: "quick_check", limit)
    }

    /// The same with every index compared with its table; several times slower.
    public func fullCheck(limit: Int = 10) throws(Problem) -> [String] {
        try findings(of: "integrity_check", limit)
    }

    private func findings(of check: String, _ limit: Int) throws(Problem) -> [String] {
        try Self.translate(at: path) {
            do {
                let lines = try pool.unsafeReentrantRead { db in
                    try String.fetchAll(db, sql: "PRAGMA \(check)(\(max(1, limit)))")
                }
                return lines == ["ok"] ? [] : lines
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                // Damage so deep that the check itself fails.
                return [error.message ?? "the file is damaged"]
            }
        }
    }

    /// Moves everything from the write-ahead log into the database file and closes it. Reads and writes fail after.
    public func close() throws(Problem) {
        try Self.translate(at: path) {
            // The connection closed last is a reader's, which may not do this. A failure (full disk, a reader of
            // another process) loses nothing: the log is read at the next opening.
            try checkpointer?.close()
            if mode == .readWrite { _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
            try pool.close()
        }
    }
}

extension SQLiteStore {
    /// Runs `body` on a snapshot of the data. May be called while another read of the same thread is under way.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try mapping {
            try pool.unsafeReentrantRead { db in
                if db.isInsideTransaction { return try body(db) }
                var value: Value?
                try db.inTransaction(.deferred) {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw CancellationError() }
                return value
            }
        }
    }

    /// Passes on every error but SQLite's, which become a `Problem`.
    func mapping<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw Problem(error, place: path)
        }
    }

    /// Turns every error into a `Problem`.
    static func translate<Value>(at path: String, _ body: () throws -> Value) throws(Problem) -> Value {
        do {
            return try body()
        } catch let problem as Problem {
            throw problem
        } catch let error as DatabaseError {
            throw Problem(error, place: path)
        } catch {
            throw Problem("\(error)", place: path)
        }
    }

    func requireWritable() throws {
        guard mode == .readWrite else {
            throw Problem("the data was opened for reading only", place: path, remedy: "Open it for writing")
        }
    }
}
