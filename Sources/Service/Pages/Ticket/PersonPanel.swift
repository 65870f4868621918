import Domain
import Enrichment
import Storage

/// Who reported the ticket, and what else they reported.
struct PersonPanel: Sendable {
    let view: ReviewView
    let around: TicketSurroundings

    func write(to html: inout HTML) {
        let requester = view.facts?.requester ?? Ticket.Requester()
        html.element("article", [.fixed("class", "found")]) { html in
            html.element("h3") { html in
                html.element(
                    "bdi",
                    text: (around.contact?.name ?? requester.name ?? requester.email ?? "Not named").clipped(to: 120))
                if (around.contact?.vip ?? view.record.context.contact?.vip) == true {
                    html.markup(" ")
                    html.tag("VIP", tone: .info)
                }
            }
            html.element("dl", [.fixed("class", "facts")]) { html in
                value(
                    &html, "E-mail",
                    (around.contact?.emails ?? [requester.email].compactMap(\.self)).prefix(5).joined(separator: ", "))
                value(
                    &html, "Phone",
                    (around.contact?.phones ?? [requester.phone].compactMap(\.self)).prefix(5).joined(separator: ", "))
                if let match = view.record.context.contact {
                    html.fact("Known by") { html in html.text(Words.plain(match.matchedBy)) }
                }
            }
            if view.record.context.contact == nil {
                html.markup("<p class=\"soft\">Nobody of this client’s contacts could be matched.</p>")
            }
        }
        html.element("article", [.fixed("class", "found")]) { html in
            html.markup("<h3>Their other tickets</h3>")
            guard !around.recent.isEmpty else {
                html.markup("<p class=\"soft\">None among the client’s latest.</p>")
                return
            }
            html.element("ul") { html in
                for ticket in around.recent.prefix(8) {
                    html.element("li") { html in
                        html.element(
                            "a", [.data("href", view.visit.link(TicketLinks.path(ticket.id))), .fixed("dir", "auto")],
                            text: ticket.subject.unlessBlank?.clipped(to: 120) ?? "(no subject)")
                        html.markup(" <span class=\"soft\">")
                        html.text(ticket.closedAt == nil ? "open, " : "closed, ")
                        html.age(ticket.createdAt, now: view.visit.now)
                        html.markup("</span>")
                    }
                }
            }
        }
    }

    private func value(_ html: inout HTML, _ name: StaticString, _ value: String) {
        guard !value.isEmpty else { return }
        html.fact(name) { html in html.element("bdi", text: value.clipped(to: 240)) }
    }
}
