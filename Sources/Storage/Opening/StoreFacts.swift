public import Domain
internal import GRDB

/// What can be told about the data without reading all of it.
public struct StoreFacts: Hashable, Sendable {
    /// The schema's migrations in order.
    public var schema: [String]
    /// Bytes of the database file's pages, and of those that are free.
    public var bytes: Int64
    public var freeBytes: Int64
    public var auditEntries: Int64
    public var egressEntries: Int64
    /// Whether the stored heads are those of the newest entries.
    public var auditHeadFits: Bool
    public var egressHeadFits: Bool
    /// Time of the newest audit entry.
    public var newestAuditAt: Timestamp?
}

extension SQLiteStore {
    public func facts() throws -> StoreFacts {
        try read { db in
            func number(_ sql: String) throws -> Int64 { try Int64.fetchOne(db, sql: sql) ?? 0 }
            func fits(_ ledger: String, _ id: String, _ head: String) throws -> Bool {
                try number(
                    """
                    SELECT coalesce((SELECT \(head) || hex(hash) FROM \(ledger)_head), '')
                        = coalesce((SELECT \(id) || hex(hash) FROM \(ledger) ORDER BY \(id) DESC LIMIT 1), '')
                    """) == 1
            }
            let page = try number("PRAGMA page_size")
            return StoreFacts(
                schema: try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid"),
                bytes: try number("PRAGMA page_count") * page, freeBytes: try number("PRAGMA freelist_count") * page,
                auditEntries: try number("SELECT coalesce(max(id), 0) FROM audit"),
                egressEntries: try number("SELECT coalesce(max(receipt), 0) FROM egress"),
                auditHeadFits: try fits("audit", "id", "entry"),
                egressHeadFits: try fits("egress", "receipt", "receipt"),
                newestAuditAt: try Int64.fetchOne(db, sql: "SELECT at FROM audit ORDER BY id DESC LIMIT 1")
                    .map { Timestamp(milliseconds: $0) })
        }
    }
}
