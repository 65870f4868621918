import Domain
import Enrichment

/// What was found, in tabs. Each tab is a link to its panel; of the panels the one that the address names shows, which
/// the stylesheet sees to, and all of them do in print.
struct FoundColumn: Sendable {
    let view: ReviewView
    let around: TicketSurroundings
    let query: TicketQuery
    let anchors: EvidenceAnchors
    let policy: Policy
    let hasModel: Bool

    func write(to html: inout HTML) {
        html.element("nav", [.fixed("aria-label", "What it rests on")]) { html in
            html.element("div", [.fixed("class", "tabs found-tabs")]) { html in
                for tab in TicketQuery.Tab.allCases { self.tab(&html, tab) }
            }
        }
        html.element("div", [.fixed("class", "panels")]) { html in
            for tab in TicketQuery.Tab.allCases {
                var attributes: [HTML.Attribute] = [
                    .data("id", "panel-" + tab.rawValue), .fixed("class", tab == query.tab ? "panel current" : "panel"),
                    .data("aria-labelledby", "tab-" + tab.rawValue),
                ]
                attributes.append(.data("data-panel", tab.rawValue))
                html.element("section", attributes) { html in
                    html.element("h2", [.fixed("class", "vh")], text: tab.label)
                    panel(tab, &html)
                }
            }
        }
    }

    private func tab(_ html: inout HTML, _ tab: TicketQuery.Tab) {
        var attributes: [HTML.Attribute] = [
            .data("id", "tab-" + tab.rawValue), .data("href", "#panel-" + tab.rawValue),
            .data("data-tab", tab.rawValue),
        ]
        if tab == query.tab { attributes.append(.fixed("aria-current", "true")) }
        html.element("a", attributes) { html in
            html.text(tab.label)
            if let count = count(tab), count > 0 {
                html.markup(" ")
                html.element("span", [.fixed("class", "count")], text: Figures.grouped(count))
            }
        }
    }

    private func count(_ tab: TicketQuery.Tab) -> Int? {
        let context = view.record.context
        return switch tab {
        case .evidence: context.evidence.count
        case .device: context.devices.count
        case .documents: context.documents.count
        case .similar: context.tickets.count
        case .person: nil
        case .egress: view.record.egress.count
        }
    }

    private func panel(_ tab: TicketQuery.Tab, _ html: inout HTML) {
        switch tab {
        case .evidence: evidence(&html)
        case .device: DevicePanels(view: view, anchors: anchors).write(to: &html)
        case .documents: documents(&html)
        case .similar: similar(&html)
        case .person: PersonPanel(view: view, around: around).write(to: &html)
        case .egress: EgressPanel(view: view, policy: policy, hasModel: hasModel).write(to: &html)
        }
    }

    private func evidence(_ html: inout HTML) {
        if view.evidence.isEmpty {
            html.markup("<p class=\"soft\">Nothing was found that a sentence could rest on.</p>")
        }
        var written: Set<String> = []
        for item in view.evidence {
            guard let anchor = anchors[item.id], written.insert(item.id).inserted else { continue }
            EvidenceCard(view: view, item: item, anchor: anchor, query: query).write(to: &html)
        }
    }

    private func documents(_ html: inout HTML) {
        let documents = view.record.context.documents
        if documents.isEmpty { html.markup("<p class=\"soft\">No document matched.</p>") }
        for match in documents {
            html.element("article", [.fixed("class", "found")]) { html in
                html.element("h3", [.fixed("dir", "auto")], text: match.title.clipped(to: 200))
                html.element("p", [.fixed("class", "row")]) { html in
                    html.tag(
                        match.visibility.mayReachRequester ? "Shareable" : "Internal",
                        tone: match.visibility.mayReachRequester ? .ok : .weak)
                    html.element(
                        "span", [.fixed("class", "soft")], text: "score " + Figures.decimal(match.score, places: 1))
                    cited(&html, .document, match.id.rawValue)
                    if let url = match.url { html.outsideLink(url, view.visit, text: "Open") }
                }
                html.matchedTerms(match.matchedTerms)
            }
        }
    }

    private func similar(_ html: inout HTML) {
        let tickets = view.record.context.tickets
        if tickets.isEmpty { html.markup("<p class=\"soft\">No earlier ticket of this client is like it.</p>") }
        for match in tickets {
            html.element("article", [.fixed("class", "found")]) { html in
                html.element("h3", [.fixed("dir", "auto")]) { html in
                    html.element(
                        "a", [.data("href", view.visit.link(TicketLinks.path(match.id)))],
                        text: match.subject.unlessBlank?.clipped(to: 200) ?? "(no subject)")
                }
                html.element("p", [.fixed("class", "row")]) { html in
                    html.element("bdi", [.fixed("class", "soft")], text: match.id.rawValue.clipped(to: 40))
                    html.element(
                        "span", [.fixed("class", "soft")], text: "score " + Figures.decimal(match.score, places: 1))
                    cited(&html, .similarTicket, match.id.rawValue)
                }
                if let resolution = match.resolution.nonBlank {
                    html.element("p", [.fixed("class", "words-of-others"), .fixed("dir", "auto")]) { html in
                        html.markup("<strong>Solved by: </strong>")
                        html.text(resolution.clipped(to: 700))
                    }
                } else {
                    html.markup("<p class=\"soft\">How it was solved is not written down.</p>")
                }
                html.matchedTerms(match.matchedTerms)
            }
        }
    }

    /// Links to the evidence that comes from a record.
    private func cited(_ html: inout HTML, _ kind: Evidence.Kind, _ source: String) {
        html.evidenceLinks(view.evidence.filter { $0.kind == kind && $0.source == source }.map(\.id), anchors)
    }
}

extension HTML {
    mutating func evidenceLinks(_ ids: [String], _ anchors: EvidenceAnchors) {
        for id in ids.prefix(8) {
            guard let anchor = anchors[id] else { continue }
            element("a", [.fixed("class", "chip more"), .data("href", "#" + anchor)], text: id.clipped(to: 16))
        }
    }
}
