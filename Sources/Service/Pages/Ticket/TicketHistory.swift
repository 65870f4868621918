import Domain
import Enrichment

/// Who did what with the draft, and which other drafts the ticket has.
struct TicketHistory: Sendable {
    let view: ReviewView
    let around: TicketSurroundings

    func write(to html: inout HTML) {
        decisions(&html)
        versions(&html)
    }

    private func decisions(_ html: inout HTML) {
        let told = view.decisions.filter { $0.kind != .rate }
        guard !told.isEmpty else { return }
        html.element("div", [.fixed("class", "card")]) { html in
            html.disclosure("What was done (\(told.count))", id: "history") { html in
                html.element("ol", [.fixed("class", "history")]) { html in
                    for decision in told.suffix(100).reversed() {
                        html.element("li") { html in
                            html.element("bdi", text: view.name(of: decision.actor).clipped(to: 80))
                            html.text(" \(decision.kind.words) ")
                            html.age(decision.at, now: view.visit.now)
                            if let text = decision.payload.sentence ?? decision.payload.reason
                                ?? decision.payload.instruction
                            {
                                html.markup(": ")
                                html.element("bdi", [.fixed("class", "soft")], text: text.clipped(to: 300))
                            }
                        }
                    }
                }
            }
        }
    }

    private func versions(_ html: inout HTML) {
        guard around.versions.count > 1 else { return }
        html.element("div", [.fixed("class", "card")]) { html in
            html.disclosure("Drafts of this ticket (\(around.versions.count))", id: "versions") { html in
                html.element("ul") { html in
                    for version in around.versions {
                        html.element("li") { html in
                            if version.id == view.draft.id {
                                html.element("strong", text: "Draft \(version.id)")
                                html.markup(" (this one)")
                            } else {
                                html.element(
                                    "a",
                                    [
                                        .data(
                                            "href",
                                            view.visit.link(TicketLinks.path(version.ticketID, draft: version.id)))
                                    ], text: "Draft \(version.id)")
                            }
                            html.text(", \(version.state.rawValue), ")
                            html.age(version.createdAt, now: view.visit.now)
                        }
                    }
                }
            }
        }
    }
}

extension Decision.Kind {
    /// What somebody did, after their name.
    var words: String {
        switch self {
        case .claim: "took it in hand"
        case .release: "put it back"
        case .approve: "approved it"
        case .edit: "edited it"
        case .reject: "rejected it"
        case .vouch: "vouched for a sentence"
        case .attach: "attached a source"
        case .rate: "rated a piece of evidence"
        case .undo: "took the decision back"
        case .regenerate: "had it written anew"
        }
    }
}
