/// The append-only, hash-chained record of every act.
public protocol AuditLedger: Sendable {
    /// Writes the entry durably, for acts that change nothing else (a view, a failed sign-in). An act whose entry
    /// cannot be written must be refused by the caller.
    func record(_ entry: AuditEntry) async throws
}
