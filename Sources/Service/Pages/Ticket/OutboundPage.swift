import Domain
import Drafting
import Enrichment

/// What a call to the configured model would send for a draft, or why nothing would leave.
struct OutboundPage: Sendable {
    let draft: StoredDraft
    let preview: OutboundPreview
    let visit: Visit

    var head: PageHead { PageHead(title: "What would leave", section: .ticket, width: .wide) }

    func write(to html: inout HTML) {
        html.element("div", [.fixed("class", "page-head")]) { html in
            html.element("h1", text: "What would leave")
            html.element(
                "a",
                [.data("href", visit.link(TicketLinks.path(draft.ticketID, draft: draft.id)) + "#panel-egress")],
                text: "Back to the ticket")
        }
        switch preview {
        case .nothing(let reason):
            html.emptyState("Nothing would leave", reason.prefix(1).uppercased() + reason.dropFirst() + ".")
        case .call(let call): write(call, to: &html)
        }
    }

    private func write(_ call: OutboundCall, to html: inout HTML) {
        html.element(
            "p", [.fixed("class", "soft")],
            text: "A call made now would send this and nothing else. Nothing is sent by looking at it.")
        if let refusal = call.refusal {
            html.banner(.weak, "The gate would not let it out") { html in
                html.element("p", [.fixed("dir", "auto")], text: refusal)
            }
        }
        html.element("div", [.fixed("class", "card")]) { html in
            html.sentFacts(
                to: call.endpoint, bytes: call.body.count, sha256: call.sha256, withheld: call.redacted,
                destination: "Would go to")
            html.element("dl", [.fixed("class", "facts")]) { html in
                html.fact("Cost") { html in
                    html.text("about \(Figures.grouped(call.inputTokens)) tokens")
                    if let cost = call.cost {
                        html.text(", with the longest answer at most \(Figures.decimal(cost, places: 4))")
                    } else {
                        html.text("; no price is configured")
                    }
                }
                html.fact("Names") { html in
                    html.text(
                        call.isPseudonymised ? "replaced by placeholders" : "as they are, which the policy allows")
                }
            }
        }
        SentBytes(body: call.body).write(to: &html)
    }
}
