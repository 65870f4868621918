internal import Digest
internal import Domain
internal import GRDB

/// Reading and comparing rows of accounts and tokens, within a transaction.
enum AccessRows {
    static let accountColumns =
        "a.id, a.login, a.name, a.role, a.clients, a.is_disabled, a.password_hash IS NOT NULL, a.issuer, a.subject, "
        + "a.created_at"
    static let tokenColumns = "id, label, role, clients, created_at, expires_at, revoked_at, last_used_at"

    /// The first ten columns are `accountColumns`.
    static func account(_ row: Prepared) throws -> Account {
        var subject: FederatedSubject?
        if let issuer = row.optionalText(7), let id = row.optionalText(8) {
            subject = FederatedSubject(issuer: issuer, subject: id)
        }
        return Account(
            id: AccessID.account(row.integer(0)), login: row.text(1), name: row.text(2), role: try role(row.text(3)),
            clients: try clients(row.optionalText(4)), isDisabled: row.integer(5) != 0,
            hasPassword: row.integer(6) != 0, subject: subject, createdAt: Timestamp(milliseconds: row.integer(9)))
    }

    static func token(_ row: Prepared) throws -> AccessToken {
        AccessToken(
            id: AccessID.token(row.integer(0)), label: row.text(1), role: try role(row.text(2)),
            clients: try clients(row.optionalText(3)), createdAt: Timestamp(milliseconds: row.integer(4)),
            expiresAt: row.optionalInteger(5).map { Timestamp(milliseconds: $0) },
            revokedAt: row.optionalInteger(6).map { Timestamp(milliseconds: $0) },
            lastUsedAt: row.optionalInteger(7).map { Timestamp(milliseconds: $0) })
    }

    /// The account of an id that must exist; throws the `Problem` of an unknown one.
    static func account(_ id: String, _ db: Database) throws -> (row: Int64, account: Account) {
        guard let row = AccessID.row(id, prefix: "u") else { throw AccessID.unknownAccount(id) }
        let query = try Prepared(cached: "SELECT \(accountColumns) FROM accounts a WHERE a.id = ?", db)
        defer { query.reset() }
        try query.bind(1, row)
        guard try query.step() else { throw AccessID.unknownAccount(id) }
        return (row, try account(query))
    }

    static func token(_ id: String, _ db: Database) throws -> (row: Int64, token: AccessToken) {
        guard let row = AccessID.row(id, prefix: "t") else { throw AccessID.unknownToken(id) }
        let query = try Prepared(cached: "SELECT \(tokenColumns) FROM tokens WHERE id = ?", db)
        defer { query.reset() }
        try query.bind(1, row)
        guard try query.step() else { throw AccessID.unknownToken(id) }
        return (row, try token(query))
    }

    /// NULL for every client; an empty array admits none.
    static func text(_ clients: Set<ClientID>?) throws -> String? {
        try clients.map { try CanonicalJSON().text($0.sorted()) }
    }

    /// As audit details tell a restriction.
    static func detail(_ clients: Set<ClientID>?) -> String {
        clients.map { $0.sorted().map(\.rawValue).joined(separator: ",") } ?? "*"
    }

    static func digest(_ secret: String) throws -> [UInt8] {
        guard !secret.isEmpty else { throw Problem("an empty secret cannot be stored") }
        return try SHA256Digest.bytes(of: Array(secret.utf8))
    }

    private static func role(_ text: String) throws -> Role {
        guard let role = Role(rawValue: text) else {
            throw Problem("a stored role cannot be read: the data is damaged", remedy: "Restore the data from a backup")
        }
        return role
    }

    private static func clients(_ text: String?) throws -> Set<ClientID>? {
        try text.map { Set(try CanonicalJSON().value([ClientID].self, from: $0)) }
    }
}
