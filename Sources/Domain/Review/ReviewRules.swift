/// Which decisions a draft allows, and what each makes of it. Pure: the store carries it out.
public struct ReviewRules: Hashable, Sendable {
    public var state: StoredDraft.State
    /// Who has it in hand.
    public var holder: String?
    public var isBlocked: Bool
    /// Whether somebody has written a text of their own for it.
    public var isEdited: Bool
    /// What a check of the text as it now stands found; nil to go by `isBlocked` and `isEdited`.
    public var verdict: ReviewVerdict?
    /// Seconds since it was approved or rejected; nil while it is undecided.
    public var secondsSinceDecision: Int64?

    /// How long one's own approval or rejection can be taken back.
    public static let undoSeconds: Int64 = 10

    public init(
        state: StoredDraft.State, holder: String?, isBlocked: Bool, isEdited: Bool, verdict: ReviewVerdict? = nil,
        secondsSinceDecision: Int64? = nil
    ) {
        self.verdict = verdict
        self.secondsSinceDecision = secondsSinceDecision
        self.state = state
        self.holder = holder
        self.isBlocked = isBlocked
        self.isEdited = isEdited
    }

    /// The draft's state and holder after the decision.
    public struct Outcome: Hashable, Sendable {
        public var state: StoredDraft.State
        public var holder: String?
        /// nil where nothing is to be told.
        public var event: ServiceEvent.Kind?

        public init(state: StoredDraft.State, holder: String?, event: ServiceEvent.Kind?) {
            self.state = state
            self.holder = holder
            self.event = event
        }
    }

    public func outcome(
        of kind: Decision.Kind, _ payload: Decision.Payload, by actor: String, role: Role
    ) throws(ReviewRefusal) -> Outcome {
        guard role >= .technician else { throw .needsRole(.technician) }
        if kind == .rate {
            guard payload.evidence.nonBlank != nil, payload.isUseful != nil else { throw .textMissing }
            return Outcome(state: state, holder: holder, event: nil)
        }
        switch state {
        case .stale: throw .stale
        case .approved, .rejected:
            guard kind == .undo else { throw .alreadyDecided(state) }
            guard let secondsSinceDecision, secondsSinceDecision <= Self.undoSeconds, holder == actor else {
                throw .tooLate
            }
            return Outcome(state: .claimed, holder: actor, event: .draftClaimed)
        case .open, .claimed: break
        }
        guard kind != .undo else { throw .tooLate }
        if state == .claimed, holder != actor, role < .lead { throw .claimedByAnother }
        switch kind {
        case .claim:
            guard state == .open || holder != actor else { throw .alreadyClaimed }
            return Outcome(state: .claimed, holder: actor, event: .draftClaimed)
        case .release:
            guard state == .claimed else { throw .notClaimed }
            return Outcome(state: .open, holder: nil, event: .draftReleased)
        case .edit:
            guard payload.text.nonBlank != nil || payload.steps.nonBlank != nil else { throw .textMissing }
            return Outcome(state: .claimed, holder: actor, event: .draftEdited)
        case .vouch:
            guard payload.sentence.nonBlank != nil else { throw .textMissing }
            return Outcome(state: .claimed, holder: actor, event: .draftEdited)
        case .attach:
            guard payload.sentence.nonBlank != nil, payload.evidence.nonBlank != nil else { throw .textMissing }
            return Outcome(state: .claimed, holder: actor, event: .draftEdited)
        case .regenerate:
            return Outcome(state: .claimed, holder: actor, event: .draftEdited)
        case .reject:
            let says = payload.rejection != nil && payload.rejection != .other
            guard says || payload.reason.nonBlank != nil else { throw .textMissing }
            return Outcome(state: .rejected, holder: actor, event: .draftDecided)
        case .approve:
            try requireApproval(payload, role)
            return Outcome(state: .approved, holder: actor, event: .draftDecided)
        case .rate, .undo: throw .alreadyDecided(state)
        }
    }

    private func requireApproval(_ payload: Decision.Payload, _ role: Role) throws(ReviewRefusal) {
        if let verdict, !verdict.internalOnly.isEmpty, payload.asNote != true, payload.confirmInternal != true {
            throw .needsConfirmation
        }
        guard verdict?.claims.blocked ?? (isBlocked && !isEdited && payload.text.nonBlank == nil) else { return }
        guard payload.confirmUnsupported == true else { throw .blocked }
        guard role >= .lead else { throw .needsRole(.lead) }
    }
}
