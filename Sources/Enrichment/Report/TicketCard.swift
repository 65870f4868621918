package import Domain

/// One ticket: what came in and the draft on the left, what was found on the right.
struct TicketCard {
    var record: EnrichmentRecord
    var facts: TicketFacts
    /// From 1; the anchor is `t` and this number.
    var number: Int
    var generatedAt: Timestamp

    /// More than this of a ticket's text is left to the record: a mail of 50 MB must not make a page of 50 MB.
    static let shownText = 12_000

    func write(to html: inout HTML) {
        let anchors = Anchors(evidence: record.context.evidence, ticket: number)
        html.open(
            "article",
            [.data("id", "t\(number)"), .fixed("class", "t"), .data("aria-labelledby", "t\(number)-h")])
        header(&html)
        banners(&html)
        html.element("div", [.fixed("class", "cols")]) { html in
            html.element("div", [.fixed("class", "main")]) { html in
                text(&html)
                DraftSection(record: record, anchors: anchors).write(to: &html)
            }
            html.element("div", [.fixed("class", "side")]) { html in
                var context = ContextSection(record: record, facts: facts, anchors: anchors, generatedAt: generatedAt)
                context.write(to: &html)
            }
        }
        Provenance(record: record).write(to: &html)
        html.markup("</article>\n")
    }

    // MARK: Header

    private func header(_ html: inout HTML) {
        html.element("header") { html in
            html.element("div", [.fixed("class", "line")]) { html in
                if let client = facts.clientName ?? record.clientID?.rawValue {
                    html.element("span", [.fixed("class", "tag"), .fixed("dir", "auto")], text: client.clipped(to: 80))
                } else {
                    html.markup("<span class=\"tag none\">No client matched</span>")
                }
                html.element(
                    "span", [.fixed("class", "num")], text: facts.number ?? record.ticketID.rawValue.clipped(to: 60))
                html.verdict(record)
                html.element("span", [.fixed("class", "pol")], text: record.policy.label)
                jump(&html)
            }
            html.element("h2", [.data("id", "t\(number)-h"), .fixed("dir", "auto")]) { html in
                html.marked(record.shownSubject, entities: record.ticket.entities.map { $0.anywhere })
            }
            html.element("dl", [.fixed("class", "facts")]) { facts(&$0) }
        }
    }

    private func jump(_ html: inout HTML) {
        html.element("span", [.fixed("class", "jump")]) { html in
            html.markup("<a href=\"#index\">Index</a>")
            if number > 1 {
                html.element("a", [.data("href", "#t\(number - 1)")]) {
                    $0.markup("Previous<span class=\"vh\"> ticket</span>")
                }
            }
            html.element("a", [.data("href", "#t\(number + 1)")]) { $0.markup("Next<span class=\"vh\"> ticket</span>") }
        }
    }

    private func facts(_ html: inout HTML) {
        html.pair("From") { html in
            let requester = facts.requester
            html.element("bdi", text: (requester.name ?? requester.email ?? "unknown").clipped(to: 120))
            if record.context.contact?.vip == true { html.markup(" <span class=\"vip\">VIP</span>") }
            if requester.name != nil, let email = requester.email {
                html.markup(" ")
                html.element("span", [.fixed("class", "q")], text: email.clipped(to: 160))
            }
            if let phone = requester.phone {
                html.markup(" ")
                html.element("span", [.fixed("class", "q")], text: phone.clipped(to: 60))
            }
        }
        html.pair("Received") { html in
            html.time(facts.createdAt)
            html.markup(" <span class=\"q\">")
            html.time(facts.createdAt, relativeTo: generatedAt)
            html.markup("</span>")
        }
        let triage = record.triage
        html.pair("Triage") { html in
            html.text(
                "\(Words.plain(triage.category)), priority \(Words.plain(triage.priority)), impact "
                    + "\(Words.plain(triage.impact)), urgency \(Words.plain(triage.urgency))")
        }
        if let priority = facts.priority {
            html.pair("In the PSA") {
                $0.text(
                    ([priority, facts.status, facts.board]).compactMap(\.self).joined(separator: ", ").clipped(to: 160))
            }
        }
        sla(&html)
        if let url = facts.url { html.pair("Ticket") { $0.address(url) } }
    }

    private func sla(_ html: inout HTML) {
        guard let sla = facts.sla, sla.respondBy != nil || sla.resolveBy != nil else { return }
        html.pair("SLA") { html in
            due(&html, "respond", sla.respondBy)
            if sla.respondBy != nil, sla.resolveBy != nil { html.markup(", ") }
            due(&html, "resolve", sla.resolveBy)
        }
    }

    private func due(_ html: inout HTML, _ what: StaticString, _ time: Timestamp?) {
        guard let time else { return }
        html.markup(what)
        html.markup(" ")
        let left = time.seconds(since: generatedAt)
        let attributes: [HTML.Attribute] = [
            .data("datetime", time.description), .data("title", time.description),
            .fixed("class", left < 0 ? "late" : "due"),
        ]
        html.element("time", attributes) { html in
            html.text(left < 0 ? "overdue by \(Figures.span(seconds: left))" : "within \(Figures.span(seconds: left))")
        }
    }

    // MARK: Banners

    private func banners(_ html: inout HTML) {
        if record.triage.security {
            html.markup("<p class=\"ban bad\"><b>! Possible security incident.</b> ")
            html.markup("Handle it by the security runbook; do not reply from this draft unread.</p>")
        }
        if record.claims.blocked {
            html.element("div", [.fixed("class", "ban bad")]) { html in
                html.markup("<b>✕ Approval is blocked.</b> ")
                html.text(record.claims.reasons.map { $0.clipped(to: 400) }.joined(separator: "; "))
            }
        }
        if record.ticket.flags.contains("prompt_injection_suspected") {
            html.markup("<p class=\"ban bad\"><b>! The text seems to give orders to a model.</b> ")
            html.markup("Take nothing in it, or in the draft, on trust.</p>")
        }
        if !record.triage.duplicateOf.isEmpty {
            html.element("p", [.fixed("class", "ban")]) { html in
                html.markup("<b>= Likely the same incident as</b> ")
                html.text(
                    record.triage.duplicateOf.prefix(20).map { $0.rawValue.clipped(to: 60) }.joined(separator: ", "))
            }
        }
        if record.clientID == nil {
            html.markup("<p class=\"ban\"><b>? No client matched.</b> ")
            html.markup(
                "Only the shared documents were searched: no device, contact or earlier ticket was looked at.</p>")
        }
    }

    // MARK: Text

    private func text(_ html: inout HTML) {
        html.markup("<section><h3>What was written</h3>")
        var attributes: [HTML.Attribute] = [.fixed("class", "body"), .fixed("dir", "auto")]
        if let language = record.ticket.language.asLanguageTag { attributes.append(.data("lang", language)) }
        let whole = record.ticket.text
        let shown = whole.clipped(to: Self.shownText)
        html.element("div", attributes) { html in
            if shown.isEmpty {
                html.markup("<p class=\"q\">The ticket has no text of its own.</p>")
            } else {
                html.marked(shown, entities: record.ticket.entities)
            }
        }
        if shown.utf8.count < whole.utf8.count {
            let rest = whole.unicodeScalars.count - shown.unicodeScalars.count
            html.element("p", [.fixed("class", "q")]) { html in
                html.text("\(Figures.grouped(rest)) more characters stand in the record.")
            }
        }
        removed(&html)
        html.markup("</section>")
    }

    /// What was taken out, summed by kind in order of first appearance, and the flags of the text.
    private func removed(_ html: inout HTML) {
        var kinds: [String] = []
        var chars: [String: Int] = [:]
        for removal in record.ticket.removed {
            if chars[removal.kind] == nil { kinds.append(removal.kind) }
            chars[removal.kind, default: 0] &+= max(0, removal.chars)
        }
        guard !kinds.isEmpty || !record.ticket.flags.isEmpty || !record.triage.needs.isEmpty else { return }
        html.element("dl", [.fixed("class", "notes")]) { html in
            if !kinds.isEmpty {
                html.pair("Left out") { html in
                    let parts = kinds.prefix(12).map { kind in
                        "\(Words.removal(kind)) (\(Figures.count(chars[kind] ?? 0, "character", "characters")))"
                    }
                    html.text(parts.joined(separator: ", "))
                }
            }
            if !record.ticket.flags.isEmpty {
                html.pair("Noted") { $0.text(record.ticket.flags.prefix(12).map(Words.plain).joined(separator: ", ")) }
            }
            if !record.triage.needs.isEmpty {
                html.pair("Not said") {
                    $0.text(record.triage.needs.prefix(12).map(Words.plain).joined(separator: ", "))
                }
            }
        }
    }
}

extension HTML {
    /// A term and its description.
    mutating func pair(_ name: StaticString, _ content: (inout HTML) -> Void) {
        markup("<div><dt>")
        markup(name)
        markup("</dt><dd>")
        content(&self)
        markup("</dd></div>")
    }
}

extension String {
    /// The text as a `lang` attribute, if it looks like a BCP 47 tag and says something.
    package var asLanguageTag: String? {
        guard self != "und", utf8.count >= 2, utf8.count <= 35,
            utf8.allSatisfy({ (($0 | 0x20) >= 97 && ($0 | 0x20) <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 45 })
        else { return nil }
        return self
    }
}

extension Entity {
    /// The same entity without its position, to be looked for by its value alone.
    package var anywhere: Entity { Entity(kind: kind, value: value) }
}
