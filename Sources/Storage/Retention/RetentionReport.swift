public import Domain

/// How many of each kind were deleted; of egress entries, how many bodies were emptied.
public struct RetentionCounts: Hashable, Sendable, Codable {
    public var drafts = 0
    public var decisions = 0
    public var events = 0
    public var jobs = 0
    public var deliveries = 0
    public var tickets = 0
    public var egressBodies = 0

    public var total: Int { drafts + decisions + events + jobs + deliveries + tickets + egressBodies }
}

/// What a run of retention did.
public struct RetentionReport: Hashable, Sendable {
    /// Per client; what belonged to no known client stands in `unassigned`.
    public var clients: [ClientID: RetentionCounts] = [:]
    public var unassigned = RetentionCounts()
    /// Ended sessions and links that were used or ran out.
    public var sessions = 0
    public var links = 0
    public var idempotencyKeys = 0

    public var total: Int {
        clients.values.reduce(unassigned.total + sessions + links + idempotencyKeys) { $0 + $1.total }
    }
}
