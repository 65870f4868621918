import Digest
import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

/// `/settings/tokens`: bearer tokens of programs. The rules are those of `sidenote token`.
struct TokenPage {
    private static let lifetimes: [(value: String, label: String, days: Int64?)] = [
        ("30", "30 days", 30), ("90", "90 days", 90), ("365", "a year", 365), ("never", "without end", nil),
    ]

    let pages: SettingsPages
    let visit: Visit

    private var store: SQLiteStore { pages.environment.store }

    func response(shown: String?) throws -> Response {
        try write(.ok, nil, nil, secret: pages.shown.take(shown, for: visit.accountID, now: visit.now))
    }

    private func write(
        _ status: HTTPResponse.Status, _ fields: FormFields?, _ objection: String?, secret: String? = nil
    ) throws -> Response {
        let tokens = try store.tokens()
        return pages.kit.settings(visit, .tokens, status: status) { html in
            if let objection { html.banner(.bad, objection) }
            if let secret {
                html.shownOnce(
                    "The new token", secret,
                    "Put it where the program reads it. It is not shown again: only a digest of it is kept.")
            }
            let active = tokens.filter { $0.revokedAt == nil && $0.expiresAt.map { $0 > visit.now } ?? true }
            let ended = tokens.filter { token in !active.contains(token) }
            if active.isEmpty {
                html.emptyState("No tokens", "Programs need one to use the API; people sign in without.")
            } else {
                table("Tokens", active, &html)
            }
            html.disclosure("Make a token", isOpen: objection != nil, id: "make") { html in form(fields, &html) }
            if !ended.isEmpty {
                html.disclosure("Revoked and run out (\(ended.count))") { html in
                    table("Tokens that count no more", ended, &html)
                }
            }
        }
    }

    private func table(_ caption: String, _ tokens: [AccessToken], _ html: inout HTML) {
        html.table(
            caption: caption,
            columns: [
                ("What for", false), ("Role", false), ("Clients", false), ("Valid until", false), ("Last used", false),
                ("", false),
            ]
        ) { html in
            for token in tokens {
                html.element("tr") { html in
                    html.element("th", [.fixed("scope", "row")]) { html in
                        html.element("bdi", text: token.label)
                        html.element("span", [.fixed("class", "soft small")], text: " " + token.id)
                    }
                    html.element("td", text: token.role.rawValue)
                    html.element("td", [.fixed("class", "clip")], text: token.clients.words)
                    html.element("td") { html in
                        if let revoked = token.revokedAt {
                            html.text("revoked ")
                            html.age(revoked, now: visit.now)
                        } else if let end = token.expiresAt {
                            html.age(end, now: visit.now)
                        } else {
                            html.text("without end")
                        }
                    }
                    html.element("td") { html in
                        if let used = token.lastUsedAt { html.age(used, now: visit.now) } else { html.text("never") }
                    }
                    html.element("td", [.fixed("class", "acts")]) { html in
                        guard token.revokedAt == nil else { return }
                        html.form(visit, action: "\(SettingsPart.tokens.path)/\(token.id)/revoke") { html in
                            html.button("Revoke", .danger, [.data("aria-label", "Revoke \(token.label)")])
                        }
                    }
                }
            }
        }
    }

    private func form(_ fields: FormFields?, _ html: inout HTML) {
        html.form(visit, action: SettingsPart.tokens.path, [.fixed("class", "card stack")]) { html in
            html.field(
                "What for", id: "label", name: "label", value: fields?["label"] ?? "",
                hint: "nightly export, portal, …",
                [.fixed("required", ""), .fixed("maxlength", "200")])
            html.roleChoice(fields?["role"].flatMap(Role.init(rawValue:)) ?? .reader)
            (fields.map { ClientChoice($0) } ?? ClientChoice(nil)).write(to: &html)
            html.choice(
                "Valid for", id: "lifetime", name: "lifetime", options: Self.lifetimes.map { ($0.value, $0.label) },
                selected: fields?["lifetime"] ?? "90")
            html.button("Make it", .primary)
        }
    }

    func create(_ fields: FormFields) async throws -> Response {
        do {
            guard let role = fields["role"].flatMap(Role.init(rawValue:)),
                let lifetime = Self.lifetimes.first(where: { $0.value == fields["lifetime"] ?? "90" })
            else { throw Problem("there is no such role or time", place: "tokens") }
            let secret = "sn_" + (try RandomBytes.token())
            _ = try await store.createToken(
                secret: secret, label: fields["label"] ?? "", role: role,
                clients: try ClientChoice(fields).clients(in: store),
                expiresAt: lifetime.days.map { visit.now.adding(seconds: $0 * 86_400) }, by: visit.principal.actor)
            let number = try pages.shown.keep(secret, for: visit.accountID, now: visit.now)
            return pages.kit.redirect(visit, to: SettingsPart.tokens.path + "?shown=" + number, flash: .created)
        } catch let problem as Problem where problem.isAboutInput {
            return try write(.unprocessableContent, fields, problem.sentence)
        }
    }

    func revoke(_ id: String, _ fields: FormFields) async throws -> Response {
        guard let token = try store.tokens().first(where: { $0.id == id }) else { throw ProblemResponse.notFound }
        guard fields["confirm"] == "1" else {
            return pages.kit.confirmation(
                visit, .tokens, title: "Revoke “\(token.label)”?",
                text:
                    "Programs that use it are refused from now on. This cannot be taken back; make a new one instead.",
                action: "\(SettingsPart.tokens.path)/\(token.id)/revoke", button: "Revoke")
        }
        _ = try await store.revokeToken(id, by: visit.principal.actor)
        return pages.kit.redirect(visit, to: SettingsPart.tokens.path, flash: .revoked)
    }
}
