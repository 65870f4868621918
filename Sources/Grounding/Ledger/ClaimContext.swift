public import Domain

/// What the ledger knows beside the evidence.
public struct ClaimContext: Hashable, Sendable {
    public var sla: Ticket.SLA?
    public var now: Timestamp
    public var policy: Policy
    /// Seconds east of UTC in which a reply's clock times are written.
    public var utcOffsetSeconds: Int
    /// Texts that need no citation: the client's and requester's names, the ticket's number.
    public var known: [String]

    public init(
        sla: Ticket.SLA? = nil, now: Timestamp, policy: Policy = .cloud, utcOffsetSeconds: Int = 0, known: [String] = []
    ) {
        self.sla = sla
        self.now = now
        self.policy = policy
        self.utcOffsetSeconds = utcOffsetSeconds
        self.known = known
    }
}
