import Domain
import Enrichment

/// Writes lines of the queue, for the page and for scripts that bring a line up to date.
struct QueueRowWriter: Sendable {
    let visit: Visit
    let names: QueueNames
    /// Names of the others who look at a ticket just now.
    let viewers: [Int64: [String]]

    /// Whether lines can be marked.
    var canAct: Bool { visit.isAtLeast(.technician) }

    /// The headings, in the order of the cells. A table that is shown as cards on narrow screens loses what its elements
    /// mean, so roles are written out.
    func head(isDecided: Bool, to html: inout HTML) {
        html.markup("<thead role=\"rowgroup\"><tr role=\"row\">")
        if canAct {
            html.markup("<th scope=\"col\" role=\"columnheader\" class=\"mark\"><span class=\"vh\">Mark</span></th>")
        }
        html.markup("<th scope=\"col\" role=\"columnheader\">Ticket</th>")
        html.element("th", [.fixed("scope", "col"), .fixed("role", "columnheader")]) { html in
            html.markup(isDecided ? "Decided" : "Time left")
        }
        html.markup(
            """
            <th scope="col" role="columnheader">State</th><th scope="col" role="columnheader">Grounded</th>\
            <th scope="col" role="columnheader">Device</th><th scope="col" role="columnheader">Age</th>\
            <th scope="col" role="columnheader">In hand</th><th scope="col" role="columnheader">Board</th></tr></thead>
            """)
    }

    /// - Parameter isInView: Whether the view that asks would show it; nil for the page itself.
    func write(_ row: ReviewQueueRow, isInView: Bool? = nil, to html: inout HTML) {
        let draft = row.draft
        var attributes: [HTML.Attribute] = [
            .fixed("role", "row"), .data("data-ticket", draft.ticketID.rawValue),
            .data("data-draft", String(draft.id)), .data("data-revision", String(draft.revision)),
            .data("data-state", draft.state.rawValue),
        ]
        if row.word.isDecided { attributes.append(.fixed("class", "done")) }
        if let isInView { attributes.append(.fixed("data-in-view", isInView ? "1" : "0")) }
        html.element("tr", attributes) { html in
            if canAct { mark(row, &html) }
            ticket(row, &html)
            time(row, &html)
            cell("State", &html) { html in html.badge(row.badge) }
            cell("Grounded", &html) { html in html.grounded(draft.claims.supported, of: draft.claims.total) }
            cell("Device", &html) { html in
                optional(draft.device, "no device", &html)
            }
            cell("Age", &html) { html in html.age(row.openedAt ?? draft.createdAt, now: visit.now) }
            holders(row, &html)
            cell("Board", &html) { html in optional(draft.board, "no board", &html) }
        }
    }

    private func mark(_ row: ReviewQueueRow, _ html: inout HTML) {
        html.element("td", [.fixed("role", "cell"), .fixed("class", "mark")]) { html in
            guard row.draft.state == .open || row.draft.state == .claimed else { return }
            html.open(
                "input",
                [
                    .fixed("type", "checkbox"), .data("name", QueueMarks.prefix + String(row.draft.id)),
                    .data("value", String(row.draft.revision)), .data("aria-label", "Mark ticket " + row.label),
                ])
        }
    }

    private func ticket(_ row: ReviewQueueRow, _ html: inout HTML) {
        let subject = row.draft.subject
        html.element("th", [.fixed("scope", "row"), .fixed("role", "rowheader"), .fixed("class", "ticket")]) { html in
            html.element("span", [.fixed("class", "under")]) { html in
                html.clientTag(names.client(row.draft.clientID))
                html.element("span", [.fixed("class", "soft"), .fixed("dir", "auto")], text: row.label)
            }
            html.element(
                "a",
                [
                    .data("href", visit.link(Self.path(row.draft.ticketID))), .fixed("class", "subject"),
                    .fixed("dir", "auto"), .data("title", row.originalSubject ?? subject),
                ], text: subject.isEmpty ? "(no subject)" : subject)
        }
    }

    private func time(_ row: ReviewQueueRow, _ html: inout HTML) {
        guard row.word.isDecided, let decided = row.draft.decidedAt else {
            return cell("Time left", &html) { html in
                html.slaBar(from: row.openedAt, due: row.draft.dueAt, now: visit.now)
            }
        }
        cell("Decided", &html) { html in html.age(decided, now: visit.now) }
    }

    private func holders(_ row: ReviewQueueRow, _ html: inout HTML) {
        cell("In hand", &html) { html in
            let draft = row.draft
            if let actor = draft.actor, draft.state != .open {
                if row.word.isDecided {
                    html.element("span", [.fixed("dir", "auto")], text: "by " + names.person(actor))
                } else {
                    html.badge(.claimed(names.person(actor)))
                }
            } else if viewers[draft.id, default: []].isEmpty {
                html.markup("<span class=\"none\" aria-hidden=\"true\">–</span><span class=\"vh\">nobody</span>")
            }
            for name in viewers[draft.id, default: []].prefix(3) {
                html.element("span", [.fixed("class", "viewer"), .fixed("dir", "auto")], text: "open: " + name)
            }
        }
    }

    private func optional(_ value: String?, _ absence: StaticString, _ html: inout HTML) {
        if let value, !value.isEmpty {
            return html.element("span", [.fixed("dir", "auto"), .fixed("class", "short")], text: value)
        }
        html.markup("<span class=\"none\" aria-hidden=\"true\">–</span><span class=\"vh\">")
        html.markup(absence)
        html.markup("</span>")
    }

    /// The name of the column stands before the cell where rows are cards.
    private func cell(_ name: StaticString, _ html: inout HTML, _ content: (inout HTML) -> Void) {
        html.element("td", [.fixed("role", "cell"), .fixed("data-label", name)], content)
    }

    static func path(_ ticket: TicketID) -> String { "/tickets/" + FormEncoding.escape(ticket.rawValue) }
}

extension ReviewQueueRow {
    /// What people call the ticket.
    var label: String { number ?? draft.ticketID.rawValue }

    var badge: Badge {
        switch word {
        case .approved: .approved
        case .rejected: .rejected
        case .stale: .stale
        case .blocked: .blocked(draft.claims.unsupported)
        case .needsInfo: .needsInfo
        case .extractive: .extractive
        case .ready: .ready
        }
    }
}

extension ReviewWord {
    /// As the filter above the list has it.
    var title: String {
        switch self {
        case .approved: "Approved"
        case .rejected: "Rejected"
        case .stale: "Stale"
        case .blocked: "Blocked"
        case .needsInfo: "Needs info"
        case .extractive: "Extractive"
        case .ready: "Ready"
        }
    }
}
