/// A person's account, without its secrets.
public struct Account: Hashable, Sendable, Codable {
    /// `u_` and a number.
    public var id: String
    /// What is typed at sign-in, lower-cased: a mail address or a short name. Unique.
    public var login: String
    public var name: String
    public var role: Role
    /// nil: every client.
    public var clients: Set<ClientID>?
    public var isDisabled: Bool
    public var hasPassword: Bool
    /// Issuer and subject of an identity provider's account linked to this one.
    public var subject: FederatedSubject?
    public var createdAt: Timestamp

    public init(
        id: String, login: String, name: String, role: Role, clients: Set<ClientID>?, isDisabled: Bool = false,
        hasPassword: Bool = false, subject: FederatedSubject? = nil, createdAt: Timestamp
    ) {
        self.id = id
        self.login = login
        self.name = name
        self.role = role
        self.clients = clients
        self.isDisabled = isDisabled
        self.hasPassword = hasPassword
        self.subject = subject
        self.createdAt = createdAt
    }

    public var audience: Audience { clients.map(Audience.clients) ?? .everyClient }
}

/// An account at an OpenID provider: the pair that never changes (OpenID Connect Core 1.0, section 5.7).
public struct FederatedSubject: Hashable, Sendable, Codable {
    public var issuer: String
    public var subject: String

    public init(issuer: String, subject: String) {
        self.issuer = issuer
        self.subject = subject
    }
}

/// A bearer token's record; the token itself is shown once and only its digest is kept.
public struct AccessToken: Hashable, Sendable, Codable {
    /// `t_` and a number.
    public var id: String
    public var label: String
    public var role: Role
    /// nil: every client.
    public var clients: Set<ClientID>?
    public var createdAt: Timestamp
    public var expiresAt: Timestamp?
    public var revokedAt: Timestamp?
    public var lastUsedAt: Timestamp?

    public init(
        id: String, label: String, role: Role, clients: Set<ClientID>?, createdAt: Timestamp, expiresAt: Timestamp?,
        revokedAt: Timestamp? = nil, lastUsedAt: Timestamp? = nil
    ) {
        self.id = id
        self.label = label
        self.role = role
        self.clients = clients
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.lastUsedAt = lastUsedAt
    }
}

/// A signed-in browser.
public struct Session: Hashable, Sendable {
    public var account: Account
    public var createdAt: Timestamp
    public var lastSeenAt: Timestamp
    /// When it ends whatever is done (absolute timeout).
    public var endsAt: Timestamp

    public init(account: Account, createdAt: Timestamp, lastSeenAt: Timestamp, endsAt: Timestamp) {
        self.account = account
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.endsAt = endsAt
    }
}
