public import Domain

extension SQLiteStore: AuditLedger {
    public func record(_ entry: AuditEntry) async throws {
        try await commit { db in try AuditChain.append(entry, db) }
    }
}
