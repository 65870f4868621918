import Testing

@testable import Domain

/// Every state × act × role × holder, against a table written by hand, and what the acts of a review depend on besides.
@Suite struct ReviewTableTests {
    private static let roles: [Role] = [.reader, .technician, .lead, .admin]
    /// nil where nobody has it in hand.
    private static let holders: [String?] = [nil, "me", "them"]

    /// A payload with which every kind has all it needs.
    private static let full: Decision.Payload = {
        var payload = Decision.Payload(text: "x", reason: "x")
        payload.sentence = "x"
        payload.evidence = "E1"
        payload.isUseful = true
        return payload
    }()

    /// What is refused in which case; nil: taken.
    private static func refusal(
        _ kind: Decision.Kind, _ state: StoredDraft.State, _ holder: String?, _ role: Role, seconds: Int64?
    ) -> ReviewRefusal? {
        if role == .reader { return .needsRole(.technician) }
        switch (state, kind) {
        case (_, .rate): return nil
        case (.stale, _): return .stale
        case (.approved, .undo), (.rejected, .undo):
            return holder == "me" && (seconds.map { $0 <= 10 } ?? false) ? nil : .tooLate
        case (.approved, _), (.rejected, _): return .alreadyDecided(state)
        case (.open, .undo), (.claimed, .undo): return .tooLate
        case (.claimed, _) where holder != "me" && role == .technician: return .claimedByAnother
        case (.claimed, .claim): return holder == "me" ? .alreadyClaimed : nil
        case (.open, .release): return .notClaimed
        default: return nil
        }
    }

    @Test(arguments: Decision.Kind.allCases) func eachActInEachStateForEachRole(_ kind: Decision.Kind) throws {
        for state in StoredDraft.State.allCases {
            for role in Self.roles {
                for holder in Self.holders {
                    for seconds in [nil, 0, 10, 11] as [Int64?] {
                        let rules = ReviewRules(
                            state: state, holder: holder, isBlocked: false, isEdited: false,
                            secondsSinceDecision: seconds)
                        var refused: ReviewRefusal?
                        var outcome: ReviewRules.Outcome?
                        do throws(ReviewRefusal) {
                            outcome = try rules.outcome(of: kind, Self.full, by: "me", role: role)
                        } catch {
                            refused = error
                        }
                        let expected = Self.refusal(kind, state, holder, role, seconds: seconds)
                        let place = "\(kind) \(state) \(role) \(holder ?? "-") \(seconds ?? -1)"
                        #expect(refused == expected, "\(place)")
                        guard let outcome else { continue }
                        // Whoever acts has it in hand after; only what is put back is in nobody's.
                        switch kind {
                        case .rate:
                            #expect(outcome == .init(state: state, holder: holder, event: nil), "\(place)")
                        case .release: #expect(outcome.holder == nil && outcome.state == .open, "\(place)")
                        case .approve: #expect(outcome.holder == "me" && outcome.state == .approved, "\(place)")
                        case .reject: #expect(outcome.holder == "me" && outcome.state == .rejected, "\(place)")
                        case .claim, .edit, .vouch, .attach, .undo, .regenerate:
                            #expect(outcome.holder == "me" && outcome.state == .claimed, "\(place)")
                        }
                    }
                }
            }
        }
    }

    @Test func takingBackIsOnesOwnAndForTenSecondsAlone() {
        for state in [StoredDraft.State.approved, .rejected] {
            func undo(_ seconds: Int64?, holder: String? = "me", role: Role = .technician) throws(ReviewRefusal) {
                _ = try ReviewRules(
                    state: state, holder: holder, isBlocked: true, isEdited: false, secondsSinceDecision: seconds
                ).outcome(of: .undo, .init(), by: "me", role: role)
            }
            #expect(throws: Never.self) { try undo(0) }
            #expect(throws: Never.self) { try undo(ReviewRules.undoSeconds) }
            #expect(throws: ReviewRefusal.tooLate) { try undo(ReviewRules.undoSeconds + 1) }
            #expect(throws: ReviewRefusal.tooLate) { try undo(nil) }
            // Not even an administrator takes back what another decided.
            #expect(throws: ReviewRefusal.tooLate) { try undo(1, holder: "them", role: .admin) }
        }
    }

    @Test(arguments: [
        (Decision.Kind.vouch, "sentence"), (.attach, "sentence"), (.attach, "evidence"), (.rate, "evidence"),
        (.rate, "useful"),
    ])
    func anActWithoutItsObjectIsRefused(_ kind: Decision.Kind, _ missing: String) {
        for blank in [nil, "", " \n"] as [String?] {
            var payload = Self.full
            switch missing {
            case "sentence": payload.sentence = blank
            case "evidence": payload.evidence = blank
            default: payload.isUseful = nil
            }
            #expect(throws: ReviewRefusal.textMissing) {
                try ReviewRules(state: .open, holder: nil, isBlocked: false, isEdited: false)
                    .outcome(of: kind, payload, by: "me", role: .admin)
            }
        }
    }

    @Test func aRejectionSaysWhyInOneWordOrInItsOwn() {
        func reject(_ rejection: Decision.Rejection?, _ reason: String?) throws(ReviewRefusal) {
            var payload = Decision.Payload(reason: reason)
            payload.rejection = rejection
            _ = try ReviewRules(state: .open, holder: nil, isBlocked: true, isEdited: false)
                .outcome(of: .reject, payload, by: "me", role: .technician)
        }
        for rejection in Decision.Rejection.allCases where rejection != .other {
            #expect(throws: Never.self) { try reject(rejection, nil) }
        }
        #expect(throws: ReviewRefusal.textMissing) { try reject(.other, nil) }
        #expect(throws: ReviewRefusal.textMissing) { try reject(nil, nil) }
        #expect(throws: Never.self) { try reject(.other, "because") }
        #expect(throws: Never.self) { try reject(nil, "because") }
    }

    // MARK: Approval

    private static func approve(
        _ change: (inout Decision.Payload) -> Void = { _ in }, role: Role = .technician, isBlocked: Bool = false,
        isEdited: Bool = false, verdict: ReviewVerdict?
    ) throws(ReviewRefusal) {
        var payload = Decision.Payload()
        change(&payload)
        _ = try ReviewRules(
            state: .open, holder: nil, isBlocked: isBlocked, isEdited: isEdited, verdict: verdict
        ).outcome(of: .approve, payload, by: "me", role: role)
    }

    /// The draft's own verdict counts only as long as nobody has looked at the text as it now stands.
    @Test func aFreshVerdictGoesBeforeThatOfTheDraft() {
        let clear = ReviewVerdict(claims: ClaimSummary())
        let blocked = ReviewVerdict(claims: ClaimSummary(blocked: true, reasons: ["x"]))
        #expect(throws: Never.self) { try Self.approve(isBlocked: true, verdict: clear) }
        #expect(throws: ReviewRefusal.blocked) { try Self.approve(isBlocked: false, verdict: blocked) }
        // A text of one's own is no way around it.
        #expect(throws: ReviewRefusal.blocked) { try Self.approve(isEdited: true, verdict: blocked) }
        #expect(throws: ReviewRefusal.blocked) { try Self.approve({ $0.text = "own" }, verdict: blocked) }
        #expect(throws: ReviewRefusal.needsRole(.lead)) {
            try Self.approve({ $0.confirmUnsupported = true }, verdict: blocked)
        }
        for role in [Role.lead, .admin] {
            #expect(throws: Never.self) {
                try Self.approve({ $0.confirmUnsupported = true }, role: role, verdict: blocked)
            }
            #expect(throws: ReviewRefusal.blocked) {
                try Self.approve({ $0.confirmUnsupported = false }, role: role, verdict: blocked)
            }
        }
    }

    @Test func whatIsInternalIsConfirmedOrStaysANote() {
        let verdict = ReviewVerdict(claims: ClaimSummary(), internalOnly: ["The lease ends."])
        for role in [Role.technician, .lead, .admin] {
            #expect(throws: ReviewRefusal.needsConfirmation) { try Self.approve(role: role, verdict: verdict) }
            #expect(throws: ReviewRefusal.needsConfirmation) {
                try Self.approve({ $0.confirmInternal = false }, role: role, verdict: verdict)
            }
            // To know of what is unsupported is not to know of what is internal.
            #expect(throws: ReviewRefusal.needsConfirmation) {
                try Self.approve({ $0.confirmUnsupported = true }, role: role, verdict: verdict)
            }
            #expect(throws: Never.self) {
                try Self.approve({ $0.confirmInternal = true }, role: role, verdict: verdict)
            }
            #expect(throws: Never.self) { try Self.approve({ $0.asNote = true }, role: role, verdict: verdict) }
        }
        let both = ReviewVerdict(claims: ClaimSummary(blocked: true), internalOnly: ["The lease ends."])
        #expect(throws: ReviewRefusal.blocked) {
            try Self.approve({ $0.confirmInternal = true }, role: .lead, verdict: both)
        }
        #expect(throws: ReviewRefusal.blocked) { try Self.approve({ $0.asNote = true }, role: .lead, verdict: both) }
    }
}
