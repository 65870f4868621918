internal import Domain
internal import GRDB
internal import Synchronization

/// Group commit: writes that arrive while a transaction is being made durable share the next one, and with it one
/// fsync. Each runs in a savepoint of its own, so one that fails takes nothing of the others with it; none is answered
/// before the transaction that holds it is on disk.
final class CommitQueue: Sendable {
    /// A write and how to tell its caller. `body` returns what to call once everything is durable, or lost.
    private struct Item: Sendable {
        var body: @Sendable (Database) -> @Sendable ((any Error)?) -> Void
        /// Tells the caller that the write was never tried.
        var refuse: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Item] = []
        var isRunning = false
    }

    private let pool: DatabasePool
    private let signal: ChangeSignal
    private let state = Mutex(State())
    /// Bounds how long the first of a batch waits for the last.
    private static let largestBatch = 256

    init(pool: DatabasePool, signal: ChangeSignal) {
        self.pool = pool
        self.signal = signal
    }

    /// Runs `body` in a shared transaction and returns once that is durable. A cancelled caller still gets the result:
    /// the write may have happened.
    func submit<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let item = Item(
                body: { db in
                    let outcome = Self.inSavepoint(db, body)
                    return { failure in
                        if let failure, case .success = outcome {
                            continuation.resume(throwing: failure)
                        } else {
                            continuation.resume(with: outcome)
                        }
                    }
                }, refuse: { continuation.resume(throwing: $0) })
            let begins = state.withLock { state in
                state.waiting.append(item)
                defer { state.isRunning = true }
                return !state.isRunning
            }
            if begins { drain() }
        }
    }

    private static func inSavepoint<Value: Sendable>(
        _ db: Database, _ body: @Sendable (Database) throws -> Value
    ) -> Result<Value, any Error> {
        do {
            var value: Value?
            try db.inSavepoint {
                value = try body(db)
                return .commit
            }
            guard let value else { throw CancellationError() }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    private func drain() {
        pool.asyncWriteWithoutTransaction { [self] db in
            while let batch = takeBatch() {
                // A worker that finds nothing to do must not wake itself with the attempt.
                let before = db.totalChangesCount
                run(batch, db)
                if db.totalChangesCount != before { signal.fire() }
            }
        }
    }

    private func takeBatch() -> [Item]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            let batch = Array(state.waiting.prefix(Self.largestBatch))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func run(_ batch: [Item], _ db: Database) {
        var answers: [@Sendable ((any Error)?) -> Void] = []
        var failure: (any Error)?
        do {
            try db.inTransaction(.immediate) {
                for item in batch {
                    answers.append(item.body(db))
                    // A full disk or a failing one makes SQLite roll back everything, the savepoints before included.
                    guard db.isInsideTransaction else {
                        throw DatabaseError(resultCode: .SQLITE_IOERR, message: "the transaction was rolled back")
                    }
                }
                return .commit
            }
        } catch {
            failure = error
        }
        for answer in answers { answer(failure) }
        guard answers.count < batch.count else { return }
        // Items that never ran: the transaction could not begin, or ended before their turn.
        let rest = batch[answers.count...]
        if answers.isEmpty {
            let cause = failure ?? DatabaseError(resultCode: .SQLITE_BUSY)
            for item in rest { item.refuse(cause) }
        } else {
            state.withLock { $0.waiting.insert(contentsOf: rest, at: 0) }
        }
    }
}
