internal import Domain
internal import GRDB

extension SQLiteStore {
    static func refuseTakenLogin(_ login: String, _ db: Database) throws {
        let query = try Prepared(cached: "SELECT 1 FROM accounts WHERE login = ?", db)
        defer { query.reset() }
        try query.bind(1, login)
        guard try !query.step() else {
            throw Problem(
                "the login “\(login)” is taken", place: "accounts",
                remedy: "Choose another one, or change that account")
        }
    }

    static func refuseTakenSubject(_ subject: FederatedSubject, _ row: Int64, _ db: Database) throws {
        let query = try Prepared(
            cached: "SELECT id FROM accounts WHERE issuer = ? AND subject = ? AND id <> ?", db)
        defer { query.reset() }
        try query.bind(1, subject.issuer)
        try query.bind(2, subject.subject)
        try query.bind(3, row)
        guard try !query.step() else {
            throw Problem(
                "that account of the identity provider is linked to \(AccessID.account(query.integer(0)))",
                place: "accounts", remedy: "Disable that one, or sign in with it")
        }
    }

    /// Somebody must be able to manage accounts without the machine's console.
    static func refuseLosingLastAdmin(_ row: Int64, _ before: Account, _ after: Account, _ db: Database) throws {
        guard before.role == .admin, !before.isDisabled, after.role != .admin || after.isDisabled else { return }
        let query = try Prepared(
            cached: "SELECT 1 FROM accounts WHERE role = 'admin' AND is_disabled = 0 AND id <> ?", db)
        defer { query.reset() }
        try query.bind(1, row)
        guard try query.step() else {
            throw Problem(
                "this is the last enabled admin, which cannot be disabled or given a smaller role",
                place: "accounts", remedy: "Make another account an admin first")
        }
    }

    /// What the audit row tells of a change: new values, and old ones of what decides about access.
    static func difference(_ before: Account, _ after: Account, isPasswordNew: Bool) -> [String: String] {
        var detail: [String: String] = [:]
        if after.name != before.name { detail["name"] = after.name }
        if after.role != before.role {
            detail["role"] = after.role.rawValue
            detail["role_before"] = before.role.rawValue
        }
        if after.clients != before.clients {
            detail["clients"] = AccessRows.detail(after.clients)
            detail["clients_before"] = AccessRows.detail(before.clients)
        }
        if after.isDisabled != before.isDisabled { detail["is_disabled"] = String(after.isDisabled) }
        if isPasswordNew { detail["password"] = "changed" }
        if after.subject != before.subject, let subject = after.subject {
            detail["issuer"] = subject.issuer
            detail["subject"] = subject.subject
        }
        return detail
    }

    static func write(_ account: Account, passwordHash: String?, _ row: Int64, _ db: Database) throws {
        let update = try Prepared(
            cached: """
                UPDATE accounts SET name = ?, role = ?, clients = ?, is_disabled = ?, issuer = ?, subject = ?,
                    password_hash = coalesce(?, password_hash)
                WHERE id = ?
                """, db)
        try update.bind(1, account.name)
        try update.bind(2, account.role.rawValue)
        try update.bind(3, try AccessRows.text(account.clients))
        try update.bind(4, account.isDisabled ? 1 : 0)
        try update.bind(5, account.subject?.issuer)
        try update.bind(6, account.subject?.subject)
        try update.bind(7, passwordHash)
        try update.bind(8, row)
        try update.run()
    }

    static func run(_ sql: String, _ row: Int64, _ db: Database) throws {
        let statement = try Prepared(cached: sql, db)
        try statement.bind(1, row)
        try statement.run()
    }
}
