import Testing

@testable import Domain

/// The whole table of what a draft allows to whom.
@Suite struct ReviewRulesTests {
    static let full: Decision.Payload = {
        var payload = Decision.Payload(text: "x", reason: "x")
        payload.sentence = "x"
        payload.evidence = "E1"
        return payload
    }()

    private func outcome(
        _ kind: Decision.Kind, _ state: StoredDraft.State, holder: String? = nil, role: Role = .technician,
        isBlocked: Bool = false, isEdited: Bool = false, _ payload: Decision.Payload = full
    ) throws(ReviewRefusal) -> ReviewRules.Outcome {
        try ReviewRules(state: state, holder: holder, isBlocked: isBlocked, isEdited: isEdited)
            .outcome(of: kind, payload, by: "me", role: role)
    }

    /// Those that work on a draft nobody has decided yet; all but rating and taking back.
    static let working = Decision.Kind.allCases.filter { $0 != .rate && $0 != .undo }

    @Test(arguments: working) func decidedAndStaleDraftsTakeNothing(_ kind: Decision.Kind) {
        for state in [StoredDraft.State.approved, .rejected] {
            #expect(throws: ReviewRefusal.alreadyDecided(state)) { try outcome(kind, state, role: .admin) }
        }
        #expect(throws: ReviewRefusal.stale) { try outcome(kind, .stale, role: .admin) }
    }

    @Test(arguments: Decision.Kind.allCases) func readersDecideNothing(_ kind: Decision.Kind) {
        for state in StoredDraft.State.allCases {
            #expect(throws: ReviewRefusal.needsRole(.technician)) { try outcome(kind, state, role: .reader) }
        }
    }

    @Test(arguments: working) func aClaimKeepsOthersOut(_ kind: Decision.Kind) throws {
        #expect(throws: ReviewRefusal.claimedByAnother) { try outcome(kind, .claimed, holder: "them") }
        #expect(throws: Never.self) { try outcome(kind, .claimed, holder: "them", role: .lead) }
    }

    @Test func eachKindLeadsToItsState() throws {
        #expect(try outcome(.claim, .open) == .init(state: .claimed, holder: "me", event: .draftClaimed))
        #expect(
            try outcome(.release, .claimed, holder: "me") == .init(state: .open, holder: nil, event: .draftReleased))
        #expect(try outcome(.edit, .open) == .init(state: .claimed, holder: "me", event: .draftEdited))
        #expect(try outcome(.approve, .open) == .init(state: .approved, holder: "me", event: .draftDecided))
        #expect(try outcome(.reject, .open) == .init(state: .rejected, holder: "me", event: .draftDecided))
        #expect(throws: ReviewRefusal.alreadyClaimed) { try outcome(.claim, .claimed, holder: "me") }
        #expect(throws: ReviewRefusal.notClaimed) { try outcome(.release, .open) }
    }

    @Test func aBlockedDraftNeedsAPerson() throws {
        let bare = Decision.Payload()
        let confirmed = Decision.Payload(confirmUnsupported: true)
        #expect(throws: ReviewRefusal.blocked) { try outcome(.approve, .open, role: .admin, isBlocked: true, bare) }
        #expect(throws: ReviewRefusal.needsRole(.lead)) { try outcome(.approve, .open, isBlocked: true, confirmed) }
        #expect(throws: Never.self) { try outcome(.approve, .open, role: .lead, isBlocked: true, confirmed) }
        #expect(throws: Never.self) { try outcome(.approve, .open, isBlocked: true, isEdited: true, bare) }
        #expect(throws: Never.self) { try outcome(.approve, .open, isBlocked: true, .init(text: "own words")) }
        #expect(throws: Never.self) { try outcome(.approve, .open, bare) }
    }

    @Test func blankTextsAreNone() {
        #expect(throws: ReviewRefusal.textMissing) { try outcome(.edit, .open, .init(text: " \n")) }
        #expect(throws: ReviewRefusal.textMissing) { try outcome(.reject, .open, .init(reason: "\t")) }
        #expect(throws: ReviewRefusal.blocked) { try outcome(.approve, .open, isBlocked: true, .init(text: " ")) }
    }
}
