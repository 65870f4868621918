import Domain
import Enrichment

/// Writes which tickets have no draft yet, and which got none.
struct UnfinishedWriter: Sendable {
    let work: UnfinishedWork
    let names: QueueNames
    let visit: Visit

    func write(to html: inout HTML) {
        html.element("section", [.fixed("class", "unfinished"), .fixed("aria-labelledby", "unfinished")]) { html in
            html.element("details", work.tickets.count <= Self.openUpTo ? [.fixed("open", "")] : []) { html in
                html.element("summary") { html in
                    html.element("h2", [.fixed("id", "unfinished")], text: title)
                }
                html.element("ul") { html in
                    for ticket in work.tickets { line(ticket, &html) }
                }
                if work.total > work.tickets.count {
                    let more = Figures.grouped(work.total - work.tickets.count)
                    html.element("p", [.fixed("class", "soft")], text: "And \(more)\(isCut ? " or more" : "") others.")
                }
            }
        }
    }

    /// More than that is folded away: the drafts to review are what people come for.
    private static let openUpTo = 3

    private var isCut: Bool { work.counts.values.contains { $0 >= UnfinishedWork.countLimit } }

    private var title: String {
        let dead = work.counts[.dead] ?? 0
        let rest = work.total - dead
        var parts: [String] = []
        if dead > 0 { parts.append("\(Figures.grouped(dead)) could not be researched") }
        if rest > 0 { parts.append("\(Figures.grouped(rest)) being researched") }
        return parts.joined(separator: ", ")
    }

    private func line(_ ticket: UnfinishedTicket, _ html: inout HTML) {
        html.element("li", [.data("data-ticket", ticket.ticketID.rawValue)]) { html in
            html.badge(ticket.state == .dead ? .failed : .working)
            html.clientTag(ticket.lane.isEmpty ? nil : names.client(ClientID(ticket.lane)))
            html.element(
                "a",
                [.data("href", visit.link(QueueRowWriter.path(ticket.ticketID))), .fixed("dir", "auto")],
                text: ticket.subject.nonBlank ?? ticket.ticketID.rawValue)
            html.element("span", [.fixed("class", "soft")]) { html in words(ticket, &html) }
        }
    }

    private func words(_ ticket: UnfinishedTicket, _ html: inout HTML) {
        switch ticket.state {
        case .dead: html.text("could not be researched: " + (ticket.reason ?? "no reason was kept"))
        case .delayed:
            html.text("tried again ")
            html.age(ticket.runAt, now: visit.now)
            if let reason = ticket.reason { html.text(" (" + reason + ")") }
        case .leased: html.text("being researched")
        case .waiting, .done, .superseded:
            html.text("arrived ")
            html.age(ticket.enqueuedAt, now: visit.now)
        }
    }
}
