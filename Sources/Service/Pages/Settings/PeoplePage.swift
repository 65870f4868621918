import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

/// `/settings/users`: who may sign in. The rules are those of `sidenote user`.
struct PeoplePage {
    let pages: SettingsPages
    let visit: Visit

    private var store: SQLiteStore { pages.environment.store }

    func response() throws -> Response { try write(.ok, nil, nil) }

    private func write(_ status: HTTPResponse.Status, _ fields: FormFields?, _ objection: String?) throws -> Response {
        let accounts = try store.accounts()
        let sessions = try store.sessionCounts(now: visit.now)
        return pages.kit.settings(visit, .users, status: status) { html in
            if let objection { html.banner(.bad, objection) }
            list(accounts, sessions, &html)
            html.disclosure("Add somebody", isOpen: objection != nil, id: "add") { html in
                html.form(visit, action: SettingsPart.users.path, [.fixed("class", "card stack")]) { html in
                    html.field(
                        "Login", id: "login", name: "login", value: fields?["login"] ?? "",
                        hint: "A mail address or a short name.",
                        [.fixed("required", ""), .fixed("maxlength", "254"), .fixed("autocomplete", "off")])
                    html.field(
                        "Name", id: "name", name: "name", value: fields?["name"] ?? "",
                        hint: "As others see it; the login without one.", [.fixed("maxlength", "200")])
                    html.roleChoice(fields?["role"].flatMap(Role.init(rawValue:)) ?? .technician)
                    (fields.map { ClientChoice($0) } ?? ClientChoice(nil)).write(to: &html)
                    html.button("Add", .primary)
                    html.element(
                        "p", [.fixed("class", "hint")],
                        text: "The account has no password yet. Make a one-time link for it and hand that over; within "
                            + "15 minutes after signing in, a password can be set.")
                }
            }
        }
    }

    private func list(_ accounts: [Account], _ sessions: [String: Int], _ html: inout HTML) {
        guard !accounts.isEmpty else { return html.emptyState("Nobody yet", "Add the first person below.") }
        html.table(
            caption: "People",
            columns: [
                ("Name", false), ("Login", false), ("Role", false), ("Clients", false), ("Signs in with", false),
                ("Signed in on", true), ("", false),
            ]
        ) { html in
            for account in accounts {
                html.element("tr") { html in
                    html.element("th", [.fixed("scope", "row")]) { html in
                        html.element(
                            "a", [.data("href", visit.link(PersonPage.path(account))), .fixed("dir", "auto")],
                            text: account.name)
                    }
                    html.element("td", [.fixed("dir", "auto")], text: account.login)
                    html.element("td", text: account.role.rawValue)
                    html.element("td", [.fixed("class", "clip")], text: account.clients.words)
                    html.element("td", text: account.ways)
                    html.element(
                        "td", [.fixed("class", "number")],
                        text: Figures.count(sessions[account.id] ?? 0, "device", "devices"))
                    html.element("td") { html in
                        if account.isDisabled { html.tag("disabled", tone: .weak) }
                        if account.id == visit.accountID { html.tag("you", tone: .info) }
                    }
                }
            }
        }
    }

    func create(_ fields: FormFields) async throws -> Response {
        do {
            guard let role = fields["role"].flatMap(Role.init(rawValue:)) else {
                throw Problem("there is no such role", place: "accounts")
            }
            let login = try LoginName.normalized(fields["login"] ?? "")
            let account = try await store.createAccount(
                login: login, name: fields["name"].nonBlank ?? login, role: role,
                clients: try ClientChoice(fields).clients(in: store), passwordHash: nil, by: visit.principal.actor)
            return pages.kit.redirect(visit, to: PersonPage.path(account), flash: .created)
        } catch let problem as Problem where problem.isAboutInput {
            return try write(.unprocessableContent, fields, problem.sentence)
        }
    }
}

extension Account {
    /// How this person proves who they are.
    var ways: String {
        let ways = [hasPassword ? "password" : nil, subject == nil ? nil : "provider"].compactMap { $0 }
        return ways.isEmpty ? "one-time link" : ways.joined(separator: ", ")
    }
}

extension HTML {
    mutating func roleChoice(_ selected: Role) {
        choice(
            "Role", id: "role", name: "role", options: Role.allCases.map { ($0.rawValue, $0.words) },
            selected: selected.rawValue)
    }

    /// A secret that is shown this once.
    mutating func shownOnce(_ title: String, _ secret: String, _ advice: String) {
        banner(.ok, title) { html in
            html.element("p", text: advice)
            html.element("p") { html in
                html.element("code", [.fixed("class", "once"), .fixed("data-copy", "")], text: secret)
            }
        }
    }
}
