import Domain
import Enrichment
import Hummingbird
import Storage

/// `GET /insights`, `GET /insights.csv`.
struct InsightPages: PageGroup {
    let kit: PageKit
    let store: SQLiteStore
    let worker: PageWorker

    func add(to router: Router<ServiceContext>) {
        router.get("/insights") { request, context in
            try await kit.serve(request, context) { visit in try await page(request, visit) }
        }
        router.get("/insights.csv") { request, context in
            try await kit.serve(request, context) { visit in try await download(request, visit) }
        }
    }

    private func page(_ request: Request, _ visit: Visit) async throws -> Response {
        try visit.needs(.lead)
        let filter = try InsightFilter(request, now: visit.now)
        if let objection = filter.objection {
            let clients = try store.reportClients(for: visit.audience)
            return kit.page(visit, PageHead(title: "Insights", section: .insights, status: .badRequest)) { html in
                InsightView.writeHead(visit, to: &html)
                InsightFilterForm(visit: visit, filter: filter, clients: clients, boards: []).write(to: &html)
                html.banner(.bad, objection)
            }
        }
        let (tables, clients) = try await tables(filter, visit)
        return kit.page(visit, PageHead(title: "Insights", section: .insights, scripts: [.insights])) { html in
            InsightView(visit: visit, filter: filter, tables: tables, clients: clients).write(to: &html)
        }
    }

    private func download(_ request: Request, _ visit: Visit) async throws -> Response {
        try visit.needs(.lead)
        let filter = try InsightFilter(request, now: visit.now)
        if let objection = filter.objection { throw ProblemResponse.badRequest(objection) }
        let name = request.uri.query.flatMap(FormFields.init)?["table"] ?? "totals"
        guard InsightTables.ids.contains(name) else {
            throw ProblemResponse.badRequest("There is no such table. Use one of the links on the page.")
        }
        guard let table = try await tables(filter, visit).tables.table(name) else { throw ProblemResponse.notFound }
        return CSVResponse.make(table.csv(), name: "sidenote-\(name)-\(filter.since.day)-\(filter.until.day)")
    }

    /// Another client's name and one nobody has get the same answer.
    private func tables(_ filter: InsightFilter, _ visit: Visit) async throws -> (tables: InsightTables, [Client]) {
        let clients = try store.reportClients(for: visit.audience)
        if let client = filter.client, !clients.contains(where: { $0.id == client }) { throw ProblemResponse.notFound }
        let query = filter.insightQuery(visit.audience)
        let store = store
        let insights = try await worker.run { try store.insights(query) }
        let tables = InsightTables(
            insights: insights,
            clientNames: Dictionary(clients.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
            link: { visit.link($0) })
        return (tables, clients)
    }
}

extension SQLiteStore {
    /// In order of name.
    func reportClients(for audience: Audience) throws -> [Client] {
        try clients().filter { audience.admits($0.id) }.sorted {
            ($0.name.lowercased(), $0.id.rawValue) < ($1.name.lowercased(), $1.id.rawValue)
        }
    }
}

extension Visit {
    func needs(_ role: Role) throws(ProblemResponse) {
        guard isAtLeast(role) else { throw .forbidden(needs: role) }
    }
}
