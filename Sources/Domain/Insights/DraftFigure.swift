/// One draft in numbers.
public struct DraftFigure: Hashable, Sendable {
    public var createdAt: Timestamp
    public var ticketID: TicketID
    public var clientID: ClientID?
    public var board: String?
    public var mode: String
    public var model: String?
    /// Name and version: `draft@1a2b3c4d`.
    public var prompt: String
    public var category: String
    public var claims: DraftSummary.Claims
    /// How many documents were found for it.
    public var documents: Int
    public var inputTokens: Int64
    public var outputTokens: Int64
    /// nil where no price is configured.
    public var cost: Double?
    public var state: StoredDraft.State
    public var decidedAt: Timestamp?
    /// Code of a rejection; nil where none was given.
    public var rejection: String?
    /// Whether what was approved is not the drafted reply.
    public var isEdited: Bool
    /// `Decision.Change.distance` of the approval; nil where it was not measured.
    public var distance: Double?

    public init(
        createdAt: Timestamp, ticketID: TicketID, clientID: ClientID?, board: String?, mode: String, model: String?,
        prompt: String, category: String, claims: DraftSummary.Claims, documents: Int, inputTokens: Int64,
        outputTokens: Int64, cost: Double?, state: StoredDraft.State, decidedAt: Timestamp?, rejection: String?,
        isEdited: Bool, distance: Double?
    ) {
        self.createdAt = createdAt
        self.ticketID = ticketID
        self.clientID = clientID
        self.board = board
        self.mode = mode
        self.model = model
        self.prompt = prompt
        self.category = category
        self.claims = claims
        self.documents = documents
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cost = cost
        self.state = state
        self.decidedAt = decidedAt
        self.rejection = rejection
        self.isEdited = isEdited
        self.distance = distance
    }

    public var outcome: DraftOutcome {
        switch state {
        case .approved: isEdited ? .approvedEdited : .approvedUnedited
        case .rejected: .rejected
        case .stale: .outdated
        case .open, .claimed: .undecided
        }
    }
}

/// What became of a draft.
public enum DraftOutcome: String, Hashable, Sendable, CaseIterable {
    case approvedUnedited = "approved_unedited"
    case approvedEdited = "approved_edited"
    case rejected
    case undecided
    /// Its ticket changed before anybody decided.
    case outdated
}
