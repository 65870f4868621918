import Domain
import Enrichment
import Storage

/// Whose ticket it is, what it is about, how much time is left.
struct TicketHeader: Sendable {
    let view: ReviewView
    let around: TicketSurroundings

    private var visit: Visit { view.visit }
    private var facts: DraftFacts? { view.facts }

    func write(to html: inout HTML) {
        html.element("header", [.fixed("class", "ticket-head")]) { html in
            html.element("div", [.fixed("class", "row")]) { html in
                html.clientTag(view.clientName)
                html.element(
                    "span", [.fixed("class", "ticket-number")],
                    text: (facts?.number ?? view.draft.ticketID.rawValue).clipped(to: 40))
                for badge in badges { html.badge(badge) }
                html.element(
                    "span", [.fixed("class", "badge"), .fixed("title", "What may be done with this client’s tickets")],
                    text: view.record.policy.label)
                html.grounded(view.verdict.claims.supported, of: total)
                html.element("span", [.fixed("class", "grow")]) { _ in }
                neighbours(&html)
            }
            html.element("h1", [.fixed("dir", "auto")], text: subject)
            html.element("dl", [.fixed("class", "ticket-facts")]) { html in
                person(&html)
                device(&html)
                clock(&html)
                other(&html)
            }
            ActSlots(view: view).claim(&html)
            html.element("p", [.fixed("id", "open-by"), .fixed("class", "soft small"), .fixed("role", "status")]) { _ in
            }
        }
    }

    private var subject: String { view.record.ticket.subject.unlessBlank?.clipped(to: 400) ?? "(no subject)" }

    private var total: Int {
        let claims = view.verdict.claims
        return claims.supported + claims.weak + claims.unsupported
    }

    private var badges: [Badge] {
        switch view.draft.state {
        case .approved: return [.approved]
        case .rejected: return [.rejected]
        case .stale: return [.stale]
        case .claimed: return [.claimed(view.draft.actor.map(view.name) ?? "someone")] + conditions
        case .open: return conditions.isEmpty ? [.ready] : conditions
        }
    }

    private var conditions: [Badge] {
        var badges: [Badge] = []
        if view.verdict.claims.blocked { badges.append(.blocked(view.verdict.claims.unsupported)) }
        if view.summary.needsInfo { badges.append(.needsInfo) }
        if view.record.draft.mode == .extractive { badges.append(.extractive) }
        return badges
    }

    private func neighbours(_ html: inout HTML) {
        html.element("nav", [.fixed("class", "neighbours"), .fixed("aria-label", "Tickets of the queue")]) { html in
            if visit.isPod {
                html.element(
                    "a",
                    [
                        .data("href", TicketLinks.path(view.draft.ticketID)), .fixed("target", "_blank"),
                        .fixed("rel", "noopener"),
                    ], text: "Open the full page")
                return
            }
            if let previous = around.neighbours.previous {
                html.element(
                    "a", [.data("href", visit.link(TicketLinks.path(previous))), .fixed("rel", "prev")]
                ) { html in
                    html.markup("← Previous<span class=\"vh\"> ticket</span>")
                    html.key("k", isHidden: true)
                }
            }
            if let next = around.neighbours.next {
                html.element("a", [.data("href", visit.link(TicketLinks.path(next))), .fixed("rel", "next")]) { html in
                    html.markup("Next<span class=\"vh\"> ticket</span> →")
                    html.key("j", isHidden: true)
                }
            }
        }
    }

    private func person(_ html: inout HTML) {
        let requester = facts?.requester ?? Ticket.Requester()
        let name = requester.name ?? view.record.context.contact?.name ?? requester.email ?? "not named"
        html.fact("From") { html in
            html.element("bdi", text: name.clipped(to: 120))
            if view.record.context.contact?.vip == true {
                html.markup(" ")
                html.tag("VIP", tone: .info)
            }
            if let email = requester.email, email != name {
                html.markup(" ")
                html.element("bdi", [.fixed("class", "soft")], text: email.clipped(to: 120))
            }
            if let phone = requester.phone.nonBlank {
                html.markup(" ")
                html.element("bdi", [.fixed("class", "soft")], text: phone.clipped(to: 40))
            }
        }
    }

    private func device(_ html: inout HTML) {
        html.fact("Device") { html in
            guard let match = view.record.context.devices.first else {
                return html.element("span", [.fixed("class", "soft")], text: "none recognised")
            }
            html.element("a", [.fixed("href", "#panel-device"), .fixed("data-opens", "device")]) { html in
                html.element("bdi", text: match.hostname.clipped(to: 80))
            }
            let device = view.devices.first { $0.id == match.id }
            switch device?.online {
            case true?: html.markup(" <span class=\"state on\">● online</span>")
            case false?: html.markup(" <span class=\"state off\">○ offline</span>")
            case nil: break
            }
        }
    }

    private func clock(_ html: inout HTML) {
        html.fact("Agreement") { html in
            if let agreement = facts?.agreement.nonBlank {
                html.element("bdi", text: agreement.clipped(to: 120))
                html.markup(" ")
            }
            let times = [("respond", facts?.sla?.respondBy), ("resolve", facts?.sla?.resolveBy)]
            guard times.contains(where: { $0.1 != nil }) else {
                html.element("span", [.fixed("class", "soft")], text: "no time promised")
                return
            }
            for (what, due) in times {
                guard let due else { continue }
                html.element(
                    "span",
                    [
                        .fixed("class", "clock"), .data("data-due", due.description),
                        .data("data-from", (facts?.createdAt ?? due).description),
                    ]
                ) { html in
                    html.element("span", [.fixed("class", "soft")], text: what + " ")
                    html.slaBar(from: facts?.createdAt, due: due, now: visit.now)
                }
            }
        }
    }

    private func other(_ html: inout HTML) {
        if let facts {
            html.fact("Received") { html in html.age(facts.createdAt, now: visit.now) }
            let psa = [facts.priority, facts.status, facts.board, facts.type].compactMap(\.nonBlank)
            if !psa.isEmpty {
                html.fact("In the PSA") { html in
                    html.element("bdi", text: psa.joined(separator: " · ").clipped(to: 160))
                    if let url = facts.url {
                        html.markup(" ")
                        html.outsideLink(url, visit, text: "open there")
                    }
                }
            } else if let url = facts.url {
                html.fact("In the PSA") { html in html.outsideLink(url, visit, text: "open there") }
            }
        }
        let triage = view.record.triage
        html.fact("Looks like") { html in
            html.text(
                "\(Words.plain(triage.category)), \(Words.plain(triage.priority)), \(Words.plain(triage.impact)), "
                    + "urgency \(Words.plain(triage.urgency))")
        }
    }
}

extension HTML {
    /// A name and what is to be said of it, in a list of facts.
    mutating func fact(_ name: StaticString, _ content: (inout HTML) -> Void) {
        markup("<div><dt>")
        markup(name)
        markup("</dt><dd>")
        content(&self)
        markup("</dd></div>")
    }
}
