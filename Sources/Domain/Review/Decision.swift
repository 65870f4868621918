/// What a person did with a draft.
public struct Decision: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Takes the draft in hand; nobody but a lead decides it meanwhile.
        case claim
        /// Puts it back.
        case release
        /// Makes its text final: the last edited one, or the drafted one.
        case approve
        /// Keeps a text of one's own for it; it stays undecided.
        case edit
        case reject
    }

    /// What came with it.
    public struct Payload: Hashable, Sendable, Codable {
        /// The reply: an edited one, or, with an approval, the final one.
        public var text: String?
        /// The next steps, where they were edited.
        public var steps: String?
        public var reason: String?
        /// Whether a lead approved a blocked draft as it stood.
        public var confirmUnsupported: Bool?
        /// The edit whose text was approved.
        public var edit: Int64?

        public init(
            text: String? = nil, steps: String? = nil, reason: String? = nil, confirmUnsupported: Bool? = nil,
            edit: Int64? = nil
        ) {
            self.text = text
            self.steps = steps
            self.reason = reason
            self.confirmUnsupported = confirmUnsupported
            self.edit = edit
        }

        enum CodingKeys: String, CodingKey {
            case text, steps, reason, edit
            case confirmUnsupported = "confirm_unsupported"
        }

        /// Most bytes of UTF-8 that text, steps and reason may have together.
        public static let byteLimit = 65_536

        public var byteCount: Int {
            [text, steps, reason].reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        }
    }

    public var id: Int64
    public var draft: Int64
    public var ticketID: TicketID
    public var clientID: ClientID?
    public var at: Timestamp
    /// As `Actor.description` writes it.
    public var actor: String
    public var kind: Kind
    public var payload: Payload

    public init(
        id: Int64, draft: Int64, ticketID: TicketID, clientID: ClientID?, at: Timestamp, actor: String, kind: Kind,
        payload: Payload
    ) {
        self.id = id
        self.draft = draft
        self.ticketID = ticketID
        self.clientID = clientID
        self.at = at
        self.actor = actor
        self.kind = kind
        self.payload = payload
    }
}

/// A decision with what it made of the draft.
public struct DecisionResult: Hashable, Sendable, Codable {
    public var decision: Decision
    public var state: StoredDraft.State
    public var revision: Int64
    /// Whether this is the kept answer to an earlier request with the same idempotency key.
    public var isReplay: Bool

    public init(decision: Decision, state: StoredDraft.State, revision: Int64, isReplay: Bool = false) {
        self.decision = decision
        self.state = state
        self.revision = revision
        self.isReplay = isReplay
    }
}

/// A decision that is asked for.
public struct DecisionRequest: Hashable, Sendable {
    public var draft: Int64
    public var kind: Decision.Kind
    public var payload: Decision.Payload
    /// The revisions the caller has seen and decides on; the draft must be at one of them.
    public var revisions: Set<Int64>
    public var idempotency: IdempotencyKey?

    public init(
        draft: Int64, kind: Decision.Kind, payload: Decision.Payload = .init(), revisions: Set<Int64>,
        idempotency: IdempotencyKey? = nil
    ) {
        self.draft = draft
        self.kind = kind
        self.payload = payload
        self.revisions = revisions
        self.idempotency = idempotency
    }
}
