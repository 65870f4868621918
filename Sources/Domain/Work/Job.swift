/// A ticket's content waiting for its draft.
public struct Job: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable, CodingKeyRepresentable, CaseIterable {
        /// Ready to be leased.
        case waiting
        /// Failed before; waits until `runAt`.
        case delayed
        case leased
        case done
        /// Given up after too many attempts, with a reason; a person may retry it.
        case dead
        /// Newer content of the ticket took its place, or the ticket was deleted.
        case superseded
    }

    public var id: Int64
    public var source: String
    public var ticketID: TicketID
    public var contentHash: [UInt8]
    /// The delivery that holds the content.
    public var delivery: Int64
    public var lane: String
    public var deadline: Int64
    public var state: State
    /// How many leases it has had.
    public var attempts: Int
    public var enqueuedAt: Timestamp
    public var runAt: Timestamp
    public var lease: Lease?
    /// Why the last attempt failed; at most 500 characters, no ticket text.
    public var reason: String?
    public var finishedAt: Timestamp?

    public init(
        id: Int64, source: String, ticketID: TicketID, contentHash: [UInt8], delivery: Int64, lane: String,
        deadline: Int64, state: State, attempts: Int, enqueuedAt: Timestamp, runAt: Timestamp, lease: Lease? = nil,
        reason: String? = nil, finishedAt: Timestamp? = nil
    ) {
        self.id = id
        self.source = source
        self.ticketID = ticketID
        self.contentHash = contentHash
        self.delivery = delivery
        self.lane = lane
        self.deadline = deadline
        self.state = state
        self.attempts = attempts
        self.enqueuedAt = enqueuedAt
        self.runAt = runAt
        self.lease = lease
        self.reason = reason
        self.finishedAt = finishedAt
    }
}

/// The right to work on a job until a time. The fencing token grows with every lease of the job, so that a worker that
/// was thought dead and comes back cannot write over its successor.
public struct Lease: Hashable, Sendable, Codable {
    public var owner: String
    public var token: Int64
    public var until: Timestamp

    public init(owner: String, token: Int64, until: Timestamp) {
        self.owner = owner
        self.token = token
        self.until = until
    }
}

/// A leased job with what there is to work on.
public struct LeasedJob: Hashable, Sendable {
    public var job: Job
    public var lease: Lease
    /// The ticket as JSON, as in `InboundEvent.ticket`; nil when it must be read from the vendor.
    public var ticket: [UInt8]?

    public init(job: Job, lease: Lease, ticket: [UInt8]?) {
        self.job = job
        self.lease = lease
        self.ticket = ticket
    }
}

/// How an attempt failed.
public struct JobFailure: Error, Hashable, Sendable {
    /// At most 500 characters, without ticket text or secrets.
    public var reason: String
    /// Whether trying again can help.
    public var isPermanent: Bool
    /// How long the one who failed us asked to be left alone, in milliseconds; 0 when it did not.
    public var pause: Int64

    public init(reason: String, isPermanent: Bool, pause: Int64 = 0) {
        self.reason = String(reason.prefix(500))
        self.isPermanent = isPermanent
        self.pause = max(0, pause)
    }
}
