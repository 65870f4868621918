/// Accounts, sessions, one-time links and bearer tokens. Secrets come in as what the bearer presents and are stored as
/// SHA-256 digests (random 256-bit values) or yescrypt hashes (passwords).
///
/// Every change takes the audit entry of the act and writes both or neither.
public protocol AccountStore: Sendable {
    // MARK: Accounts

    /// Throws a `Problem` when the login is taken.
    func createAccount(
        login: String, name: String, role: Role, clients: Set<ClientID>?, passwordHash: String?, by actor: Actor
    ) async throws -> Account
    /// Changes what is not nil. A disabled account loses its sessions in the same transaction; so does one whose
    /// password, role or clients change.
    func updateAccount(_ id: String, _ change: AccountChange, by actor: Actor) async throws -> Account
    func accounts() throws -> [Account]
    func account(id: String) throws -> Account?
    func account(login: String) throws -> Account?
    func account(subject: FederatedSubject) throws -> Account?
    func passwordHash(account id: String) throws -> String?

    // MARK: Sessions

    /// `secret` is the value of the cookie. The entry (`sign_in`) is written with it.
    func createSession(
        secret: String, account id: String, endsAt: Timestamp, audit: AuditEntry
    ) async throws
    /// The live session of the cookie: not ended, not idle longer than `idleSeconds`, account not disabled.
    func session(secret: String, idleSeconds: Int64, now: Timestamp) throws -> Session?
    /// Notes that the session is used; callers do so at most once a minute.
    func touchSession(secret: String, now: Timestamp) async throws
    func endSession(secret: String, audit: AuditEntry) async throws
    func endSessions(account id: String, audit: AuditEntry) async throws

    // MARK: One-time links

    func createLink(secret: String, account id: String, expiresAt: Timestamp, by actor: Actor) async throws
    /// The account of an unused, unexpired link, which is used up by this call even if what follows fails.
    func redeemLink(secret: String, now: Timestamp) async throws -> Account?

    // MARK: Tokens

    func createToken(
        secret: String, label: String, role: Role, clients: Set<ClientID>?, expiresAt: Timestamp?, by actor: Actor
    ) async throws -> AccessToken
    func revokeToken(_ id: String, by actor: Actor) async throws -> AccessToken
    func tokens() throws -> [AccessToken]
    /// The token of that secret, whatever its state: callers check `revokedAt` and `expiresAt`.
    func token(secret: String) throws -> AccessToken?
    /// Notes the last use, and in each hour of the clock the first one in the audit ledger (`token_used`). Callers do so
    /// at most once a minute and refuse the act of an hour's first use when it throws.
    func touchToken(_ id: String, now: Timestamp) async throws
}

/// What an update changes; nil leaves as it is.
public struct AccountChange: Hashable, Sendable {
    public var name: String?
    public var role: Role?
    /// `.some(nil)`: every client.
    public var clients: Set<ClientID>??
    public var isDisabled: Bool?
    public var passwordHash: String?
    public var subject: FederatedSubject?

    public init() {}
}
