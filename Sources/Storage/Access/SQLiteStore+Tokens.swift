public import Domain
internal import GRDB

extension SQLiteStore: AccountStore {
    public func createToken(
        secret: String, label: String, role: Role, clients: Set<ClientID>?, expiresAt: Timestamp?, by actor: Actor
    ) async throws -> AccessToken {
        let digest = try AccessRows.digest(secret)
        let label = try AccessText.name(label, what: "label")
        let now = clock.now()
        return try await commit { db in
            let insert = try Prepared(
                cached: """
                    INSERT INTO tokens (digest, label, role, clients, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
                    """, db)
            try insert.bind(1, digest)
            try insert.bind(2, label)
            try insert.bind(3, role.rawValue)
            try insert.bind(4, try AccessRows.text(clients))
            try insert.bind(5, now.milliseconds)
            try insert.bind(6, expiresAt?.milliseconds)
            try insert.run()
            let id = AccessID.token(db.lastInsertedRowID)
            try AuditChain.append(
                AuditEntry(
                    at: now, actor: actor, act: "token_created", object: "token:\(id)",
                    detail: [
                        "label": label, "role": role.rawValue, "clients": AccessRows.detail(clients),
                        "expires_at": expiresAt?.description ?? "never",
                    ]), db)
            return AccessToken(
                id: id, label: label, role: role, clients: clients, createdAt: now, expiresAt: expiresAt)
        }
    }

    /// A token that is revoked already stays as it is.
    public func revokeToken(_ id: String, by actor: Actor) async throws -> AccessToken {
        let now = clock.now()
        return try await commit { db in
            var (row, token) = try AccessRows.token(id, db)
            guard token.revokedAt == nil else { return token }
            let update = try Prepared(cached: "UPDATE tokens SET revoked_at = ? WHERE id = ?", db)
            try update.bind(1, now.milliseconds)
            try update.bind(2, row)
            try update.run()
            try AuditChain.append(
                AuditEntry(
                    at: now, actor: actor, act: "token_revoked", object: "token:\(id)",
                    detail: ["label": token.label]), db)
            token.revokedAt = now
            return token
        }
    }

    public func tokens() throws -> [AccessToken] {
        try read { db in
            try rows("SELECT \(AccessRows.tokenColumns) FROM tokens ORDER BY id", db) { try AccessRows.token($0) }
        }
    }

    public func token(secret: String) throws -> AccessToken? {
        guard !secret.isEmpty else { return nil }
        let digest = try AccessRows.digest(secret)
        return try read { db in
            try rows(
                "SELECT \(AccessRows.tokenColumns) FROM tokens WHERE digest = ?", db,
                bind: { try $0.bind(1, digest) }, { try AccessRows.token($0) }
            ).first
        }
    }

    /// The first use in an hour is an act of its own in the audit ledger.
    public func touchToken(_ id: String, now: Timestamp) async throws {
        try await commit { db in
            let (row, token) = try AccessRows.token(id, db)
            let update = try Prepared(cached: "UPDATE tokens SET last_used_at = ? WHERE id = ?", db)
            try update.bind(1, now.milliseconds)
            try update.bind(2, row)
            try update.run()
            // Once in each hour of the clock: measured from the last use, steady use would leave one entry for ever.
            if let last = token.lastUsedAt, last.hour == now.hour { return }
            try AuditChain.append(
                AuditEntry(at: now, actor: Actor(.token, id), act: "token_used", object: "token:\(id)"), db)
        }
    }
}

extension Timestamp {
    fileprivate var hour: Int64 { milliseconds / 3_600_000 }
}
