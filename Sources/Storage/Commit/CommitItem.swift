internal import GRDB

/// One write of a shared transaction, and how its caller is told.
struct CommitItem: Sendable {
    /// What became of the write within the transaction, whose own end is still to come.
    struct Attempt: Sendable {
        var isSuccess: Bool
        /// Set when the whole transaction is lost: SQLite rolled it back (full disk, failing disk), or the write's
        /// changes could not be undone alone.
        var loss: (any Error)?
        /// To be called once, when the transaction is durable (nil) or why it is not.
        var answer: @Sendable (_ failure: (any Error)?) -> Void
    }

    let attempt: @Sendable (Database) -> Attempt
    /// Tells the caller that the write was never tried.
    let refuse: @Sendable (any Error) -> Void

    /// `answer` is called exactly once, after `attempt` by what it returns or else by `refuse`.
    init<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value,
        answer: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        attempt = { db in
            let (outcome, loss) = Self.inSavepoint(db, body)
            return Attempt(isSuccess: (try? outcome.get()) != nil, loss: loss) { failure in
                switch outcome {
                case .success: answer(failure.map { .failure($0) } ?? outcome)
                case .failure: answer(outcome)
                }
            }
        }
        refuse = { answer(.failure($0)) }
    }

    /// Not GRDB's own `inSavepoint`, which does not say whether undoing the changes worked.
    private static func inSavepoint<Value>(
        _ db: Database, _ body: (Database) throws -> Value
    ) -> (Result<Value, any Error>, loss: (any Error)?) {
        do {
            try db.execute(sql: "SAVEPOINT item")
        } catch {
            return (.failure(error), error)
        }
        do {
            let value = try body(db)
            try db.execute(sql: "RELEASE item")
            return (.success(value), nil)
        } catch {
            guard db.isInsideTransaction else { return (.failure(error), error) }
            do {
                try db.execute(sql: "ROLLBACK TO item")
                try db.execute(sql: "RELEASE item")
                return (.failure(error), nil)
            } catch let loss {
                return (.failure(error), loss)
            }
        }
    }
}
