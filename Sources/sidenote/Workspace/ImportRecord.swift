import Domain
import Storage

/// The entry that an import leaves in the audit ledger: how many records of each kind, and none of their names.
struct ImportRecord {
    private(set) var counts: [String: ImportCounts] = [:]

    mutating func add(_ written: [String: ImportCounts]) {
        for (kind, count) in written { counts[kind, default: ImportCounts()] += count }
    }

    var entry: AuditEntry {
        var detail: [String: String] = [:]
        for (kind, count) in counts {
            for (what, number) in [
                ("inserted", count.inserted), ("updated", count.updated), ("unchanged", count.unchanged),
            ] where number > 0 {
                detail["\(kind)_\(what)"] = String(number)
            }
        }
        return AuditEntry(
            at: SystemClock().now(), actor: ConsoleAccess.actor, act: "records_imported", object: "records",
            detail: detail)
    }

    /// Nothing when no record reached the store.
    func write(to store: SQLiteStore) async throws {
        guard !counts.isEmpty else { return }
        do {
            try await store.record(entry)
        } catch {
            let cause = (error as? Problem)?.what ?? "\(type(of: error))"
            throw Problem(
                "the records are stored, but the audit ledger could not be told of it: \(cause)", place: store.path,
                remedy: "Put right what keeps the ledger from being written, then import the same again")
        }
    }
}
