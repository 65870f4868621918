import Domain
import Enrichment

/// One piece of evidence: what it is, whom it may reach, how old it is, and its words.
struct EvidenceCard: Sendable {
    let view: ReviewView
    let item: Evidence
    let anchor: String
    let query: TicketQuery

    /// Longer texts are cut around what is cited.
    static let shownCharacters = 900
    private static let oldSeconds: Int64 = 365 * 86_400

    func write(to html: inout HTML) {
        html.element(
            "article",
            [
                .fixed("class", "evidence"), .data("id", anchor), .data("data-evidence", item.id),
                .fixed("tabindex", "-1"),
                .data("aria-labelledby", anchor + "-title"),
            ]
        ) { html in
            html.element("div", [.fixed("class", "evidence-head")]) { html in
                html.element("span", [.fixed("class", "eid")], text: item.id.clipped(to: 16))
                html.element("span", [.fixed("class", "soft")], text: item.kind.label)
                if item.visibility.mayReachRequester {
                    html.tag("Shareable", tone: .ok)
                } else {
                    html.tag("Internal", tone: .weak)
                }
                age(&html)
            }
            html.element(
                "h3", [.data("id", anchor + "-title"), .fixed("dir", "auto")],
                text: item.title.unlessBlank?.clipped(to: 200) ?? item.kind.label)
            if let contradiction {
                html.element("p", [.fixed("class", "contradiction")]) { html in
                    html.shape("!")
                    html.text(" " + contradiction)
                }
            }
            excerpt(&html)
            html.matchedTerms(terms)
            html.element("div", [.fixed("class", "row")]) { html in
                if let url = item.url { html.outsideLink(url, view.visit, text: "Open the source") }
                ActSlots(view: view).rate(item.id, &html)
            }
        }
    }

    private func age(_ html: inout HTML) {
        guard let updated = item.updatedAt else { return }
        let isOld = view.visit.now.seconds(since: updated) > Self.oldSeconds
        html.element("span", [.fixed("class", isOld ? "badge weak" : "soft")]) { html in
            if isOld { html.shape("!") }
            if isOld { html.markup("old: ") }
            html.age(updated, now: view.visit.now)
        }
    }

    private var contradiction: String? {
        guard item.kind == .document, let device = view.devices.first, let os = device.os else { return nil }
        return WindowsVersions.contradiction(document: item.title + "\n" + item.text, os: os, host: device.hostname)
    }

    private var terms: [TermWeight] {
        let context = view.record.context
        switch item.kind {
        case .document: return context.documents.first { $0.id.rawValue == item.source }?.matchedTerms ?? []
        case .similarTicket: return context.tickets.first { $0.id.rawValue == item.source }?.matchedTerms ?? []
        default: return []
        }
    }

    private func excerpt(_ html: inout HTML) {
        let citing = view.sentences.filter { $0.sentence.evidence.contains(item.id) }.map {
            (key: $0.key, text: $0.text)
        }
        let segments = CitedSpans(item.text, for: citing).segments
        let window = query.evidence == item.id ? segments.indices : Self.window(segments)
        html.element("div", [.fixed("class", "excerpt words-of-others"), .fixed("dir", "auto")]) { html in
            if window.lowerBound > 0 { html.markup("… ") }
            for segment in segments[window] {
                let text = query.evidence == item.id ? segment.text : segment.text.clipped(to: Self.shownCharacters)
                if segment.sentences.isEmpty {
                    html.marked(text, terms: terms)
                } else {
                    html.element(
                        "mark", [.fixed("class", "cited"), .data("data-for", segment.sentences.joined(separator: " "))]
                    ) { html in
                        html.marked(text, terms: terms)
                    }
                }
            }
            if window.upperBound < segments.count { html.markup(" …") }
        }
        if window.count < segments.count || segments.contains(where: { $0.text.utf8.count > 4 * Self.shownCharacters }),
            query.evidence != item.id
        {
            html.element("p", [.fixed("class", "small")]) { html in
                html.element(
                    "a",
                    [
                        .data(
                            "href",
                            view.visit.link(
                                query.path(view.draft.ticketID) {
                                    $0.evidence = item.id
                                    $0.tab = .evidence
                                }) + "#" + anchor)
                    ]
                ) { html in
                    html.markup("Show all<span class=\"vh\"> of this evidence</span>")
                    html.text(" (\(Figures.count(item.text.count, "character", "characters")))")
                }
            }
        }
    }

    /// From a little before the first cited stretch, as much as is shown.
    private static func window(_ segments: [CitedSpans.Segment]) -> Range<Int> {
        let total = segments.reduce(0) { $0 + $1.text.utf8.count }
        guard total > shownCharacters else { return segments.indices }
        let cited = segments.firstIndex { !$0.sentences.isEmpty } ?? 0
        let beginning = segments[..<cited].reduce(0) { $0 + $1.text.utf8.count }
        let start = beginning < shownCharacters / 2 ? 0 : max(0, cited - 1)
        var end = start
        var length = 0
        while end < segments.count, end <= cited || length + segments[end].text.utf8.count <= shownCharacters {
            length += segments[end].text.utf8.count
            end += 1
        }
        return start..<end
    }
}

extension HTML {
    /// The terms that made a score, the heaviest first, each with its weight.
    mutating func matchedTerms(_ terms: [TermWeight]) {
        guard !terms.isEmpty else { return }
        element("p", [.fixed("class", "terms")]) { html in
            html.markup("<span class=\"soft\">Matched by </span>")
            for (index, term) in terms.prefix(8).enumerated() {
                if index > 0 { html.markup("<span class=\"vh\">, </span>") }
                html.element("span", [.fixed("class", "term")]) { html in
                    html.element("bdi", text: term.term.clipped(to: 40))
                    html.markup(" ")
                    html.element("span", [.fixed("class", "soft")], text: Figures.decimal(term.weight, places: 1))
                }
            }
            if terms.count > 8 { html.element("span", [.fixed("class", "soft")], text: " and \(terms.count - 8) more") }
        }
    }
}
