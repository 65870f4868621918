import Domain
import Hummingbird
import Storage

/// Which entries a list shows, as its address says.
struct LedgerFilter: Sendable {
    enum Tab: String, Sendable {
        case egress, audit
    }

    static let pageSize = 50

    var tab = Tab.egress
    var client = ""
    var actor = ""
    var act = ""
    var from = ""
    var to = ""
    /// Of egress the receipt, of audit the number of the entry.
    var number = ""
    /// Entries below this one.
    var before: Int64?
    var objection: String?
    private(set) var since: Timestamp?
    private(set) var until: Timestamp?
    private(set) var entry: Int64?

    init(_ request: Request) throws(ProblemResponse) {
        guard let query = request.uri.query else { return }
        guard let fields = FormFields(query) else {
            throw .badRequest("The address of this page could not be read.")
        }
        tab = fields["tab"].flatMap(Tab.init(rawValue:)) ?? .egress
        func text(_ name: String) -> String { fields[name].nonBlank ?? "" }
        (client, actor, act) = (text("client"), text("actor"), text("act"))
        (from, to, number) = (text("from"), text("to"), text("number"))
        before = fields["before"].flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
        if !from.isEmpty {
            since = InsightFilter.day(from)
            if since == nil { objection = "“From” must be a day such as 2026-11-01." }
        }
        if !to.isEmpty {
            until = InsightFilter.day(to)?.adding(seconds: 86_400)
            if until == nil { objection = "“To” must be a day such as 2026-11-30." }
        }
        if !number.isEmpty {
            entry = Int64(number).flatMap { $0 > 0 ? $0 : nil }
            if entry == nil { objection = "The number must be a whole number from 1." }
        }
        if let since, let until, since >= until { objection = "“From” must not lie behind “to”." }
    }

    func egress(_ audience: Audience) -> EgressFilter {
        EgressFilter(
            audience: audience, client: client.isEmpty ? nil : ClientID(client), receipt: entry, since: since,
            until: until)
    }

    func audit(_ principal: Principal) -> AuditFilter {
        var filter = LedgerAccess.auditFilter(principal)
        filter.client = client.isEmpty ? nil : ClientID(client)
        filter.actor = actor.isEmpty ? nil : actor
        filter.act = act.isEmpty ? nil : AuditEntry.Act(rawValue: act)
        filter.since = since
        filter.until = until
        return filter
    }

    func path(_ tab: Tab? = nil, before: Int64? = nil) -> String {
        var fields: [(name: String, value: String)] = [("tab", (tab ?? self.tab).rawValue)]
        let isSame = tab == nil || tab == self.tab
        for (name, value) in [
            ("client", client), ("actor", isSame ? actor : ""), ("act", isSame ? act : ""), ("from", from), ("to", to),
            ("number", isSame ? number : ""),
        ] where !value.isEmpty { fields.append((name, value)) }
        if let before { fields.append(("before", String(before))) }
        return "/ledger?" + FormEncoding.text(fields)
    }

    var isEmpty: Bool {
        [client, actor, act, from, to, number].allSatisfy(\.isEmpty) && before == nil
    }
}

/// Who may see what of the ledgers: administrators what their clients allow, leads of the audit ledger only entries
/// about clients, and nothing about accounts.
enum LedgerAccess {
    static func auditFilter(_ principal: Principal) -> AuditFilter {
        AuditFilter(audience: principal.audience, isAboutClient: principal.role < .admin)
    }
}
