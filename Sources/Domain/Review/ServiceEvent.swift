/// Something that happened to a draft, as the live events tell it. Holds ids only, no text.
public struct ServiceEvent: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case draftReady = "draft_ready"
        case draftClaimed = "draft_claimed"
        case draftReleased = "draft_released"
        case draftEdited = "draft_edited"
        case draftDecided = "draft_decided"
        case draftStale = "draft_stale"
    }

    /// Position in the sequence; what `Last-Event-ID` names.
    public var id: Int64
    public var at: Timestamp
    public var kind: Kind
    public var ticketID: TicketID
    public var clientID: ClientID?
    public var draft: Int64
    /// The draft's state after it.
    public var state: StoredDraft.State

    public init(
        id: Int64, at: Timestamp, kind: Kind, ticketID: TicketID, clientID: ClientID?, draft: Int64,
        state: StoredDraft.State
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.ticketID = ticketID
        self.clientID = clientID
        self.draft = draft
        self.state = state
    }
}
