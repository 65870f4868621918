import Domain
import Enrichment

/// The tables of the insights, for the page and for downloads.
struct InsightTables: Sendable {
    let insights: Insights
    /// By id, of the clients the caller may see.
    let clientNames: [ClientID: String]
    let link: @Sendable (String) -> String

    static let ids = [
        "totals", "outcomes", "rejections", "edits", "decisions", "clients", "boards", "prompts", "models", "documents",
        "gap-categories", "gap-terms", "gaps",
    ]

    /// nil for an id that is none of `ids`.
    func table(_ id: String) -> ReportTable? {
        switch id {
        case "totals": totals
        case "outcomes": outcomes
        case "rejections": rejections
        case "edits": edits
        case "decisions": decisions
        case "clients": groups(.client)
        case "boards": groups(.board)
        case "prompts": groups(.prompt)
        case "models": groups(.model)
        case "documents": documents
        case "gap-categories": gapCategories
        case "gap-terms": gapTerms
        case "gaps": gapTickets
        default: nil
        }
    }

    var totals: ReportTable {
        ReportTable(
            id: "totals", title: "All drafts of the period", columns: Self.tallyColumns,
            rows: [Self.cells(insights.total)])
    }

    var outcomes: ReportTable {
        let first = insights.query.stepDays == 1 ? "Day" : "Week from"
        return ReportTable(
            id: "outcomes", title: "What became of the drafts",
            columns: [.words(first, "from"), .number("Drafts", "drafts")]
                + DraftOutcome.allCases.map { .number(InsightWords.outcome($0), $0.rawValue) },
            rows: insights.steps.map { step in
                [.words(step.start.day), .count(step.tally.drafts)]
                    + DraftOutcome.allCases.map { .count(step.tally[$0]) }
            })
    }

    var rejections: ReportTable {
        let total = insights.total[.rejected]
        let found = insights.total.rejections.sorted {
            $0.value != $1.value ? $0.value > $1.value : ($0.key ?? "") < ($1.key ?? "")
        }
        return ReportTable(
            id: "rejections", title: "Why drafts were rejected",
            columns: [
                .words("Reason", "reason"), .number("Drafts", "drafts"), .share("Of all rejections", "share"),
            ],
            rows: found.map {
                [.words(InsightWords.rejection($0.key)), .count($0.value), .share(Share($0.value, of: total))]
            })
    }

    var edits: ReportTable {
        distribution(
            "edits", "How much approved replies were changed", "Words that differ", Classes.distances,
            of: insights.total.editDistance)
    }

    var decisions: ReportTable {
        distribution(
            "decisions", "How long drafts waited for a decision", "Time", Classes.seconds,
            of: insights.total.decisionSeconds)
    }

    private func distribution(
        _ id: String, _ title: String, _ column: String, _ classes: Classes, of spread: Spread
    ) -> ReportTable {
        ReportTable(
            id: id, title: title,
            columns: [.words(column, "class"), .number("Drafts", "drafts"), .share("Share", "share")],
            rows: zip(classes.labels, spread.counts(below: classes.bounds)).map {
                [.words($0), .count($1), .share(Share($1, of: spread.count))]
            })
    }

    // MARK: Groups

    func groups(_ dimension: Insights.Dimension) -> ReportTable {
        let words = InsightWords.dimension(dimension)
        return ReportTable(
            id: dimension.rawValue + "s", title: words.title,
            columns: [.words(words.column, dimension.rawValue)] + Self.tallyColumns,
            rows: (insights.groups[dimension] ?? []).map { group in
                [name(group.key, dimension)] + Self.cells(group.tally)
            })
    }

    private func name(_ key: String?, _ dimension: Insights.Dimension) -> ReportTable.Cell {
        guard let key else { return .missing(InsightWords.dimension(dimension).missing) }
        guard key != Insights.rest else { return .missing("all others") }
        return .words(dimension == .client ? clientNames[ClientID(key)] ?? key : key)
    }

    private static let tallyColumns: [ReportTable.Column] = [
        .number("Drafts", "drafts"), .number("Decided", "decided"),
        .share("Approved unedited", "approved_unedited_share"),
        .share("Approved after editing", "approved_edited_share"),
        .share("Rejected", "rejected_share"), .share("Wholly supported", "grounded_share"),
        .number("Median change", "edit_distance_median"), .number("9 of 10 changed at most", "edit_distance_p90"),
        .number("Median time", "decision_seconds_median"), .number("9 of 10 decided within", "decision_seconds_p90"),
        .number("Tokens in", "input_tokens"), .number("Tokens out", "output_tokens"), .number("Cost", "cost"),
    ]

    private static func cells(_ tally: DraftTally) -> [ReportTable.Cell] {
        let distance = tally.editDistance
        let seconds = tally.decisionSeconds
        return [
            .count(tally.drafts), .count(tally.decided), .share(tally.share(.approvedUnedited)),
            .share(tally.share(.approvedEdited)), .share(tally.share(.rejected)), .share(tally.grounded),
            .percent(distance.isTooFew ? nil : distance.median),
            .percent(distance.isTooFew ? nil : distance.percentile(90)),
            .seconds(seconds.isTooFew ? nil : seconds.median),
            .seconds(seconds.isTooFew ? nil : seconds.percentile(90)),
            .count(Int(tally.inputTokens)), .count(Int(tally.outputTokens)),
            .money(tally.pricedDrafts > 0 ? tally.cost : nil),
        ]
    }

    // MARK: Documents

    var documents: ReportTable {
        ReportTable(
            id: "documents", title: "Documents that helped",
            columns: [
                .words("Document", "document"), .number("Found for", "found"),
                .number("Cited in approved drafts", "cited"), .number("Rated useful", "useful"),
                .number("Rated not useful", "not_useful"), .words("Id", "id"),
            ],
            rows: insights.documents.map {
                [
                    .words($0.title), .count($0.found), .count($0.cited), .count($0.useful), .count($0.notUseful),
                    .words($0.id.rawValue),
                ]
            })
    }

    var gapCategories: ReportTable {
        let gaps = insights.gaps
        let found = gaps.categories.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        return ReportTable(
            id: "gap-categories", title: "Tickets without a document, by category",
            columns: [.words("Category", "category"), .number("Tickets", "tickets")],
            rows: found.map { [.words($0.key), .count($0.value)] })
    }

    var gapTerms: ReportTable {
        let terms = SubjectWords.frequent(in: insights.gaps.examples.map(\.subject), limit: 30)
        return ReportTable(
            id: "gap-terms", title: "Words in the subjects of these tickets",
            columns: [.words("Word", "word"), .number("Tickets", "tickets")],
            rows: terms.map { [.words($0.word), .count($0.count)] })
    }

    var gapTickets: ReportTable {
        ReportTable(
            id: "gaps", title: "Tickets without a document, the newest first",
            columns: [
                .words("Subject", "subject"), .words("Client", "client"), .words("Category", "category"),
                .words("Draft made", "draft_made"), .words("Ticket", "ticket"),
            ],
            rows: insights.gaps.examples.map { example in
                [
                    .link(
                        example.subject, address: link("/tickets/" + FormEncoding.escape(example.ticketID.rawValue))),
                    example.clientID.map { .words(clientNames[$0] ?? $0.rawValue) } ?? .missing("not known"),
                    .words(example.category), .time(example.createdAt), .words(example.ticketID.rawValue),
                ]
            })
    }
}

/// The classes of a distribution.
struct Classes: Sendable {
    var bounds: [Double]
    /// One more than bounds.
    var labels: [String]

    static let distances = Classes(
        bounds: [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75],
        labels: ["below 5 %", "5–10 %", "10–20 %", "20–30 %", "30–40 %", "40–50 %", "50–75 %", "75 % and more"])

    static let seconds = Classes(
        bounds: [15, 60, 300, 900, 3600, 14_400, 86_400],
        labels: [
            "below 15 s", "15–60 s", "1–5 min", "5–15 min", "15–60 min", "1–4 h", "4–24 h", "a day and more",
        ])
}
