import Domain

/// What was found: devices, documents, earlier tickets, and every other piece of evidence, each once, with its anchor.
struct ContextSection {
    var record: EnrichmentRecord
    var facts: TicketFacts
    var anchors: Anchors
    var generatedAt: Timestamp
    /// Evidence that has its place in the page already.
    private var shown: Set<String> = []

    init(record: EnrichmentRecord, facts: TicketFacts, anchors: Anchors, generatedAt: Timestamp) {
        self.record = record
        self.facts = facts
        self.anchors = anchors
        self.generatedAt = generatedAt
    }

    mutating func write(to html: inout HTML) {
        devices(&html)
        documents(&html)
        tickets(&html)
        others(&html)
    }

    // MARK: Devices

    private mutating func devices(_ html: inout HTML) {
        html.markup("<section><h3>Device</h3>")
        if record.context.devices.isEmpty { html.markup("<p class=\"q\">No device was recognised.</p>") }
        for match in record.context.devices {
            let device = facts.devices.first { $0.id == match.id }
            html.element("div", [.fixed("class", "box")]) { html in
                DevicePanel(match: match, device: device, generatedAt: generatedAt).write(to: &html)
                evidence(&html, of: .device, source: match.id.rawValue)
            }
        }
        html.markup("</section>")
    }

    // MARK: Documents

    private mutating func documents(_ html: inout HTML) {
        html.markup("<section><h3>Documents</h3>")
        if record.context.documents.isEmpty { html.markup("<p class=\"q\">No document matched.</p>") }
        for match in record.context.documents {
            html.element("div", [.fixed("class", "box")]) { html in
                html.element("div", [.fixed("class", "hd")]) { html in
                    html.element("h4", [.fixed("dir", "auto")], text: match.title.clipped(to: 200))
                    html.score(match.score)
                }
                html.element("p", [.fixed("class", "q")]) { html in
                    if match.visibility.mayReachRequester {
                        html.markup("shareable")
                    } else {
                        html.markup("<span class=\"int\">internal</span>")
                    }
                    if let updated = record.context.evidence.first(where: { $0.source == match.id.rawValue })?.updatedAt
                    {
                        html.text(", updated \(updated.day)")
                    }
                    if let url = match.url {
                        html.markup(" · ")
                        html.address(url)
                    }
                }
                html.terms(match.matchedTerms)
                for passage in match.passages { self.passage(&html, passage, terms: match.matchedTerms) }
                evidence(&html, of: .document, source: match.id.rawValue, terms: match.matchedTerms)
            }
        }
        html.markup("</section>")
    }

    private mutating func passage(_ html: inout HTML, _ passage: Passage, terms: [TermWeight]) {
        var attributes: [HTML.Attribute] = [.fixed("class", "ev")]
        if let anchor = anchors[passage.evidenceID], shown.insert(passage.evidenceID).inserted {
            attributes.append(.data("id", anchor))
        }
        html.quotation(attributes, id: passage.evidenceID, text: passage.text, terms: terms)
    }

    // MARK: Earlier tickets

    private mutating func tickets(_ html: inout HTML) {
        guard !record.context.tickets.isEmpty else { return }
        html.markup("<section><h3>Earlier tickets</h3>")
        for match in record.context.tickets {
            html.element("div", [.fixed("class", "box")]) { html in
                html.element("div", [.fixed("class", "hd")]) { html in
                    html.element("h4", [.fixed("dir", "auto")]) { html in
                        html.element("span", [.fixed("class", "num")], text: match.id.rawValue.clipped(to: 40))
                        html.markup(" ")
                        html.text(match.subject.clipped(to: 200))
                    }
                    html.score(match.score)
                }
                html.terms(match.matchedTerms)
                let cited = record.context.evidence.contains {
                    $0.kind == .similarTicket && $0.source == match.id.rawValue
                }
                if cited {
                    evidence(&html, of: .similarTicket, source: match.id.rawValue, terms: match.matchedTerms)
                } else if let resolution = match.resolution.nonBlank {
                    html.element("p", [.fixed("class", "sol"), .fixed("dir", "auto")]) { html in
                        html.markup("<b>Solved by:</b> ")
                        html.text(resolution.clipped(to: 1200))
                    }
                }
            }
        }
        html.markup("</section>")
    }

    // MARK: Evidence

    /// The evidence taken from one record, where it has no place yet.
    private mutating func evidence(
        _ html: inout HTML, of kind: Evidence.Kind, source: String, terms: [TermWeight] = []
    ) {
        for item in record.context.evidence where item.kind == kind && item.source == source {
            guard shown.insert(item.id).inserted, let anchor = anchors[item.id] else { continue }
            html.quotation([.fixed("class", "ev"), .data("id", anchor)], id: item.id, text: item.text, terms: terms)
        }
    }

    private mutating func others(_ html: inout HTML) {
        let rest = record.context.evidence.filter { !shown.contains($0.id) }
        guard !rest.isEmpty else { return }
        html.markup("<section><h3>Other evidence</h3><div class=\"box\">")
        for item in rest {
            guard shown.insert(item.id).inserted, let anchor = anchors[item.id] else { continue }
            html.quotation([.fixed("class", "ev"), .data("id", anchor)], id: item.id, text: item.text) { html in
                html.text(item.kind.label)
                if item.kind != .ticket, !item.title.isEmpty {
                    html.markup(": ")
                    html.element("bdi", text: item.title.clipped(to: 120))
                }
            }
        }
        html.markup("</div></section>")
    }
}

extension HTML {
    mutating func score(_ score: Double) {
        element("span", [.fixed("class", "score"), .fixed("title", "score")]) { html in
            html.text(Figures.decimal(score, places: 2))
        }
    }

    /// The terms that made a score, the heaviest first.
    mutating func terms(_ terms: [TermWeight]) {
        guard !terms.isEmpty else { return }
        element("p", [.fixed("class", "terms")]) { html in
            html.markup("<span class=\"vh\">Matched terms and weights: </span>")
            for (index, term) in terms.prefix(8).enumerated() {
                if index > 0 { html.markup("<span class=\"vh\">, </span>") }
                html.element("span") { html in
                    html.element("bdi", text: term.term.clipped(to: 40))
                    html.markup(" ")
                    html.element("i", text: Figures.decimal(term.weight, places: 2))
                }
            }
            if terms.count > 8 { html.element("span", text: "and \(terms.count - 8) more") }
        }
    }

    /// A piece of evidence with its id in the margin.
    mutating func quotation(
        _ attributes: [Attribute], id: String, text: String, terms: [TermWeight] = [],
        caption: ((inout HTML) -> Void)? = nil
    ) {
        element("div", attributes) { html in
            html.element("span", [.fixed("class", "eid")], text: id.clipped(to: 16))
            html.element("div", [.fixed("class", "tx"), .fixed("dir", "auto")]) { html in
                if let caption { html.element("span", [.fixed("class", "cap")], caption) }
                html.marked(text.clipped(to: 2400), terms: terms)
            }
        }
    }
}
