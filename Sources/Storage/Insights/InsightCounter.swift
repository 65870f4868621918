internal import Domain

/// Takes in drafts one by one, in one pass.
struct InsightCounter {
    private let query: InsightQuery
    private var total = DraftTally()
    private var steps: [Timestamp: DraftTally] = [:]
    private var groups: [Insights.Dimension: [String?: DraftTally]] = [:]
    private var boards: Set<String> = []
    private var tickets: Set<TicketID> = []
    /// Without a document, with the newest draft of each and its category.
    private var gaps: [TicketID: (draft: Int64, category: String)] = [:]

    init(_ query: InsightQuery) {
        self.query = query
    }

    /// - Parameter id: of the draft; they come in order of time.
    mutating func take(_ draft: DraftFigure, id: Int64) {
        if let board = draft.board, boards.count < Insights.groupLimit { boards.insert(board) }
        if let board = query.board, draft.board != board { return }
        total.add(draft)
        steps[query.step(of: draft.createdAt), default: DraftTally()].add(draft)
        add(draft, .client, draft.clientID?.rawValue)
        add(draft, .board, draft.board)
        add(draft, .prompt, draft.prompt)
        add(draft, .model, draft.model)
        tickets.insert(draft.ticketID)
        // The newest draft says how it stands: a document may have been written since.
        if draft.documents == 0 {
            gaps[draft.ticketID] = (id, draft.category)
        } else {
            gaps[draft.ticketID] = nil
        }
    }

    private mutating func add(_ draft: DraftFigure, _ dimension: Insights.Dimension, _ key: String?) {
        var key = key
        if let count = groups[dimension]?.count, count >= Insights.groupLimit, groups[dimension]?[key] == nil {
            key = Insights.rest
        }
        groups[dimension, default: [:]][key, default: DraftTally()].add(draft)
    }

    /// The newest drafts of tickets without a document.
    var gapDrafts: [Int64] {
        gaps.values.map(\.draft).sorted(by: >).prefix(DocumentationGaps.exampleLimit).map(\.self)
    }

    func insights() -> Insights {
        var insights = Insights(query: query)
        insights.total = total
        insights.steps = everyStep()
        insights.groups = groups.mapValues { groups in
            groups.map { Insights.Group(key: $0.key, tally: $0.value) }.sorted(by: Self.isBefore)
        }
        insights.boards = boards.sorted()
        insights.gaps.tickets = gaps.count
        insights.gaps.allTickets = tickets.count
        for gap in gaps.values { insights.gaps.categories[gap.category, default: 0] += 1 }
        return insights
    }

    /// The most drafts first, what was lumped together last.
    private static func isBefore(_ one: Insights.Group, _ other: Insights.Group) -> Bool {
        let isRest = (one.key == Insights.rest, other.key == Insights.rest)
        if isRest.0 != isRest.1 { return isRest.1 }
        let counts = (one.tally.drafts, other.tally.drafts)
        return counts.0 != counts.1 ? counts.0 > counts.1 : (one.key ?? "") < (other.key ?? "")
    }

    private func everyStep() -> [Insights.Step] {
        guard query.since < query.until else { return [] }
        var all: [Insights.Step] = []
        var start = query.step(of: query.since)
        while start < query.until {
            all.append(Insights.Step(start: start, tally: steps[start] ?? DraftTally()))
            start = start.adding(seconds: query.stepDays * 86_400)
        }
        return all
    }
}
