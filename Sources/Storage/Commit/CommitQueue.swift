internal import Domain
internal import GRDB
internal import Synchronization

/// Group commit: writes that arrive while a transaction is being made durable share the next one, and with it one
/// fsync. Each runs in a savepoint of its own, so one that fails takes nothing of the others with it; none is answered
/// before the transaction that holds it is on disk.
///
/// Every write gets one answer: its result once that is durable, its own error, or why the transaction could not begin
/// or be kept. First come, first served; between two transactions other writers of the pool have their turn.
final class CommitQueue: Sendable {
    private struct State {
        var waiting: [CommitItem] = []
        var isRunning = false
    }

    private let pool: DatabasePool
    private let signal: ChangeSignal
    private let checkpointer: Checkpointer?
    private let state = Mutex(State())
    private let largestBatch: Int
    private let mostWaiting: Int

    /// `largestBatch` bounds how long the first of a batch waits for the last, `mostWaiting` the memory that a disk
    /// which hangs can cost: further writes are refused.
    init(
        pool: DatabasePool, signal: ChangeSignal, checkpointer: Checkpointer? = nil, largestBatch: Int = 256,
        mostWaiting: Int = 16_384
    ) {
        self.pool = pool
        self.signal = signal
        self.checkpointer = checkpointer
        self.largestBatch = largestBatch
        self.mostWaiting = mostWaiting
    }

    /// How many writes wait for their transaction.
    var waitingCount: Int { state.withLock(\.waiting.count) }

    /// Runs `body` in a shared transaction and returns once that is durable. A cancelled caller still gets the result:
    /// the write may have happened. `body` must have no effect but on the database.
    func submit<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let item = CommitItem(body) { continuation.resume(with: $0) }
            let (isTaken, begins) = state.withLock { state in
                guard state.waiting.count < mostWaiting else { return (false, false) }
                state.waiting.append(item)
                defer { state.isRunning = true }
                return (true, !state.isRunning)
            }
            if !isTaken {
                continuation.resume(
                    throwing: Problem(
                        "too many writes wait for the disk", remedy: "Check the health of the disk, then try again"))
            }
            if begins { drain() }
        }
    }

    /// One batch a turn on the writer's queue, which serves in order: writes that do not come through here, an import
    /// or the egress ledger, wait for one batch and not for a lull.
    private func drain() {
        pool.asyncWriteWithoutTransaction { [self] db in
            if let batch = take(largestBatch) {
                run(batch, db)
                checkpointer?.didCommit(db)
            }
            let continues = state.withLock { state in
                state.isRunning = !state.waiting.isEmpty
                return state.isRunning
            }
            if continues { drain() }
        }
    }

    private func take(_ limit: Int) -> [CommitItem]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            let batch = Array(state.waiting.prefix(limit))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func run(_ batch: [CommitItem], _ db: Database) {
        // A write that was on its way while the store was closed.
        guard db.sqliteConnection != nil else {
            let failure = DatabaseError(resultCode: .SQLITE_MISUSE, message: "the store is closed")
            for item in batch { item.refuse(failure) }
            return
        }
        var attempts: [CommitItem.Attempt] = []
        var failure: (any Error)?
        // A worker that found nothing to do must not wake itself with the attempt. Asked within the transaction: outside
        // of it the connection may have been closed.
        var hasChanged = false
        do {
            try db.inTransaction(.immediate) {
                let before = db.totalChangesCount
                for item in batch {
                    let attempt = item.attempt(db)
                    attempts.append(attempt)
                    if let loss = attempt.loss { throw loss }
                }
                hasChanged = db.totalChangesCount != before
                return .commit
            }
        } catch {
            failure = error
        }
        if failure == nil, hasChanged, attempts.contains(where: \.isSuccess) { signal.fire() }
        for attempt in attempts { attempt.answer(failure) }
        guard let failure, attempts.count < batch.count else { return }
        guard attempts.isEmpty else {
            // The transaction was lost on the way: those whose turn had not come get another.
            return state.withLock { $0.waiting.insert(contentsOf: batch[attempts.count...], at: 0) }
        }
        // It could not even begin, as when another program holds the lock: then it cannot for those behind either, and
        // they are told now rather than after waiting for the lock once more each.
        for item in batch { item.refuse(failure) }
        for item in take(Int.max) ?? [] { item.refuse(failure) }
    }
}
