/// Which decisions a draft allows, and what each makes of it. Pure: the store carries it out.
public struct ReviewRules: Hashable, Sendable {
    public var state: StoredDraft.State
    /// Who has it in hand.
    public var holder: String?
    public var isBlocked: Bool
    /// Whether somebody has written a text of their own for it.
    public var isEdited: Bool

    public init(state: StoredDraft.State, holder: String?, isBlocked: Bool, isEdited: Bool) {
        self.state = state
        self.holder = holder
        self.isBlocked = isBlocked
        self.isEdited = isEdited
    }

    /// The draft's state and holder after the decision.
    public struct Outcome: Hashable, Sendable {
        public var state: StoredDraft.State
        public var holder: String?
        public var event: ServiceEvent.Kind

        public init(state: StoredDraft.State, holder: String?, event: ServiceEvent.Kind) {
            self.state = state
            self.holder = holder
            self.event = event
        }
    }

    public func outcome(
        of kind: Decision.Kind, _ payload: Decision.Payload, by actor: String, role: Role
    ) throws(ReviewRefusal) -> Outcome {
        guard role >= .technician else { throw .needsRole(.technician) }
        switch state {
        case .stale: throw .stale
        case .approved, .rejected: throw .alreadyDecided(state)
        case .open, .claimed: break
        }
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
        case .reject:
            guard payload.reason.nonBlank != nil else { throw .textMissing }
            return Outcome(state: .rejected, holder: actor, event: .draftDecided)
        case .approve:
            try requireApproval(payload, role)
            return Outcome(state: .approved, holder: actor, event: .draftDecided)
        }
    }

    private func requireApproval(_ payload: Decision.Payload, _ role: Role) throws(ReviewRefusal) {
        guard isBlocked, !isEdited, payload.text.nonBlank == nil else { return }
        guard payload.confirmUnsupported == true else { throw .blocked }
        guard role >= .lead else { throw .needsRole(.lead) }
    }
}
