public import Domain

/// One entry as a line of the export: everything that was hashed, so that a third party can recompute the chain. The
/// format is described in `docs/audit.md`.
public struct AuditExport: Encodable {
    private let record: AuditRecord

    public init(_ record: AuditRecord) {
        self.record = record
    }

    /// JSON without a line break.
    public func line() throws -> String {
        try CanonicalJSON().text(self)
    }

    private enum Key: String, CodingKey {
        case id, hash, at, actor, act, object, detail
        case previousHash = "prev_hash"
        case milliseconds = "at_ms"
        case clientID = "client_id"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(record.id, forKey: .id)
        try container.encode(record.previousHash, forKey: .previousHash)
        try container.encode(record.hash, forKey: .hash)
        try container.encode(record.at, forKey: .at)
        try container.encode(record.at.milliseconds, forKey: .milliseconds)
        try container.encode(record.actor, forKey: .actor)
        try container.encode(record.act.rawValue, forKey: .act)
        try container.encode(record.object, forKey: .object)
        // Written as null, since “no client” is hashed too.
        try container.encode(record.clientID, forKey: .clientID)
        try container.encode(record.detailText, forKey: .detail)
    }
}
