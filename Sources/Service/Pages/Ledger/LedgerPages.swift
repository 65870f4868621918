import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

/// What was sent and what was done, entry by entry; verifying both; statements for clients.
struct LedgerPages: PageGroup {
    let kit: PageKit
    let store: SQLiteStore
    let worker: PageWorker
    let verification: LedgerVerification

    func add(to router: Router<ServiceContext>) {
        func get(
            _ path: RouterPath, _ work: @escaping @Sendable (Request, ServiceContext, Visit) async throws -> Response
        ) {
            router.get(path) { request, context in
                try await kit.serve(request, context) { visit in
                    try visit.needs(.lead)
                    return try await work(request, context, visit)
                }
            }
        }
        get("/ledger") { request, _, visit in try await list(request, visit) }
        get("/ledger/egress/:receipt") { request, context, visit in
            try await egressEntry(try Self.number("receipt", context), request, visit)
        }
        get("/ledger/audit/:entry") { _, context, visit in
            try await auditEntry(try Self.number("entry", context), visit)
        }
        get("/ledger/verification") { _, _, visit in
            try visit.needs(.admin)
            return kit.page(visit, PageHead(title: "Verification", section: .ledger, width: .narrow)) { html in
                VerificationView(visit: visit, state: verification.state, names: try? PersonNames(store)).write(
                    to: &html)
            }
        }
        router.post("/ledger/verify") { request, context in
            try await kit.serve(request, context) { visit in
                try visit.needs(.admin)
                verification.start(by: visit.principal.actor)
                return kit.redirect(visit, to: "/ledger/verification")
            }
        }
        get("/ledger/statement") { request, _, visit in try await statement(request, visit) }
        get("/ledger/statement.csv") { request, _, visit in try await statementDownload(request, visit) }
    }

    /// Anything but a number is an entry that is not there.
    private static func number(_ name: String, _ context: ServiceContext) throws(ProblemResponse) -> Int64 {
        guard let text = context.parameters.get(name), let number = Int64(text), number > 0, String(number) == text
        else {
            throw .notFound
        }
        return number
    }

    // MARK: Lists

    private func list(_ request: Request, _ visit: Visit) async throws -> Response {
        let filter = try LedgerFilter(request)
        let view = LedgerListView(
            visit: visit, filter: filter, clients: try store.reportClients(for: visit.audience),
            names: try PersonNames(store))
        let head = PageHead(
            title: "Ledger", section: .ledger, scripts: [.ledger], status: filter.objection == nil ? .ok : .badRequest)
        guard filter.objection == nil else { return kit.page(visit, head) { html in view.writeObjection(to: &html) } }
        let (store, limit) = (store, LedgerFilter.pageSize + 1)
        switch filter.tab {
        case .egress:
            let wanted = filter.egress(visit.audience)
            let found = try await worker.run {
                try store.egressEntries(wanted, before: filter.before, limit: limit)
            }
            return kit.page(visit, head) { html in view.write(found, to: &html) }
        case .audit:
            let wanted = filter.audit(visit.principal)
            let found = try await worker.run {
                guard let entry = filter.entry else {
                    return try store.auditEntries(wanted, before: filter.before, limit: limit)
                }
                return try store.auditEntry(entry, wanted).map { [$0] } ?? []
            }
            return kit.page(visit, head) { html in view.write(found, to: &html) }
        }
    }

    // MARK: Entries

    private func egressEntry(_ receipt: Int64, _ request: Request, _ visit: Visit) async throws -> Response {
        guard let entry = try store.egressEntry(receipt, for: visit.audience) else { throw ProblemResponse.notFound }
        var body = EgressEntryView.Body.notAsked
        if request.uri.query.flatMap(FormFields.init)?["bytes"] == "shown" {
            let bytes = try await store.viewEgressBody(receipt, by: visit.principal, now: visit.now)
            body = bytes.map { .bytes($0) } ?? .walledOff
        }
        return kit.page(visit, PageHead(title: "Receipt \(receipt)", section: .ledger)) { html in
            EgressEntryView(
                visit: visit, entry: entry, body: body, clientName: clientName(entry.clientID)
            ).write(to: &html)
        }
    }

    private func auditEntry(_ number: Int64, _ visit: Visit) async throws -> Response {
        guard let entry = try store.auditEntry(number, LedgerAccess.auditFilter(visit.principal)) else {
            throw ProblemResponse.notFound
        }
        let names = try PersonNames(store)
        return kit.page(visit, PageHead(title: "Entry \(number)", section: .ledger)) { html in
            AuditEntryView(
                visit: visit, entry: entry, actor: names.entry(entry.actor), clientName: clientName(entry.clientID)
            ).write(to: &html)
        }
    }

    /// The name of a client whose entry the caller may see.
    private func clientName(_ client: ClientID?) -> String? {
        guard let client else { return nil }
        return (try? store.clients().first { $0.id == client }?.name) ?? client.rawValue
    }

    // MARK: Statements

    private func statement(_ request: Request, _ visit: Visit) async throws -> Response {
        let clients = try store.reportClients(for: visit.audience)
        let choice = try StatementChoice(request, clients: clients, now: visit.now)
        guard let client = choice.client else {
            return kit.page(visit, PageHead(title: "Statement", section: .ledger)) { html in
                StatementForm(visit: visit, choice: choice, clients: clients).write(to: &html)
            }
        }
        let (store, month) = (store, choice.month)
        let statement = try await worker.run { try store.egressStatement(client.id, month, for: visit.audience) }
        return kit.page(visit, PageHead(title: "Statement for \(client.name)", section: .ledger)) { html in
            StatementForm(visit: visit, choice: choice, clients: clients).write(to: &html)
            StatementView(visit: visit, statement: statement, client: client).write(to: &html)
        }
    }

    private func statementDownload(_ request: Request, _ visit: Visit) async throws -> Response {
        let choice = try StatementChoice(
            request, clients: try store.reportClients(for: visit.audience), now: visit.now)
        guard let client = choice.client else {
            throw ProblemResponse.badRequest("Say which client the statement is for.")
        }
        let (store, month) = (store, choice.month)
        let csv = try await worker.run {
            var csv = StatementCSV()
            let statement = try store.egressStatement(client.id, month, for: visit.audience) { csv.add($0) }
            return csv.finished(statement)
        }
        return CSVResponse.make(csv, name: "sidenote-statement-\(client.id.rawValue)-\(month)")
    }
}
