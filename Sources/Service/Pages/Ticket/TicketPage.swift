import Domain
import Enrichment

/// The review of one ticket: the ticket, the draft, what the draft rests on.
struct TicketPage: Sendable {
    let view: ReviewView
    let around: TicketSurroundings
    let query: TicketQuery
    /// What may be done with the client's tickets now.
    let policy: Policy
    /// Whether an endpoint is configured.
    let hasModel: Bool

    private var visit: Visit { view.visit }

    var head: PageHead {
        PageHead(
            title: view.record.ticket.subject.clipped(to: 80).unlessBlank ?? "Ticket", section: .ticket,
            scripts: [.ticket, .acts, .stream], width: .full,
            data: [
                ("data-ticket", view.draft.ticketID.rawValue), ("data-draft", String(view.draft.id)),
                ("data-revision", String(view.draft.revision)), ("data-state", view.draft.state.rawValue),
            ])
    }

    func write(to html: inout HTML) {
        let anchors = EvidenceAnchors(view.evidence)
        TicketHeader(view: view, around: around).write(to: &html)
        html.element("div", [.fixed("class", "banners")]) { html in
            TicketBanners(view: view, around: around, query: query).write(to: &html)
        }
        html.markup("<div class=\"review\">")
        html.element("section", [.fixed("class", "col col-ticket"), .fixed("aria-label", "Ticket")]) { html in
            TicketText(view: view, around: around, query: query).write(to: &html)
        }
        html.element("section", [.fixed("class", "col col-draft"), .fixed("aria-label", "Draft")]) { html in
            DraftColumn(view: view, anchors: anchors).write(to: &html)
            TicketHistory(view: view, around: around).write(to: &html)
        }
        html.element("section", [.fixed("class", "col col-found"), .fixed("aria-label", "What it rests on")]) { html in
            FoundColumn(view: view, around: around, query: query, anchors: anchors, policy: policy, hasModel: hasModel)
                .write(to: &html)
        }
        html.markup("</div>")
    }
}

/// Where each piece of evidence stands in the page.
struct EvidenceAnchors: Sendable {
    private var byID: [String: String] = [:]

    init(_ evidence: [Evidence]) {
        for (index, item) in evidence.enumerated() where byID[item.id] == nil {
            byID[item.id] = Self.isPlain(item.id) ? "ev-\(item.id)" : "ev-x\(index)"
        }
    }

    /// nil when the record holds none of that id.
    subscript(_ id: String) -> String? { byID[id] }

    /// `E` and digits, so that it cannot meet another anchor of the page.
    private static func isPlain(_ id: String) -> Bool {
        id.utf8.count > 1 && id.utf8.count < 12 && id.utf8.first == UInt8(ascii: "E")
            && id.utf8.dropFirst().allSatisfy { $0 >= 48 && $0 <= 57 }
    }
}
