import Domain
import Enrichment

/// What was written: the cleaned text with what it names marked, and, folded, what was left out of it.
struct TicketText: Sendable {
    let view: ReviewView
    let around: TicketSurroundings
    let query: TicketQuery

    /// More of a text than that is shown when asked for.
    static let shownBytes = 60_000
    /// Of quotes, signatures and the like, each.
    static let removedCharacters = 8000

    private var visit: Visit { view.visit }
    private var ticket: EnrichmentRecord.TicketView { view.record.ticket }

    func write(to html: inout HTML) {
        html.element("div", [.fixed("class", "card ticket-text"), .fixed("id", "ticket-text")]) { html in
            html.element("div", [.fixed("class", "row apart")]) { html in
                html.markup("<h2>What was written</h2>")
                if query.isOriginal {
                    toggle(&html, "Show the cleaned text", original: false)
                } else {
                    toggle(&html, "Show original", original: true)
                }
            }
            if query.isOriginal { original(&html) } else { cleaned(&html) }
        }
    }

    private func toggle(_ html: inout HTML, _ label: String, original: Bool) {
        html.element(
            "a",
            [
                .data(
                    "href", visit.link(query.path(view.draft.ticketID) { $0.isOriginal = original }) + "#ticket-text"),
                .fixed("class", "small"),
            ], text: label)
    }

    private func cleaned(_ html: inout HTML) {
        if let sent = view.facts?.subject.unlessBlank, sent != ticket.subject {
            html.element("p", [.fixed("class", "small soft")]) { html in
                html.markup("Subject as sent: ")
                html.element("bdi", text: sent.clipped(to: 400))
            }
        }
        let shown = query.isWhole ? ticket.text : ticket.text.prefix(utf8Limit: Self.shownBytes)
        var attributes: [HTML.Attribute] = [
            .fixed("class", "words-of-others"), .fixed("dir", "auto"), .fixed("id", "words"),
        ]
        if let language = ticket.language.asLanguageTag { attributes.append(.data("lang", language)) }
        html.element("div", attributes) { html in
            if shown.isEmpty {
                html.markup("<span class=\"soft\">The ticket has no text of its own.</span>")
            } else {
                html.marked(shown, entities: ticket.entities)
            }
        }
        if shown.utf8.count < ticket.text.utf8.count {
            html.element("p") { html in
                html.element(
                    "a", [.data("href", visit.link(query.path(view.draft.ticketID) { $0.isWhole = true }) + "#words")]
                ) { html in
                    html.text("Show all of it (\(Figures.bytes(Int64(ticket.text.utf8.count))))")
                }
            }
        }
        removed(&html)
        if !view.record.triage.needs.isEmpty {
            html.element("p", [.fixed("class", "small soft")]) { html in
                html.text(
                    "Not said: " + view.record.triage.needs.prefix(12).map(Words.plain).joined(separator: ", "))
            }
        }
    }

    /// Hidden text stands in its banner.
    private func removed(_ html: inout HTML) {
        let parts = (view.facts?.removed ?? []).filter { $0.kind != "hidden" }
        for part in parts.prefix(50) {
            html.disclosure(
                "\(Self.capitalised(Words.removal(part.kind))) (\(Figures.count(part.text.count, "character", "characters")))"
            ) { html in
                html.element(
                    "div", [.fixed("class", "words-of-others removed"), .fixed("dir", "auto")],
                    text: query.isWhole ? part.text : part.text.clipped(to: Self.removedCharacters))
            }
        }
        if view.facts?.isRemovedCut == true || parts.count > 50 {
            html.markup("<p class=\"small soft\">More was left out than is kept here; the PSA has all of it.</p>")
        }
        let secrets = ticket.removed.filter { $0.kind == "secret" }
        if !secrets.isEmpty {
            html.element("p", [.fixed("class", "small soft")]) { html in
                html.text(
                    "\(Figures.count(secrets.count, "secret was", "secrets were")) taken out before anything else read the text."
                )
            }
        }
    }

    private func original(_ html: inout HTML) {
        guard let kept = around.original else {
            html.markup("<p class=\"soft\">The original is not kept here; the PSA has it.</p>")
            return
        }
        html.markup("<p class=\"small soft\">As it was last received, without its secrets.</p>")
        html.element("p") { html in
            html.element("bdi", text: kept.ticket.subject.clipped(to: 2000))
        }
        let body = kept.ticket.body
        let shown = query.isWhole ? body : body.prefix(utf8Limit: Self.shownBytes)
        html.element("pre", [.fixed("class", "source"), .fixed("dir", "auto")], text: "\n" + shown)
        if shown.utf8.count < body.utf8.count {
            html.element("p") { html in
                html.element(
                    "a",
                    [.data("href", visit.link(query.path(view.draft.ticketID) { $0.isWhole = true }) + "#ticket-text")]
                ) { html in
                    html.text("Show all of it (\(Figures.bytes(Int64(body.utf8.count))))")
                }
            }
        }
    }

    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
