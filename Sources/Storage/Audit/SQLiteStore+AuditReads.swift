internal import Digest
public import Domain
internal import GRDB

extension SQLiteStore {
    private static let auditColumns = "id, prev_hash, hash, at, actor, act, object, client_id, detail"

    /// Entries that the filter lets through, newest first: at most `limit` of those below `before`.
    public func auditEntries(
        _ filter: AuditFilter = AuditFilter(), before: Int64? = nil, limit: Int = 50
    ) throws -> [AuditRecord] {
        var conditions = Conditions()
        if let client = filter.client { conditions.add("client_id = ?", client.rawValue) }
        if filter.isAboutClient { conditions.add("client_id IS NOT NULL") }
        if let actor = filter.actor { conditions.add("actor = ?", actor) }
        if let act = filter.act { conditions.add("act = ?", act.rawValue) }
        if let object = filter.object { conditions.add("object = ?", object) }
        if let since = filter.since { conditions.add("at >= ?", since.milliseconds) }
        if let until = filter.until { conditions.add("at < ?", until.milliseconds) }
        if let before { conditions.add("id < ?", before) }
        try conditions.admit(filter.audience)
        return try rows(
            "SELECT \(Self.auditColumns) FROM audit", conditions, "ORDER BY id DESC", limit: limit, Self.record)
    }

    /// Entries in order of number, without holding them all in memory: those since a time, of one client or of all.
    public func eachAuditEntry(
        since: Timestamp? = nil, client: ClientID? = nil, _ body: (AuditRecord) throws -> Void
    ) throws {
        var last: Int64 = 0
        while true {
            // Page by page: one long read would keep the write-ahead log from being cleared.
            let page = try read { db in
                try rows(
                    """
                    SELECT \(Self.auditColumns) FROM audit
                    WHERE id > ?1 AND (?2 IS NULL OR client_id = ?2) AND (?3 IS NULL OR at >= ?3) ORDER BY id LIMIT 1000
                    """, db,
                    bind: {
                        try $0.bind(1, last)
                        try $0.bind(2, client?.rawValue)
                        try $0.bind(3, since?.milliseconds)
                    },
                    { try Self.record($0) })
            }
            for record in page { try body(record) }
            guard let end = page.last else { return }
            last = end.id
        }
    }

    /// The newest entry, to be anchored elsewhere.
    public func auditHead() throws -> AuditAnchor {
        try read { db in try Self.storedHead(db) } ?? AuditAnchor(entry: 0, hash: AuditChain.origin)
    }

    /// Recomputes the chain from the first entry and names the first that does not hold.
    ///
    /// An alteration, insertion, deletion or cut at either end shows, unless all later hashes and the stored head were
    /// recomputed too: against that, keep heads elsewhere and give them as `anchors`. `progress` is told every
    /// thousand entries how many of how many were read, and may throw to break off. Throws when the ledger cannot be
    /// read.
    public func verifyAudit(
        anchors: [AuditAnchor] = [], progress: ((_ done: Int64, _ of: Int64) throws -> Void)? = nil
    ) throws -> AuditVerification {
        try read { db in
            let head = try Self.storedHead(db)
            let count = try Int64.fetchOne(db, sql: "SELECT count(*) FROM audit") ?? 0
            var verifier = AuditVerifier(anchors: anchors)
            let query = try Prepared(fresh: "SELECT \(Self.auditColumns) FROM audit ORDER BY id", db)
            defer { query.reset() }
            var done: Int64 = 0
            while verifier.isSound, try query.step() {
                try verifier.take(
                    AuditChain.Fields(
                        id: query.integer(0), previous: query.bytes(1), at: query.integer(3), actor: query.text(4),
                        act: query.text(5), object: query.text(6), clientID: query.optionalText(7),
                        detail: query.text(8)),
                    hash: query.bytes(2))
                done += 1
                if done % 1000 == 0 { try progress?(done, count) }
            }
            return verifier.result(count: count, head: head)
        }
    }

    static func storedHead(_ db: Database) throws -> AuditAnchor? {
        let query = try Prepared(cached: "SELECT entry, hash FROM audit_head WHERE id = 1", db)
        defer { query.reset() }
        return try query.step() ? AuditAnchor(entry: query.integer(0), hash: query.bytes(1)) : nil
    }

    private static func record(_ row: Prepared) throws -> AuditRecord {
        let detail = row.text(8)
        return AuditRecord(
            id: row.integer(0), previousHash: Hexadecimal.text(row.bytes(1)), hash: Hexadecimal.text(row.bytes(2)),
            at: Timestamp(milliseconds: row.integer(3)), actor: row.text(4), act: .init(rawValue: row.text(5)),
            object: row.text(6), clientID: row.optionalText(7).map { ClientID($0) },
            detail: try CanonicalJSON().value([String: String].self, from: detail), detailText: detail)
    }
}
