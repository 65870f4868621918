import Domain
import Enrichment
import Storage

/// A page of one ledger, with what it can be narrowed by.
struct LedgerListView {
    let visit: Visit
    let filter: LedgerFilter
    let clients: [Client]
    let names: PersonNames

    private var clientNames: [ClientID: String] {
        Dictionary(clients.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Frame

    private func head(_ html: inout HTML) {
        html.element("div", [.fixed("class", "page-head")]) { html in
            html.element("h1", text: "Ledger")
            html.element("div", [.fixed("class", "row")]) { html in
                html.linkButton("Statement for a client", href: visit.link("/ledger/statement"), .plain)
                if visit.isAtLeast(.admin) {
                    html.form(visit, action: "/ledger/verify") { html in html.button("Verify both ledgers", .plain) }
                    html.linkButton("Last verification", href: visit.link("/ledger/verification"), .quiet)
                }
            }
        }
        html.tabs(
            label: "Ledgers",
            [
                ("egress", "Egress: what was sent", visit.link(filter.path(.egress)), nil),
                ("audit", "Audit: what was done", visit.link(filter.path(.audit)), nil),
            ], current: filter.tab.rawValue)
        filters(&html)
    }

    private func filters(_ html: inout HTML) {
        html.search(visit, action: "/ledger", [.fixed("class", "filters"), .fixed("aria-label", "Which entries")]) {
            html in
            html.hidden("tab", filter.tab.rawValue)
            html.choice(
                "Client", id: "ledger-client", name: "client",
                options: [("", "Every client")] + clients.map { ($0.id.rawValue, $0.name) },
                selected: filter.client)
            if filter.tab == .audit {
                var actors = names.choices
                if !filter.actor.isEmpty, !actors.contains(where: { $0.value == filter.actor }) {
                    actors.insert((filter.actor, names.entry(filter.actor)), at: 0)
                }
                html.choice(
                    "Who", id: "ledger-actor", name: "actor", options: [("", "Anybody")] + actors,
                    selected: filter.actor)
                var acts = LedgerWords.acts.map { (value: $0.key, label: $0.value) }.sorted { $0.label < $1.label }
                if !filter.act.isEmpty, LedgerWords.acts[filter.act] == nil {
                    acts.insert((filter.act, LedgerWords.act(filter.act)), at: 0)
                }
                html.choice(
                    "What", id: "ledger-act", name: "act", options: [("", "Anything")] + acts, selected: filter.act)
            }
            html.field("From", id: "ledger-from", name: "from", value: filter.from, type: "date")
            html.field("To", id: "ledger-to", name: "to", value: filter.to, type: "date")
            html.field(
                filter.tab == .egress ? "Receipt" : "Entry", id: "ledger-number", name: "number", value: filter.number,
                [.fixed("inputmode", "numeric"), .fixed("autocomplete", "off")])
            html.button("Show", .primary)
        }
    }

    func writeObjection(to html: inout HTML) {
        head(&html)
        html.banner(.bad, filter.objection ?? "")
    }

    private func empty(_ html: inout HTML) {
        if filter.isEmpty {
            html.emptyState(
                filter.tab == .egress ? "Nothing was sent" : "Nothing was done yet",
                filter.tab == .egress
                    ? "Every call to a model stands here, with its exact bytes, before they leave. There was none so far."
                    : "Every act on the clients you look after stands here.")
        } else {
            html.emptyState("No entry fits", "Take something out of the filter above, or choose a longer period.") {
                html in
                html.linkButton("Show all", href: visit.link("/ledger?tab=\(filter.tab.rawValue)"), .plain)
            }
        }
    }

    private func pager(_ last: Int64?, _ html: inout HTML) {
        html.pager(
            newer: filter.before == nil ? nil : visit.link(filter.path()),
            older: last.map { visit.link(filter.path(before: $0)) }, note: nil)
    }

    private func client(_ id: ClientID?, _ html: inout HTML) {
        html.element("td") { html in
            if let id { html.clientTag(clientNames[id] ?? id.rawValue) } else { html.markup("–") }
        }
    }

    // MARK: Egress

    /// - Parameter found: one more than shown where there are more.
    func write(_ found: [LedgerEntry], to html: inout HTML) {
        head(&html)
        let shown = found.prefix(LedgerFilter.pageSize)
        guard !shown.isEmpty else { return empty(&html) }
        html.table(
            caption: "Egress ledger, the newest first",
            columns: [
                ("Receipt", true), ("When", false), ("Client", false), ("Ticket", false), ("Destination", false),
                ("Bytes", true), ("Withheld", true), ("Answer", true),
            ], [.fixed("class", "ledger")]
        ) { html in
            for entry in shown { row(entry, &html) }
        }
        pager(found.count > shown.count ? shown.last?.receipt.receipt : nil, &html)
    }

    private func row(_ entry: LedgerEntry, _ html: inout HTML) {
        let receipt = entry.receipt
        html.element("tr") { html in
            html.element("th", [.fixed("scope", "row"), .fixed("class", "number")]) { html in
                html.element(
                    "a", [.data("href", visit.link("/ledger/egress/\(receipt.receipt)"))], text: "\(receipt.receipt)")
            }
            html.element("td", [.fixed("class", "when")]) { html in html.moment(entry.at) }
            client(entry.clientID, &html)
            html.element("td") { html in html.element("bdi", text: entry.ticketID.rawValue.clipped(to: 40)) }
            html.element("td") { html in
                html.element("bdi", [.data("title", receipt.endpoint)], text: receipt.endpoint.clipped(to: 60))
            }
            html.number(receipt.bytes)
            html.number(receipt.redacted.values.reduce(0, +))
            html.element("td", [.fixed("class", "number")], text: entry.answerStatus.map(String.init) ?? "none")
        }
    }

    // MARK: Audit

    func write(_ found: [AuditRecord], to html: inout HTML) {
        head(&html)
        let shown = found.prefix(LedgerFilter.pageSize)
        guard !shown.isEmpty else { return empty(&html) }
        html.table(
            caption: "Audit ledger, the newest first",
            columns: [
                ("Entry", true), ("When", false), ("Who", false), ("What", false), ("To what", false),
                ("Client", false),
            ], [.fixed("class", "ledger")]
        ) { html in
            for entry in shown { row(entry, &html) }
        }
        pager(found.count > shown.count ? shown.last?.id : nil, &html)
    }

    private func row(_ entry: AuditRecord, _ html: inout HTML) {
        html.element("tr") { html in
            html.element("th", [.fixed("scope", "row"), .fixed("class", "number")]) { html in
                html.element("a", [.data("href", visit.link("/ledger/audit/\(entry.id)"))], text: "\(entry.id)")
            }
            html.element("td", [.fixed("class", "when")]) { html in html.moment(entry.at) }
            html.element("td") { html in
                html.element("bdi", [.data("title", entry.actor)], text: names.entry(entry.actor).clipped(to: 60))
            }
            html.element("td", text: LedgerWords.act(entry.act.rawValue))
            html.element("td") { html in html.element("bdi", text: entry.object.clipped(to: 60)) }
            client(entry.clientID, &html)
        }
    }
}
