public import Domain
internal import GRDB

extension SQLiteStore {
    public func createAccount(
        login: String, name: String, role: Role, clients: Set<ClientID>?, passwordHash: String?, by actor: Actor
    ) async throws -> Account {
        let login = try LoginName.normalized(login)
        let name = try AccessText.name(name, what: "name")
        let now = clock.now()
        return try await commit { db in
            try Self.refuseTakenLogin(login, db)
            let insert = try Prepared(
                cached: """
                    INSERT INTO accounts (login, name, role, clients, is_disabled, password_hash, created_at)
                    VALUES (?, ?, ?, ?, 0, ?, ?)
                    """, db)
            try insert.bind(1, login)
            try insert.bind(2, name)
            try insert.bind(3, role.rawValue)
            try insert.bind(4, try AccessRows.text(clients))
            try insert.bind(5, passwordHash)
            try insert.bind(6, now.milliseconds)
            try insert.run()
            let id = AccessID.account(db.lastInsertedRowID)
            try AuditChain.append(
                AuditEntry(
                    at: now, actor: actor, act: "account_created", object: "user:\(id)",
                    detail: ["login": login, "role": role.rawValue, "clients": AccessRows.detail(clients)]), db)
            return Account(
                id: id, login: login, name: name, role: role, clients: clients, hasPassword: passwordHash != nil,
                createdAt: now)
        }
    }

    public func updateAccount(_ id: String, _ change: AccountChange, by actor: Actor) async throws -> Account {
        let now = clock.now()
        return try await commit { db in
            let (row, before) = try AccessRows.account(id, db)
            var after = before
            if let name = change.name { after.name = try AccessText.name(name, what: "name") }
            if let role = change.role { after.role = role }
            if let clients = change.clients { after.clients = clients }
            if let isDisabled = change.isDisabled { after.isDisabled = isDisabled }
            if change.passwordHash != nil { after.hasPassword = true }
            if let subject = change.subject { after.subject = subject }
            let detail = Self.difference(before, after, isPasswordNew: change.passwordHash != nil)
            guard !detail.isEmpty else { return after }
            try Self.refuseLosingLastAdmin(row, before, after, db)
            if after.subject != before.subject, let subject = after.subject {
                try Self.refuseTakenSubject(subject, row, db)
            }
            try Self.write(after, passwordHash: change.passwordHash, row, db)
            if ["role", "clients", "is_disabled", "password"].contains(where: { detail[$0] != nil }) {
                try Self.run("DELETE FROM sessions WHERE account = ?", row, db)
                try Self.run("DELETE FROM links WHERE account = ?", row, db)
            }
            try AuditChain.append(
                AuditEntry(at: now, actor: actor, act: "account_changed", object: "user:\(id)", detail: detail), db)
            return after
        }
    }

    public func accounts() throws -> [Account] {
        try read { db in
            try rows("SELECT \(AccessRows.accountColumns) FROM accounts a ORDER BY a.id", db) {
                try AccessRows.account($0)
            }
        }
    }

    public func account(id: String) throws -> Account? {
        guard let row = AccessID.row(id, prefix: "u") else { return nil }
        return try account("a.id = ?") { try $0.bind(1, row) }
    }

    public func account(login: String) throws -> Account? {
        guard let login = LoginName.normal(login) else { return nil }
        return try account("a.login = ?") { try $0.bind(1, login) }
    }

    public func account(subject: FederatedSubject) throws -> Account? {
        try account("a.issuer = ? AND a.subject = ?") {
            try $0.bind(1, subject.issuer)
            try $0.bind(2, subject.subject)
        }
    }

    public func passwordHash(account id: String) throws -> String? {
        guard let row = AccessID.row(id, prefix: "u") else { return nil }
        return try read { db in
            try rows(
                "SELECT password_hash FROM accounts WHERE id = ?", db, bind: { try $0.bind(1, row) },
                { $0.optionalText(0) }
            ).first ?? nil
        }
    }

    private func account(_ condition: String, _ bind: (Prepared) throws -> Void) throws -> Account? {
        try read { db in
            try rows(
                "SELECT \(AccessRows.accountColumns) FROM accounts a WHERE \(condition)", db, bind: bind,
                { try AccessRows.account($0) }
            ).first
        }
    }
}
