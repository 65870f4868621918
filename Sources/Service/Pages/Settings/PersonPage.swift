import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

/// `/settings/users/{account_id}`: one account.
struct PersonPage {
    let pages: SettingsPages
    let visit: Visit
    let account: Account

    static func path(_ account: Account) -> String { "\(SettingsPart.users.path)/\(account.id)" }

    private var store: SQLiteStore { pages.environment.store }
    private var path: String { Self.path(account) }
    private var isSelf: Bool { account.id == visit.accountID }

    func response(shown: String?) throws -> Response {
        try write(.ok, nil, nil, secret: pages.shown.take(shown, for: visit.accountID, now: visit.now))
    }

    private func write(
        _ status: HTTPResponse.Status, _ fields: FormFields?, _ objection: String?, secret: String? = nil
    ) throws -> Response {
        let sessions = try store.sessionCounts(now: visit.now)[account.id] ?? 0
        return pages.kit.settings(visit, .users, status: status, title: account.name) { html in
            html.element("p") { html in
                html.element("a", [.data("href", visit.link(SettingsPart.users.path))], text: "← All people")
            }
            if let objection { html.banner(.bad, objection) }
            if let secret {
                html.shownOnce(
                    "One-time link", secret,
                    "It signs \(account.name) in once, within 15 minutes. It is not shown again: hand it over on a safe way."
                )
            }
            if account.isDisabled {
                html.banner(.weak, "Disabled") { html in
                    html.element("p", text: "Nobody can sign in with this account.")
                }
            }
            html.facts([
                ("Login", account.login), ("Signs in with", account.ways),
                ("Signed in on", Figures.count(sessions, "device", "devices")),
                ("Since", Figures.minute(account.createdAt)),
            ])
            form(fields, &html)
            acts(sessions, &html)
        }
    }

    private func form(_ fields: FormFields?, _ html: inout HTML) {
        html.form(visit, action: path, [.fixed("class", "card stack")]) { html in
            html.hidden("seen", fields?["seen"] ?? seen)
            html.field(
                "Name", id: "name", name: "name", value: fields?["name"] ?? account.name,
                [.fixed("required", ""), .fixed("maxlength", "200")])
            if isSelf {
                html.facts([("Role", account.role.rawValue), ("Clients", account.clients.words)])
                html.element(
                    "p", [.fixed("class", "hint")],
                    text: "Your own role and clients are for another administrator to change.")
            } else {
                html.roleChoice(fields?["role"].flatMap(Role.init(rawValue:)) ?? account.role)
                (fields.map { ClientChoice($0) } ?? ClientChoice(account.clients)).write(to: &html)
                html.element(
                    "p", [.fixed("class", "hint")], text: "Another role or other clients sign this person out.")
            }
            html.button("Save", .primary)
        }
    }

    private func acts(_ sessions: Int, _ html: inout HTML) {
        html.element("div", [.fixed("class", "row")]) { html in
            if !account.isDisabled {
                html.form(visit, action: path + "/link") { html in html.button("Make a one-time link") }
            }
            if sessions > 0 {
                html.form(visit, action: path + "/sign-out") { html in html.button("Sign out everywhere") }
            }
            if account.isDisabled {
                html.form(visit, action: path + "/enable") { html in html.button("Enable") }
            } else if !isSelf {
                html.form(visit, action: path + "/disable") { html in html.button("Disable", .danger) }
            }
        }
    }

    /// What the form was filled with, so that a change made meanwhile is not written over.
    private var seen: String {
        "\(account.role.rawValue) \(account.isDisabled) \(account.clients.words) \(account.name)"
    }

    // MARK: Acts

    func change(_ fields: FormFields) async throws -> Response {
        guard fields["seen"] == nil || fields["seen"] == seen else {
            throw ProblemResponse(
                .conflict, type: "stale-entity-tag", detail: "Somebody else changed this account meanwhile.")
        }
        do {
            var change = AccountChange()
            if let name = fields["name"], name != account.name { change.name = name }
            if let text = fields["role"] {
                guard let role = Role(rawValue: text) else { throw Problem("there is no such role", place: "accounts") }
                if role != account.role { change.role = role }
            }
            if fields["scope"] != nil {
                let clients = try ClientChoice(fields).clients(in: store)
                if clients != account.clients { change.clients = .some(clients) }
            }
            if isSelf, change.role != nil || change.clients != nil { throw Self.ownAccount }
            _ = try await store.updateAccount(account.id, change, by: visit.principal.actor)
        } catch let problem as Problem where problem.isAboutInput {
            return try write(.unprocessableContent, fields, problem.sentence)
        }
        return pages.kit.redirect(visit, to: path, flash: .saved)
    }

    func setDisabled(_ isDisabled: Bool, _ fields: FormFields) async throws -> Response {
        if isSelf { throw Self.ownAccount }
        if isDisabled, fields["confirm"] != "1" {
            return pages.kit.confirmation(
                visit, .users, title: "Disable \(account.name)?",
                text: "\(account.login) is signed out everywhere and can sign in no more. What was done stays in the "
                    + "ledger under that name. It can be enabled again.",
                action: path + "/disable", button: "Disable")
        }
        var change = AccountChange()
        change.isDisabled = isDisabled
        do {
            _ = try await store.updateAccount(account.id, change, by: visit.principal.actor)
        } catch let problem as Problem where problem.isAboutInput {
            return try write(.unprocessableContent, nil, problem.sentence)
        }
        return pages.kit.redirect(visit, to: path, flash: .saved)
    }

    func makeLink() async throws -> Response {
        guard !account.isDisabled else {
            return try write(.unprocessableContent, nil, "The account is disabled. Enable it first.")
        }
        let link = try await OneTimeLink.make(
            for: account, store: store, baseURL: pages.environment.publicURL, now: visit.now,
            by: visit.principal.actor)
        let number = try pages.shown.keep(link, for: visit.accountID, now: visit.now)
        return pages.kit.redirect(visit, to: path + "?shown=" + number)
    }

    func endSessions(_ fields: FormFields) async throws -> Response {
        guard fields["confirm"] == "1" else {
            return pages.kit.confirmation(
                visit, .users, title: "Sign \(account.name) out everywhere?",
                text:
                    "Text that is being edited on those devices is kept there and can be sent after signing in again.",
                action: path + "/sign-out", button: "Sign out everywhere")
        }
        try await store.endSessions(
            account: account.id,
            audit: AuditEntry(
                at: visit.now, actor: visit.principal.actor, act: "sessions_ended", object: "user:\(account.id)"))
        return pages.kit.redirect(visit, to: path, flash: .saved)
    }

    private static let ownAccount = ProblemResponse(
        .forbidden, type: "own-account", detail: "Nobody changes their own role, clients or access here.",
        remedy: "Ask another administrator.")
}
