import Domain

@testable import Storage

extension SQLiteStore {
    /// As if every session had been made so long ago that it ends then.
    func moveSessionEnds(to time: Timestamp) async throws {
        try await commit { db in
            try Prepared(fresh: "UPDATE sessions SET ends_at = \(time.milliseconds)", db).run()
        }
    }

    /// Makes the audit ledger refuse every entry from now on, as a failing disk would.
    func breakAudit() async throws {
        try await commit { db in
            try Prepared(
                fresh: """
                    CREATE TRIGGER audit_broken BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'broken'); END
                    """, db
            ).run()
        }
    }
}
