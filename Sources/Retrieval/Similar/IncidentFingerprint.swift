public import Domain

/// What decides whether two tickets report the same incident.
public struct IncidentFingerprint: Hashable, Sendable {
    public var ticket: TicketID
    public var client: ClientID?
    public var createdAt: Timestamp
    /// Lower-case mail address, or the name where there is none.
    public var requester: String?
    /// Devices that the ticket names or that are linked to it, by id.
    public var namedThings: Set<String>
    /// Devices that it is most likely about, named or not, the likeliest first.
    public var likelyThings: [String]
    /// Error codes, event ids and the like, lower case.
    public var codes: Set<String>
    /// Drive letters and volumes, which tell alerts of one machine apart.
    public var volumes: Set<String>
    /// The document that answers it best, where one clearly does.
    public var runbook: String?
    /// What it is about, as triage sees it; `other` where it does not know.
    public var category: String
    /// The errors it words (“login failed for user …”); empty where it words none.
    public var error: SparseVector
    /// Subject and text.
    public var vector: SparseVector
    public var subject: SparseVector
    /// Whether it is an alert that a machine wrote: such texts are alike even when they are about different things.
    public var isAutomatic: Bool

    public init(
        ticket: TicketID, client: ClientID?, createdAt: Timestamp, requester: String?, namedThings: Set<String>,
        likelyThings: [String], codes: Set<String>, volumes: Set<String>, runbook: String?, category: String,
        error: SparseVector, vector: SparseVector, subject: SparseVector, isAutomatic: Bool
    ) {
        self.ticket = ticket
        self.client = client
        self.createdAt = createdAt
        self.requester = requester
        self.namedThings = namedThings
        self.likelyThings = likelyThings
        self.codes = codes
        self.volumes = volumes
        self.runbook = runbook
        self.category = category
        self.error = error
        self.vector = vector
        self.subject = subject
        self.isAutomatic = isAutomatic
    }
}
