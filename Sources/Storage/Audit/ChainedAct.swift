public import Domain

/// An act as it stands in the audit ledger, with its place in the chain.
public struct ChainedAct: Hashable, Sendable {
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
}
