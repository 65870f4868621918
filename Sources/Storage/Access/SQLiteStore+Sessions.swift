public import Domain
internal import GRDB

extension SQLiteStore {
    public func createSession(
        secret: String, account id: String, endsAt: Timestamp, audit: AuditEntry
    ) async throws {
        let digest = try AccessRows.digest(secret)
        let now = clock.now()
        try await commit { db in
            let row = try Self.enabledAccount(id, db).row
            let insert = try Prepared(
                cached: """
                    INSERT INTO sessions (digest, account, created_at, last_seen_at, ends_at) VALUES (?, ?, ?, ?, ?)
                    """, db)
            try insert.bind(1, digest)
            try insert.bind(2, row)
            try insert.bind(3, now.milliseconds)
            try insert.bind(4, now.milliseconds)
            try insert.bind(5, endsAt.milliseconds)
            try insert.run()
            try AuditChain.append(audit, db)
        }
    }

    public func session(secret: String, idleSeconds: Int64, now: Timestamp) throws -> Session? {
        guard !secret.isEmpty else { return nil }
        let digest = try AccessRows.digest(secret)
        return try read { db in
            try rows(
                """
                SELECT \(AccessRows.accountColumns), s.created_at, s.last_seen_at, s.ends_at
                FROM sessions s JOIN accounts a ON a.id = s.account
                WHERE s.digest = ? AND a.is_disabled = 0 AND s.ends_at > ? AND s.last_seen_at >= ?
                """, db,
                bind: {
                    try $0.bind(1, digest)
                    try $0.bind(2, now.milliseconds)
                    try $0.bind(3, now.adding(seconds: -idleSeconds).milliseconds)
                },
                { row in
                    Session(
                        account: try AccessRows.account(row), createdAt: Timestamp(milliseconds: row.integer(10)),
                        lastSeenAt: Timestamp(milliseconds: row.integer(11)),
                        endsAt: Timestamp(milliseconds: row.integer(12)))
                }
            ).first
        }
    }

    public func touchSession(secret: String, now: Timestamp) async throws {
        guard !secret.isEmpty else { return }
        let digest = try AccessRows.digest(secret)
        try await commit { db in
            let update = try Prepared(cached: "UPDATE sessions SET last_seen_at = ? WHERE digest = ?", db)
            try update.bind(1, now.milliseconds)
            try update.bind(2, digest)
            try update.run()
        }
    }

    /// A cookie without a session ends nothing and leaves no entry.
    public func endSession(secret: String, audit: AuditEntry) async throws {
        guard !secret.isEmpty else { return }
        let digest = try AccessRows.digest(secret)
        try await commit { db in
            let delete = try Prepared(cached: "DELETE FROM sessions WHERE digest = ?", db)
            try delete.bind(1, digest)
            try delete.run()
            guard db.changesCount > 0 else { return }
            try AuditChain.append(audit, db)
        }
    }

    /// The entry is written even where no session was open, and is told how many were.
    public func endSessions(account id: String, audit: AuditEntry) async throws {
        try await commit { db in
            let row = try AccessRows.account(id, db).row
            try Self.run("DELETE FROM sessions WHERE account = ?", row, db)
            var audit = audit
            if audit.detail["sessions"] == nil { audit.detail["sessions"] = String(db.changesCount) }
            try AuditChain.append(audit, db)
        }
    }

    static func enabledAccount(_ id: String, _ db: Database) throws -> (row: Int64, account: Account) {
        let found = try AccessRows.account(id, db)
        guard !found.account.isDisabled else {
            throw Problem(
                "the account is disabled", place: "accounts", remedy: "Enable it: sidenote user enable LOGIN")
        }
        return found
    }
}
