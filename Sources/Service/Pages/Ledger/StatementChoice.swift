import Domain
import Enrichment
import Hummingbird

/// Whose statement, of which month.
struct StatementChoice: Sendable {
    /// nil: none was named yet.
    var client: Client?
    var month: CalendarMonth

    /// - Throws: 404 for a client outside `clients`, as for one nobody has; 400 for what is no month.
    init(_ request: Request, clients: [Client], now: Timestamp) throws(ProblemResponse) {
        guard let present = CalendarMonth(of: now) else { throw .badRequest("The clock of this machine is wrong.") }
        month = present
        guard let query = request.uri.query else { return }
        guard let fields = FormFields(query) else { throw .badRequest("The address of this page could not be read.") }
        if let text = fields["month"].nonBlank {
            guard let month = CalendarMonth(text) else { throw .badRequest("A month is written like 2026-11.") }
            self.month = month
        }
        if let id = fields["client"].nonBlank {
            guard let client = clients.first(where: { $0.id.rawValue == id }) else { throw .notFound }
            self.client = client
        }
    }

    static func path(_ client: ClientID, _ month: CalendarMonth, isDownload: Bool = false) -> String {
        (isDownload ? "/ledger/statement.csv?" : "/ledger/statement?")
            + FormEncoding.text([("client", client.rawValue), ("month", month.description)])
    }
}

struct StatementForm {
    let visit: Visit
    let choice: StatementChoice
    let clients: [Client]

    func write(to html: inout HTML) {
        html.element("div", [.fixed("class", "page-head no-print")]) { html in
            html.element("h1", text: "Statement for a client")
            html.element("a", [.data("href", visit.link("/ledger"))], text: "Back to the ledger")
        }
        guard !clients.isEmpty else {
            return html.emptyState(
                "No client to make a statement for", "Clients come with an import, or from your PSA.")
        }
        html.search(
            visit, action: "/ledger/statement", [.fixed("class", "filters"), .fixed("aria-label", "Which statement")]
        ) { html in
            html.choice(
                "Client", id: "statement-client", name: "client", options: clients.map { ($0.id.rawValue, $0.name) },
                selected: choice.client?.id.rawValue)
            html.field(
                "Month", id: "statement-month", name: "month", value: choice.month.description, type: "month",
                [.fixed("pattern", "[0-9]{4}-[0-9]{2}"), .fixed("placeholder", "2026-11")])
            html.button("Show", .primary)
        }
    }
}
