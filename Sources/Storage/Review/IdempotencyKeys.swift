internal import Domain
internal import GRDB

/// Answers kept for callers who ask again, written with the effect of the request.
struct IdempotencyKeys {
    /// How long an answer is kept.
    static let seconds: Int64 = 24 * 3600

    /// As `Actor.description` writes it.
    let actor: String
    let now: Timestamp
    let db: Database

    /// The kept answer where the key has one; else what `act` gives, kept with what `act` writes. What `act` throws is
    /// not kept. Without a key it is always `act`. Throws `keyReused` when the key stood for another request.
    func once<Answer: Codable & Sendable>(
        _ key: IdempotencyKey?, _ act: () throws -> Answer
    ) throws -> ActResult<Answer> {
        guard let key else { return ActResult(try act()) }
        if let kept = try find(Answer.self, key) { return ActResult(kept, isReplay: true) }
        let answer = try act()
        try keep(answer, key)
        return ActResult(answer)
    }

    /// The kept answer.
    ///
    /// - Throws: `ReviewRefusal.keyReused` where the key stands for another request.
    func find<Answer: Decodable>(_ type: Answer.Type, _ key: IdempotencyKey) throws -> Answer? {
        let query = try Prepared(
            cached: "SELECT request_hash, body FROM idempotency_keys WHERE actor = ? AND key = ? AND at > ?", db)
        defer { query.reset() }
        try query.bind(1, actor)
        try query.bind(2, key.key)
        try query.bind(3, now.adding(seconds: -Self.seconds).milliseconds)
        guard try query.step() else { return nil }
        // The hash covers which operation it is, and with it the answer's type.
        guard query.bytes(0) == key.requestHash else { throw ReviewRefusal.keyReused }
        return try CanonicalJSON().value(type, from: query.text(1))
    }

    private func keep(_ answer: some Encodable, _ key: IdempotencyKey) throws {
        let prune = try Prepared(cached: "DELETE FROM idempotency_keys WHERE at <= ?", db)
        try prune.bind(1, now.adding(seconds: -Self.seconds).milliseconds)
        try prune.run()
        let insert = try Prepared(
            cached: """
                INSERT OR REPLACE INTO idempotency_keys (actor, key, request_hash, at, body) VALUES (?, ?, ?, ?, ?)
                """, db)
        try insert.bind(1, actor)
        try insert.bind(2, key.key)
        try insert.bind(3, key.requestHash)
        try insert.bind(4, now.milliseconds)
        try insert.bind(5, try CanonicalJSON().text(answer))
        try insert.run()
    }
}
