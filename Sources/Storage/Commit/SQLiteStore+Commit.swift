internal import Domain
internal import GRDB

extension SQLiteStore {
    /// Runs `body` in a transaction that other writes of the moment may share, and returns when it is durable. What
    /// `body` throws undoes its own changes alone. SQLite's errors become a `Problem`. `body` may run on any thread and
    /// must have no effect but on the database.
    func commit<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try requireWritable()
        do {
            return try await commits.submit(body)
        } catch let error as DatabaseError {
            throw Problem(error, place: path)
        }
    }
}
