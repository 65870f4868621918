internal import Domain
internal import GRDB

/// Answers kept for callers who ask again, written with the effect of the request.
enum IdempotencyKeys {
    /// How long an answer is kept.
    static let seconds: Int64 = 24 * 3600

    /// The kept answer. Throws `keyReused` when the key stood for another request.
    static func find(
        _ key: IdempotencyKey, actor: String, now: Timestamp, _ db: Database
    ) throws -> DecisionResult? {
        let query = try Prepared(
            cached: "SELECT request_hash, body FROM idempotency_keys WHERE actor = ? AND key = ? AND at > ?", db)
        defer { query.reset() }
        try query.bind(1, actor)
        try query.bind(2, key.key)
        try query.bind(3, now.adding(seconds: -seconds).milliseconds)
        guard try query.step() else { return nil }
        guard query.bytes(0) == key.requestHash else { throw ReviewRefusal.keyReused }
        var result = try CanonicalJSON().value(DecisionResult.self, from: query.text(1))
        result.isReplay = true
        return result
    }

    static func keep(
        _ result: DecisionResult, _ key: IdempotencyKey, actor: String, now: Timestamp, _ db: Database
    ) throws {
        let prune = try Prepared(cached: "DELETE FROM idempotency_keys WHERE at <= ?", db)
        try prune.bind(1, now.adding(seconds: -seconds).milliseconds)
        try prune.run()
        let insert = try Prepared(
            cached: """
                INSERT OR REPLACE INTO idempotency_keys (actor, key, request_hash, at, status, body)
                VALUES (?, ?, ?, ?, 201, ?)
                """, db)
        try insert.bind(1, actor)
        try insert.bind(2, key.key)
        try insert.bind(3, key.requestHash)
        try insert.bind(4, now.milliseconds)
        try insert.bind(5, try CanonicalJSON().text(result))
        try insert.run()
    }
}
