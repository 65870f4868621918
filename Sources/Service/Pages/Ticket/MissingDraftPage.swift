import Domain
import Enrichment

/// A ticket that has no draft: it is being worked on, could not be, or is an old one that is kept to learn from.
struct MissingDraftPage: Sendable {
    let id: TicketID
    let kept: StoredTicket?
    let job: Job?
    /// How many tickets are worked on before; nil where it is not known.
    let ahead: Int?
    let clientName: String?
    let visit: Visit
    /// Whether this process works on tickets with a model, so that one can look on.
    let isWatched: Bool
    /// Whether it is being worked on here at this moment.
    let isHere: Bool

    /// From so many on the place in the queue is not counted.
    static let countLimit = 1000

    private var title: String {
        kept?.subject.unlessBlank ?? kept?.ticket.subject.unlessBlank ?? "Ticket \(kept?.ticket.number ?? id.rawValue)"
    }

    var head: PageHead {
        PageHead(
            title: title.clipped(to: 80), section: .ticket, scripts: isUnderWay ? [.ticket, .stream] : [.ticket],
            width: .wide,
            data: [("data-ticket", id.rawValue)])
    }

    func write(to html: inout HTML) {
        html.element("header", [.fixed("class", "ticket-head")]) { html in
            html.element("div", [.fixed("class", "row")]) { html in
                if kept != nil { html.clientTag(clientName) }
                html.element(
                    "span", [.fixed("class", "ticket-number")],
                    text: (kept?.ticket.number ?? id.rawValue).clipped(to: 40))
                badge(&html)
            }
            html.element("h1", [.fixed("dir", "auto")], text: title.clipped(to: 400))
        }
        html.element("div", [.fixed("class", "banners")]) { html in standing(&html) }
        guard isUnderWay else { return written(&html) }
        LiveView.stop(id, visit, isShown: isHere, to: &html)
        html.element("div", [.fixed("id", "live-page"), .data("data-progress", LiveView.path(id) + "/progress")]) {
            html in
            html.element(
                "section", [.fixed("class", "col col-ticket"), .fixed("aria-label", "Ticket")]
            ) { html in written(&html) }
        }
        LiveView.template(to: &html)
    }

    private var isUnderWay: Bool {
        switch job?.state {
        case .waiting, .delayed, .leased: isWatched
        case .done, .dead, .superseded, nil: false
        }
    }

    private func written(_ html: inout HTML) {
        guard let kept else { return }
        html.element("div", [.fixed("class", "card")]) { html in
            html.markup("<h2>What was written</h2>")
            let shown = kept.text.prefix(utf8Limit: TicketText.shownBytes)
            html.element("div", [.fixed("class", "words-of-others"), .fixed("dir", "auto")]) { html in
                html.marked(shown, entities: kept.entities)
            }
            if shown.utf8.count < kept.text.utf8.count {
                html.markup("<p class=\"soft\">There is more of it in the PSA.</p>")
            }
        }
        if let resolution = kept.ticket.resolution.nonBlank {
            html.element("div", [.fixed("class", "card")]) { html in
                html.markup("<h2>How it was solved</h2>")
                html.element(
                    "div", [.fixed("class", "words-of-others"), .fixed("dir", "auto")],
                    text: resolution.clipped(to: 20_000))
            }
        }
    }

    private func badge(_ html: inout HTML) {
        switch job?.state {
        case .waiting, .delayed, .leased: html.badge(.working)
        case .dead: html.badge(.failed)
        case .done, .superseded, nil: break
        }
    }

    private func standing(_ html: inout HTML) {
        guard let job else {
            return html.banner(.info, "There is no draft for this ticket.") { html in
                html.markup("<p>It is kept so that later tickets can learn from it.</p>")
            }
        }
        switch job.state {
        case .waiting:
            html.banner(.info, "This ticket is being researched.") { html in html.element("p", text: place) }
        case .leased:
            html.banner(.info, "This ticket is being researched.") { html in
                html.markup("<p>It is being worked on at this moment.</p>")
            }
        case .delayed:
            html.banner(.weak, "This ticket could not be researched yet.") { html in
                html.element("p") { html in
                    if let reason = job.reason.nonBlank {
                        html.element("bdi", text: TicketText.capitalised(reason.clipped(to: 500)) + ". ")
                    }
                    html.markup("The next try is ")
                    html.age(job.runAt, now: visit.now)
                    html.markup(".")
                }
            }
        case .dead:
            html.banner(.bad, "This ticket could not be researched.") { html in
                html.element("p") { html in
                    if let reason = job.reason.nonBlank {
                        html.element("bdi", text: TicketText.capitalised(reason.clipped(to: 500)) + ". ")
                    }
                    html.markup("It was tried ")
                    html.text(Figures.count(job.attempts, "time", "times"))
                    html.markup(". A lead can have it tried again in the settings.")
                }
            }
        case .done, .superseded:
            html.banner(.info, "There is no draft for this ticket any more.") { html in
                html.markup("<p>It was removed, as the rules for keeping data say.</p>")
            }
        }
    }

    private var place: String {
        switch ahead {
        case nil: "Its turn will come."
        case 0?: "It is next in line."
        case let count? where count >= Self.countLimit - 1: "More than \(Figures.grouped(count)) tickets are before it."
        case let count?: "\(Figures.count(count, "ticket is", "tickets are")) before it."
        }
    }
}
