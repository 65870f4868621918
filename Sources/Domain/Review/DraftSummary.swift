/// A draft without its content, for lists.
public struct DraftSummary: Hashable, Sendable {
    /// Its claims by verdict.
    public struct Claims: Hashable, Sendable {
        public var supported: Int
        public var weak: Int
        public var unsupported: Int

        public init(supported: Int, weak: Int, unsupported: Int) {
            self.supported = supported
            self.weak = weak
            self.unsupported = unsupported
        }

        public var total: Int { supported + weak + unsupported }
    }

    public var id: Int64
    public var ticketID: TicketID
    public var source: String
    public var clientID: ClientID?
    public var subject: String
    public var mode: Draft.Mode
    /// Whether approval waits for a person to look at sentences without support.
    public var isBlocked: Bool
    public var createdAt: Timestamp
    public var state: StoredDraft.State
    public var revision: Int64
    public var actor: String?
    public var decidedAt: Timestamp?
    /// When the agreement wants the next thing done; nil without an agreement.
    public var dueAt: Timestamp?
    public var board: String?
    /// Host name of the device that was matched best.
    public var device: String?
    public var claims: Claims
    /// Whether the requester has to be asked something first.
    public var needsInfo: Bool
    /// Whether it stands for its ticket: the draft of the newest content, or the last one until that is made.
    public var isCurrent: Bool

    public init(
        id: Int64, ticketID: TicketID, source: String, clientID: ClientID?, subject: String, mode: Draft.Mode,
        isBlocked: Bool, createdAt: Timestamp, state: StoredDraft.State, revision: Int64, actor: String?,
        decidedAt: Timestamp?, dueAt: Timestamp? = nil, board: String? = nil, device: String? = nil,
        claims: Claims = Claims(supported: 0, weak: 0, unsupported: 0), needsInfo: Bool = false, isCurrent: Bool = true
    ) {
        self.dueAt = dueAt
        self.board = board
        self.device = device
        self.claims = claims
        self.needsInfo = needsInfo
        self.isCurrent = isCurrent
        self.id = id
        self.ticketID = ticketID
        self.source = source
        self.clientID = clientID
        self.subject = subject
        self.mode = mode
        self.isBlocked = isBlocked
        self.createdAt = createdAt
        self.state = state
        self.revision = revision
        self.actor = actor
        self.decidedAt = decidedAt
    }
}

/// Which drafts to list; nil leaves open.
public struct DraftFilter: Hashable, Sendable {
    public var clientID: ClientID?
    public var ticketID: TicketID?
    public var state: StoredDraft.State?
    public var mode: Draft.Mode?
    public var isBlocked: Bool?
    public var createdSince: Timestamp?

    public init(
        clientID: ClientID? = nil, ticketID: TicketID? = nil, state: StoredDraft.State? = nil,
        mode: Draft.Mode? = nil, isBlocked: Bool? = nil, createdSince: Timestamp? = nil
    ) {
        self.clientID = clientID
        self.ticketID = ticketID
        self.state = state
        self.mode = mode
        self.isBlocked = isBlocked
        self.createdSince = createdSince
    }
}

/// Which decisions to list; nil leaves open.
public struct DecisionFilter: Hashable, Sendable {
    public var draft: Int64?
    public var clientID: ClientID?
    public var kind: Decision.Kind?

    public init(draft: Int64? = nil, clientID: ClientID? = nil, kind: Decision.Kind? = nil) {
        self.draft = draft
        self.clientID = clientID
        self.kind = kind
    }
}

/// A ticket in a list: kept from an import or a delivery, or known from a draft.
public struct TicketSummary: Hashable, Sendable {
    public var id: TicketID
    public var clientID: ClientID?
    public var subject: String
    /// nil where the ticket itself is not kept.
    public var createdAt: Timestamp?
    public var closedAt: Timestamp?
    public var newest: DraftSummary?

    public init(
        id: TicketID, clientID: ClientID?, subject: String, createdAt: Timestamp?, closedAt: Timestamp?,
        newest: DraftSummary?
    ) {
        self.id = id
        self.clientID = clientID
        self.subject = subject
        self.createdAt = createdAt
        self.closedAt = closedAt
        self.newest = newest
    }
}

/// Which tickets to list; nil leaves open.
public struct TicketFilter: Hashable, Sendable {
    public var clientID: ClientID?
    /// State of the newest draft.
    public var state: StoredDraft.State?
    /// Part of the subject, in any case of ASCII letters.
    public var text: String?

    public init(clientID: ClientID? = nil, state: StoredDraft.State? = nil, text: String? = nil) {
        self.clientID = clientID
        self.state = state
        self.text = text
    }
}

/// Drafts of one day, client and mode in numbers.
public struct UsageRow: Hashable, Sendable {
    /// UTC, `YYYY-MM-DD`.
    public var day: String
    public var clientID: ClientID?
    public var mode: Draft.Mode
    public var drafts: Int64
    public var inputTokens: Int64
    public var outputTokens: Int64
    /// In the currency of the configured price.
    public var cost: Double

    public init(
        day: String, clientID: ClientID?, mode: Draft.Mode, drafts: Int64, inputTokens: Int64, outputTokens: Int64,
        cost: Double
    ) {
        self.day = day
        self.clientID = clientID
        self.mode = mode
        self.drafts = drafts
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cost = cost
    }
}
