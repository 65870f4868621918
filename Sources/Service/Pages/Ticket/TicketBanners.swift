import Domain
import Enrichment

/// What must be seen before anything else, the most pressing first.
struct TicketBanners: Sendable {
    let view: ReviewView
    let around: TicketSurroundings
    let query: TicketQuery

    private var visit: Visit { view.visit }
    private var record: EnrichmentRecord { view.record }

    func write(to html: inout HTML) {
        changed(&html)
        decided(&html)
        if record.triage.security {
            html.banner(.bad, "This may be a security incident.") { html in
                html.markup("<p>Follow your security runbook. Do not send this reply unread.</p>")
            }
        }
        if record.ticket.flags.contains("prompt_injection_suspected") {
            html.banner(.bad, "The ticket seems to give orders to a model.") { html in
                html.markup("<p>Take nothing in it, and nothing in the draft, on trust.</p>")
            }
        }
        if record.clientID == nil {
            html.banner(.weak, "We could not tell whose ticket this is.") { html in
                html.markup("<p>Only the shared documents were searched: no device, person or earlier ticket.</p>")
            }
        }
        duplicates(&html)
        hidden(&html)
        if !record.warnings.isEmpty {
            html.banner(.info, "Worth knowing about how this was prepared.") { html in
                html.element("ul") { html in
                    for warning in record.warnings.prefix(20) {
                        html.element("li", [.fixed("dir", "auto")], text: warning.clipped(to: 400))
                    }
                }
            }
        }
    }

    private func changed(_ html: inout HTML) {
        if let newest = around.newest {
            html.banner(.weak, "The ticket has changed since this draft was written.") { html in
                html.element("p") { html in
                    html.markup("Please look again before you decide. ")
                    html.element(
                        "a", [.data("href", visit.link(TicketLinks.path(view.draft.ticketID)))],
                        text: "Go to the newest draft")
                }
                change(&html, to: newest)
            }
        } else if view.draft.state == .stale {
            html.banner(.weak, "The ticket has changed since this draft was written.") { html in
                html.markup("<p>A new draft is being prepared. This one can be read, but no longer approved.</p>")
            }
        }
    }

    private func change(_ html: inout HTML, to newest: StoredDraft) {
        let old = record.ticket
        let new = newest.record.ticket
        guard old.subject != new.subject || old.text != new.text else {
            html.markup("<p>Its words are the same; something else about it changed.</p>")
            return
        }
        html.disclosure("What changed in the ticket", isOpen: true, id: "changed") { html in
            if old.subject != new.subject { html.diff(WordDiff(from: old.subject, to: new.subject)) }
            if old.text != new.text { html.diff(WordDiff(from: old.text, to: new.text)) }
        }
    }

    private func decided(_ html: inout HTML) {
        let who = view.draft.actor.map(view.name) ?? "someone"
        switch view.draft.state {
        case .approved:
            let isNote = view.decisions.last { $0.kind == .approve }?.payload.asNote == true
            html.banner(.ok, "\(who.clipped(to: 80)) approved this\(isNote ? " as an internal note" : "").") { html in
                if let at = view.draft.decidedAt { html.element("p") { html in html.age(at, now: visit.now) } }
            }
        case .rejected:
            let decision = view.decisions.last { $0.kind == .reject }
            html.banner(.weak, "\(who.clipped(to: 80)) rejected this.") { html in
                html.element("p") { html in
                    if let why = decision?.payload.rejection { html.text(why.words + " ") }
                    if let reason = decision?.payload.reason.nonBlank {
                        html.element("bdi", text: reason.clipped(to: 400))
                        html.markup(" ")
                    }
                    if let at = view.draft.decidedAt { html.age(at, now: visit.now) }
                }
            }
        case .claimed where !view.isHeldByCaller:
            html.banner(.info, "\(who.clipped(to: 80)) has this ticket in hand.")
        case .claimed, .open, .stale: break
        }
    }

    /// From three on it is no coincidence any more.
    private static let massIncident = 3

    private func duplicates(_ html: inout HTML) {
        let ids = record.triage.duplicateOf
        guard !ids.isEmpty else { return }
        let title =
            ids.count >= Self.massIncident
            ? "Part of a larger incident: \(Figures.count(ids.count, "earlier ticket reports", "earlier tickets report")) the same."
            : "Likely the same incident as an earlier ticket."
        html.banner(ids.count >= Self.massIncident ? .weak : .info, title) { html in
            html.element("p") { html in
                for (index, id) in ids.prefix(20).enumerated() {
                    if index > 0 { html.markup(", ") }
                    html.element("a", [.data("href", visit.link(TicketLinks.path(id)))]) { html in
                        html.element("bdi", text: id.rawValue.clipped(to: 60))
                    }
                }
                if ids.count > 20 { html.text(" and \(ids.count - 20) more") }
            }
        }
    }

    private func hidden(_ html: inout HTML) {
        guard record.ticket.flags.contains("hidden_text") else { return }
        html.banner(.weak, "The ticket holds text that its reader does not see.") { html in
            html.markup("<p>It was left out of everything below. Hidden text can be a trap; read it with care.</p>")
            let texts = (view.facts?.removed ?? []).filter { $0.kind == "hidden" }
            guard !texts.isEmpty else { return }
            html.disclosure("Show the hidden text") { html in
                for part in texts.prefix(20) {
                    html.element(
                        "div", [.fixed("class", "words-of-others removed"), .fixed("dir", "auto")],
                        text: part.text.clipped(to: 4000))
                }
            }
        }
    }
}

extension Decision.Rejection {
    /// The reason as a sentence.
    var words: String {
        switch self {
        case .wrongFact: "A fact is wrong."
        case .wrongDeviceOrClient: "It is about the wrong device or client."
        case .missingQuestion: "It does not ask what has to be asked."
        case .tone: "The tone is not right."
        case .notNeeded: "No reply is needed."
        case .other: "Another reason."
        }
    }
}
