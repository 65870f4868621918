public import Domain

/// One entry of the egress ledger as it is read back, without its body.
public struct LedgerEntry: Hashable, Sendable {
    public var receipt: EgressReceipt
    public var at: Timestamp
    public var ticketID: TicketID
    public var clientID: ClientID?
    /// 64 hexadecimal digits.
    public var previousHash: String
    /// 64 hexadecimal digits; covers everything in the entry and, through `previousHash`, every entry before it.
    public var hash: String
    /// Status of the newest stored answer; nil while none is.
    public var answerStatus: Int?
}

/// What reading the whole ledger found.
public struct EgressVerification: Hashable, Sendable, Codable {
    /// Entries present.
    public var count: Int64
    /// Hash of the newest entry that is sound, 64 hexadecimal digits: note it elsewhere to prove later that nothing
    /// was rewritten. Zeros for an empty ledger.
    public var head: String
    /// Receipt of the first entry that is missing or altered; nil when all are sound.
    public var firstBroken: Int64?
    public var reason: String?

    public var isSound: Bool { firstBroken == nil }
}
