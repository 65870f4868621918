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
        /// Answers for a sentence that no evidence supports, by name.
        case vouch
        /// Says on which piece of evidence a sentence rests.
        case attach
        /// Says whether a piece of evidence was of use. Changes neither the draft nor who has it in hand.
        case rate
        /// Takes back one's own approval or rejection, as long as `ReviewRules.undoSeconds` and nothing was written back.
        case undo
        /// Has the draft made anew of the same ticket, in another way.
        case regenerate
    }

    /// Why a draft was rejected.
    public enum Rejection: String, Hashable, Sendable, Codable, CaseIterable {
        case wrongFact = "wrong_fact"
        case wrongDeviceOrClient = "wrong_device_or_client"
        case missingQuestion = "missing_question"
        case tone
        case notNeeded = "not_needed"
        /// The reason says it.
        case other
    }

    /// How far a final text is from the drafted one, in words.
    public struct Change: Hashable, Sendable, Codable {
        public var inserted: Int
        public var deleted: Int
        public var kept: Int

        public init(inserted: Int, deleted: Int, kept: Int) {
            self.inserted = inserted
            self.deleted = deleted
            self.kept = kept
        }

        /// Words that differ, as a share of all there are in both: 0 for the drafted text, 1 for another one.
        public var distance: Double {
            let all = inserted + deleted + 2 * kept
            return all == 0 ? 0 : Double(inserted + deleted) / Double(all)
        }
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
        /// The sentence that is vouched for or given a source, as it stands in the text.
        public var sentence: String?
        /// The piece of evidence that is attached or rated.
        public var evidence: String?
        public var isUseful: Bool?
        /// What a rejection says in one word; its `reason` says more.
        public var rejection: Rejection?
        /// Whether what was approved is an internal note and no reply.
        public var asNote: Bool?
        /// Whether the person who approved knew of sentences that rest on internal evidence alone.
        public var confirmInternal: Bool?
        /// What an approval changed in the drafted reply.
        public var change: Change?
        /// The verdict over the approved text.
        public var claims: ClaimSummary?
        /// What a draft made anew was to heed, in one line.
        public var instruction: String?
        /// Terms that retrieval was to pass over for it.
        public var struck: [String]?

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
            case text, steps, reason, edit, sentence, evidence, rejection, change, claims, instruction, struck
            case confirmUnsupported = "confirm_unsupported"
            case isUseful = "is_useful"
            case asNote = "as_note"
            case confirmInternal = "confirm_internal"
        }

        /// Most bytes of UTF-8 that text, steps and reason may have together.
        public static let byteLimit = 65_536

        public var byteCount: Int {
            ([text, steps, reason, sentence, evidence, instruction] + (struck ?? [])).reduce(0) {
                $0 + ($1?.utf8.count ?? 0)
            }
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
    /// What a check of the text as it now stands found; nil to go by the draft's own verdict.
    public var verdict: ReviewVerdict?
    public var idempotency: IdempotencyKey?

    public init(
        draft: Int64, kind: Decision.Kind, payload: Decision.Payload = .init(), revisions: Set<Int64>,
        verdict: ReviewVerdict? = nil, idempotency: IdempotencyKey? = nil
    ) {
        self.verdict = verdict
        self.draft = draft
        self.kind = kind
        self.payload = payload
        self.revisions = revisions
        self.idempotency = idempotency
    }
}
