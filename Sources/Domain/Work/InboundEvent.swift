/// What a webhook or a mail said, after its signature was checked: which ticket changed, and how much of it is told.
public struct InboundEvent: Hashable, Sendable {
    public enum Action: String, Hashable, Sendable, Codable {
        /// Created or updated.
        case changed
        case deleted
        /// Nothing to do for us (another kind of record, a test call): kept as a delivery so that a repeat is known.
        case ignored
    }

    /// `generic`, `connectwise-psa`, `autotask`, `halopsa`, `email`.
    public var source: String
    /// Idempotency key: the same for every repetition of this delivery, at most 256 bytes.
    public var key: String
    public var action: Action
    /// The ticket's id as the store keeps it; nil only for `.ignored`.
    public var ticketID: TicketID?
    /// Orders events about one ticket; the larger is the newer. Milliseconds of the vendor's own change time, else of
    /// arrival.
    public var version: Int64
    /// Whether `version` is our own time of arrival. Such events are in order as they come, whatever our clock does.
    public var isOrderedByArrival: Bool
    /// SHA-256 over what the ticket says, so that equal content makes one job. For an event that only names a ticket,
    /// over id and version.
    public var contentHash: [UInt8]
    /// Which queue it waits in for fairness: the client's id where the payload names one, else the vendor's company id
    /// or the requester's mail domain after an @ sign; empty when nothing is known.
    public var lane: String
    /// Milliseconds since the epoch by which it should be worked on: the SLA's response time, else derived from
    /// priority and arrival. Smaller goes first within a lane.
    public var deadline: Int64
    /// The ticket as JSON of the `tickets.jsonl` format (secrets not yet removed), or nil when it must be read from
    /// the vendor's API.
    public var ticket: [UInt8]?

    public init(
        source: String, key: String, action: Action, ticketID: TicketID?, version: Int64, contentHash: [UInt8],
        lane: String, deadline: Int64, ticket: [UInt8]?, isOrderedByArrival: Bool = false
    ) {
        self.source = source
        self.key = key
        self.action = action
        self.ticketID = ticketID
        self.version = version
        self.contentHash = contentHash
        self.lane = lane
        self.deadline = deadline
        self.ticket = ticket
        self.isOrderedByArrival = isOrderedByArrival
    }
}
