/// An entry of the audit ledger as it is read back, with its place in the chain.
public struct AuditRecord: Hashable, Sendable {
    /// Position in the ledger, from 1 without gaps.
    public var id: Int64
    /// 64 hexadecimal digits.
    public var previousHash: String
    /// 64 hexadecimal digits; covers everything in the entry and, through `previousHash`, every entry before it.
    public var hash: String
    public var at: Timestamp
    /// As `Actor` writes itself: `user:u_3`.
    public var actor: String
    public var act: AuditEntry.Act
    public var object: String
    public var clientID: ClientID?
    public var detail: [String: String]
    /// The details as they were hashed: JSON with sorted keys.
    public var detailText: String

    public init(
        id: Int64, previousHash: String, hash: String, at: Timestamp, actor: String, act: AuditEntry.Act,
        object: String, clientID: ClientID?, detail: [String: String], detailText: String
    ) {
        self.id = id
        self.previousHash = previousHash
        self.hash = hash
        self.at = at
        self.actor = actor
        self.act = act
        self.object = object
        self.clientID = clientID
        self.detail = detail
        self.detailText = detailText
    }
}

/// Which entries to list.
public struct AuditFilter: Hashable, Sendable {
    /// Entries about clients outside it, and for a restricted audience those about no client, are not listed.
    public var audience: Audience
    public var client: ClientID?
    /// Whether entries about no client are left out, whatever the audience.
    public var isAboutClient: Bool
    /// `user:u_3`
    public var actor: String?
    public var act: AuditEntry.Act?
    /// `draft:17`
    public var object: String?
    /// From then on.
    public var since: Timestamp?
    /// Before then.
    public var until: Timestamp?

    public init(
        audience: Audience = .everyClient, client: ClientID? = nil, actor: String? = nil, act: AuditEntry.Act? = nil,
        object: String? = nil, since: Timestamp? = nil, until: Timestamp? = nil, isAboutClient: Bool = false
    ) {
        self.isAboutClient = isAboutClient
        self.audience = audience
        self.client = client
        self.actor = actor
        self.act = act
        self.object = object
        self.since = since
        self.until = until
    }
}
