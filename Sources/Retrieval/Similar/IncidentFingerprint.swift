public import Domain

/// What decides whether two tickets report the same incident.
public struct IncidentFingerprint: Hashable, Sendable {
    public var ticket: TicketID
    public var client: ClientID?
    public var createdAt: Timestamp
    /// Lower-case mail address, or the name where there is none.
    public var requester: String?
    /// Devices the ticket is about, by id; host names for devices that are not on record.
    public var things: Set<String>
    /// Error codes, event ids and the like, lower case.
    public var codes: Set<String>
    /// Subject and text.
    public var vector: SparseVector
    public var subject: SparseVector
    /// Whether it is an alert that a machine wrote: such texts are alike even when they are about different things.
    public var isAutomatic: Bool

    public init(
        ticket: TicketID, client: ClientID?, createdAt: Timestamp, requester: String?, things: Set<String>,
        codes: Set<String>, vector: SparseVector, subject: SparseVector, isAutomatic: Bool
    ) {
        self.ticket = ticket
        self.client = client
        self.createdAt = createdAt
        self.requester = requester
        self.things = things
        self.codes = codes
        self.vector = vector
        self.subject = subject
        self.isAutomatic = isAutomatic
    }
}
