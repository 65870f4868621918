public import Domain
internal import GRDB

extension SQLiteStore {
    public func createLink(secret: String, account id: String, expiresAt: Timestamp, by actor: Actor) async throws {
        let digest = try AccessRows.digest(secret)
        let now = clock.now()
        try await commit { db in
            let row = try Self.enabledAccount(id, db).row
            let insert = try Prepared(cached: "INSERT INTO links (digest, account, expires_at) VALUES (?, ?, ?)", db)
            try insert.bind(1, digest)
            try insert.bind(2, row)
            try insert.bind(3, expiresAt.milliseconds)
            try insert.run()
            try AuditChain.append(
                AuditEntry(
                    at: now, actor: actor, act: "link_created", object: "user:\(id)",
                    detail: ["expires_at": expiresAt.description]), db)
        }
    }

    public func redeemLink(secret: String, now: Timestamp) async throws -> Account? {
        guard !secret.isEmpty else { return nil }
        let digest = try AccessRows.digest(secret)
        return try await commit { db in
            let update = try Prepared(
                cached: "UPDATE links SET used_at = ? WHERE digest = ? AND used_at IS NULL AND expires_at > ?", db)
            try update.bind(1, now.milliseconds)
            try update.bind(2, digest)
            try update.bind(3, now.milliseconds)
            try update.run()
            guard db.changesCount == 1 else { return nil }
            let query = try Prepared(
                cached: """
                    SELECT \(AccessRows.accountColumns) FROM links l JOIN accounts a ON a.id = l.account
                    WHERE l.digest = ?
                    """, db)
            defer { query.reset() }
            try query.bind(1, digest)
            guard try query.step() else { return nil }
            let account = try AccessRows.account(query)
            try AuditChain.append(
                AuditEntry(
                    at: now, actor: Actor(.user, account.id), act: "link_redeemed", object: "user:\(account.id)"), db)
            return account.isDisabled ? nil : account
        }
    }
}
