/// Many drafts in numbers. Grows draft by draft; keeps only what medians need.
public struct DraftTally: Hashable, Sendable {
    public private(set) var outcomes: [DraftOutcome: Int] = [:]
    /// By code; nil is a rejection without one.
    public private(set) var rejections: [String?: Int] = [:]
    public private(set) var claims = DraftSummary.Claims(supported: 0, weak: 0, unsupported: 0)
    /// Drafts with at least one sentence that needs evidence.
    public private(set) var checkedDrafts = 0
    /// Those of them whose every such sentence is supported.
    public private(set) var groundedDrafts = 0
    public private(set) var inputTokens: Int64 = 0
    public private(set) var outputTokens: Int64 = 0
    public private(set) var cost = 0.0
    /// Drafts whose cost is known.
    public private(set) var pricedDrafts = 0
    private var distances: [Double] = []
    private var seconds: [Double] = []

    public init() {}

    public mutating func add(_ draft: DraftFigure) {
        let outcome = draft.outcome
        outcomes[outcome, default: 0] += 1
        if outcome == .rejected { rejections[draft.rejection, default: 0] += 1 }
        claims.supported += draft.claims.supported
        claims.weak += draft.claims.weak
        claims.unsupported += draft.claims.unsupported
        if draft.claims.total > 0 {
            checkedDrafts += 1
            if draft.claims.supported == draft.claims.total { groundedDrafts += 1 }
        }
        inputTokens += draft.inputTokens
        outputTokens += draft.outputTokens
        if let cost = draft.cost {
            self.cost += cost
            pricedDrafts += 1
        }
        if outcome == .approvedEdited, let distance = draft.distance { distances.append(distance) }
        if isDecided(outcome), let decided = draft.decidedAt {
            seconds.append(Double(max(0, decided.milliseconds - draft.createdAt.milliseconds)) / 1000)
        }
    }

    public subscript(_ outcome: DraftOutcome) -> Int { outcomes[outcome] ?? 0 }

    public var drafts: Int { outcomes.values.reduce(0, +) }
    public var approved: Int { self[.approvedUnedited] + self[.approvedEdited] }
    public var decided: Int { approved + self[.rejected] }

    /// The share of decided drafts with that outcome.
    public func share(_ outcome: DraftOutcome) -> Share { Share(self[outcome], of: decided) }

    /// Drafts whose every sentence that needs evidence has it.
    public var grounded: Share { Share(groundedDrafts, of: checkedDrafts) }

    /// How far edited approvals are from the drafted reply, 0 to 1; unedited ones are not among them.
    public var editDistance: Spread { Spread(distances) }

    /// Seconds from the making of a draft to its approval or rejection.
    public var decisionSeconds: Spread { Spread(seconds) }

    private func isDecided(_ outcome: DraftOutcome) -> Bool {
        switch outcome {
        case .approvedUnedited, .approvedEdited, .rejected: true
        case .undecided, .outdated: false
        }
    }
}
