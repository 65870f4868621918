/// A draft as the store keeps it, with where its review stands.
public struct StoredDraft: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Nobody has decided.
        case open
        case claimed
        case approved
        case rejected
        /// The ticket changed after the draft was made; a newer draft follows.
        case stale
    }

    public var id: Int64
    public var ticketID: TicketID
    public var source: String
    public var clientID: ClientID?
    public var contentHash: [UInt8]
    public var createdAt: Timestamp
    public var state: State
    /// Grows with every change; the entity tag of the API is made of it.
    public var revision: Int64
    /// Who claimed or decided it.
    public var actor: String?
    public var decidedAt: Timestamp?
    public var record: EnrichmentRecord
    /// nil for a draft that was made without.
    public var facts: DraftFacts?

    public init(
        id: Int64, ticketID: TicketID, source: String, clientID: ClientID?, contentHash: [UInt8], createdAt: Timestamp,
        state: State, revision: Int64, actor: String?, decidedAt: Timestamp?, record: EnrichmentRecord,
        facts: DraftFacts? = nil
    ) {
        self.facts = facts
        self.id = id
        self.ticketID = ticketID
        self.source = source
        self.clientID = clientID
        self.contentHash = contentHash
        self.createdAt = createdAt
        self.state = state
        self.revision = revision
        self.actor = actor
        self.decidedAt = decidedAt
        self.record = record
    }
}
