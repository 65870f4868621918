public import Domain

/// Which calls to list; nil leaves open.
public struct EgressFilter: Hashable, Sendable {
    public var audience: Audience
    public var client: ClientID?
    public var ticket: TicketID?
    public var receipt: Int64?
    /// From then on.
    public var since: Timestamp?
    /// Before then.
    public var until: Timestamp?

    public init(
        audience: Audience, client: ClientID? = nil, ticket: TicketID? = nil, receipt: Int64? = nil,
        since: Timestamp? = nil, until: Timestamp? = nil
    ) {
        self.audience = audience
        self.client = client
        self.ticket = ticket
        self.receipt = receipt
        self.since = since
        self.until = until
    }
}
