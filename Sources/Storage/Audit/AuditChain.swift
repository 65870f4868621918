internal import Digest
internal import Domain
internal import GRDB

/// How an entry of the audit ledger is hashed: SHA-256 over the fields below as `FieldDigest` serialises them, beginning
/// with the hash of the entry before it.
enum AuditChain {
    /// What stands in for the hash before the first entry.
    static let origin = [UInt8](repeating: 0, count: SHA256Digest.byteCount)

    struct Fields {
        var id: Int64
        var previous: [UInt8]
        var at: Int64
        var actor: String
        var act: String
        var object: String
        var clientID: String?
        /// Canonical JSON of the details.
        var detail: String
    }

    static func hash(_ fields: Fields) throws(DigestUnavailable) -> [UInt8] {
        var digest = try FieldDigest(domain: "sidenote audit 1")
        try digest.add(fields.previous)
        try digest.add(fields.id)
        try digest.add(fields.at)
        try digest.add(fields.actor)
        try digest.add(fields.act)
        try digest.add(fields.object)
        try digest.add(fields.clientID)
        try digest.add(fields.detail)
        return try digest.finalize()
    }

    /// Appends within the transaction of the act: both are kept or neither.
    static func append(_ entry: AuditEntry, _ db: Database) throws {
        let head = try Prepared(cached: "SELECT entry, hash FROM audit_head WHERE id = 1", db)
        var fields = Fields(
            id: 1, previous: origin, at: entry.at.milliseconds, actor: entry.actor.description,
            act: entry.act.rawValue, object: entry.object, clientID: entry.clientID?.rawValue,
            detail: try CanonicalJSON().text(entry.detail))
        if try head.step() {
            fields.id = head.integer(0) + 1
            fields.previous = head.bytes(1)
        }
        head.reset()
        let hash = try hash(fields)
        let insert = try Prepared(
            cached: """
                INSERT INTO audit (id, prev_hash, hash, at, actor, act, object, client_id, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, db)
        try insert.bind(1, fields.id)
        try insert.bind(2, fields.previous)
        try insert.bind(3, hash)
        try insert.bind(4, fields.at)
        try insert.bind(5, fields.actor)
        try insert.bind(6, fields.act)
        try insert.bind(7, fields.object)
        try insert.bind(8, fields.clientID)
        try insert.bind(9, fields.detail)
        try insert.run()
        let update = try Prepared(
            cached: "INSERT OR REPLACE INTO audit_head (id, entry, hash) VALUES (1, ?, ?)", db)
        try update.bind(1, fields.id)
        try update.bind(2, hash)
        try update.run()
    }
}
