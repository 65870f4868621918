import Domain
import Enrichment
import Hummingbird
import Settings
import Storage

/// `/settings/policies`: what may be done with each client's tickets.
struct PolicyPage {
    let pages: SettingsPages
    let visit: Visit

    private var environment: ServiceEnvironment { pages.environment }

    private struct Row {
        var client: Client
        var inForce: PolicyInForce
        var override: PolicyOverride?
    }

    private func rows() throws -> [Row] {
        let overrides = Dictionary(
            try environment.store.policyOverrideRows().map { ($0.clientID, $0) }
        ) { first, _ in first }
        let chosen = overrides.compactMapValues(\.policy)
        return try environment.store.clients().filter { visit.audience.admits($0.id) }.map { client in
            Row(
                client: client, inForce: environment.settings.policy(for: client, chosen: chosen),
                override: overrides[client.id])
        }
    }

    /// - Parameter client: whose policy is about to be changed.
    func response(client: String?) throws -> Response {
        let rows = try rows()
        let selected = rows.first { $0.client.id.rawValue == client }
        if client != nil, selected == nil { throw ProblemResponse.notFound }
        return pages.kit.settings(visit, .policies) { html in
            if let selected { form(selected, &html) }
            html.element(
                "p", [.fixed("class", "soft")],
                text: "The first that says something counts: configuration file, this page, the client’s record, the "
                    + "default. A change here holds for the next draft, without a restart.")
            table(rows, &html)
            meanings(&html)
        }
    }

    private func table(_ rows: [Row], _ html: inout HTML) {
        guard !rows.isEmpty else {
            return html.emptyState("No clients yet", "Import clients first: sidenote import clients.jsonl.")
        }
        html.table(
            caption: "Policies", columns: [("Client", false), ("Policy", false), ("Said by", false), ("", false)]
        ) { html in
            for row in rows {
                html.element("tr") { html in
                    html.element("th", [.fixed("scope", "row")]) { html in
                        html.element("bdi", text: row.client.name)
                        html.element("span", [.fixed("class", "soft small")], text: " " + row.client.id.rawValue)
                    }
                    html.element("td", text: row.inForce.policy.title)
                    html.element("td") { html in
                        html.text(row.inForce.origin.words)
                        if row.inForce.origin == .page, let at = row.override?.at {
                            html.text(", ")
                            html.age(at, now: visit.now)
                        }
                    }
                    html.element("td", [.fixed("class", "acts")]) { html in
                        html.element(
                            "a",
                            [
                                .data(
                                    "href",
                                    visit.link(
                                        "/settings/policies?client=" + FormEncoding.escape(row.client.id.rawValue)))
                            ]
                        ) { html in
                            html.markup("Change<span class=\"vh\"> the policy of ")
                            html.text(row.client.name)
                            html.markup("</span>")
                        }
                    }
                }
            }
            if visit.audience == .everyClient {
                html.element("tr") { html in
                    html.element("th", [.fixed("scope", "row")], text: "Client not known")
                    html.element("td", text: environment.settings.defaultPolicy.title)
                    html.element("td", text: PolicyInForce.Origin.standard.words)
                    html.markup("<td></td>")
                }
            }
        }
    }

    private func form(_ row: Row, _ html: inout HTML) {
        html.element("section", [.fixed("class", "card stack"), .fixed("aria-labelledby", "change")]) { html in
            html.element("h2", [.fixed("id", "change")]) { html in
                html.text("Policy of ")
                html.element("bdi", text: row.client.name)
            }
            if row.inForce.origin == .configuration {
                html.banner(.weak, "The configuration file decides here") { html in
                    html.element(
                        "p",
                        text: "It says “\(row.inForce.policy.title)” under policy.clients. What you choose here holds "
                            + "once that line is gone.")
                }
            }
            let fallback = row.client.policy ?? environment.settings.defaultPolicy
            let origin = row.client.policy == nil ? "the default" : "the client’s record"
            html.form(visit, action: "/settings/policies") { html in
                html.hidden("client", row.client.id.rawValue)
                html.hidden("revision", String(row.override?.revision ?? 0))
                html.choice(
                    "What may be done with its tickets", id: "policy", name: "policy",
                    options: [("", "As \(origin) says: \(fallback.title)")]
                        + Policy.allCases.map { ($0.rawValue, $0.title) },
                    selected: row.override?.policy?.rawValue ?? "")
                html.element("div", [.fixed("class", "row")]) { html in
                    html.button("Save", .primary)
                    html.linkButton("Cancel", href: visit.link(SettingsPart.policies.path), .quiet)
                }
            }
        }
    }

    private func meanings(_ html: inout HTML) {
        html.element("section", [.fixed("class", "stack tight")]) { html in
            html.element("h2", text: "What they mean")
            html.element("dl", [.fixed("class", "facts")]) { html in
                for policy in Policy.allCases {
                    html.element("div") { html in
                        html.element("dt", text: policy.title)
                        html.element("dd", text: policy.meaning)
                    }
                }
            }
        }
    }

    func change(_ fields: FormFields) async throws -> Response {
        let row = try rows().first { $0.client.id.rawValue == fields["client"] }
        guard let row else { throw ProblemResponse.notFound }
        let policy = fields["policy"].flatMap { $0.isEmpty ? nil : Policy(rawValue: $0) }
        guard let text = fields["policy"], text.isEmpty || policy != nil,
            let revision = fields["revision"].flatMap({ Int64($0) })
        else { throw ProblemResponse.badRequest("There is no such policy.", remedy: "Choose one of the list.") }
        let next = policy ?? row.client.policy ?? environment.settings.defaultPolicy
        let isWider = next.width > row.inForce.policy.width && next.width > Policy.local.width
        if isWider, fields["confirm"] != "1" {
            return pages.kit.confirmation(
                visit, .policies, title: "Let more leave the house?",
                text: "\(row.client.name): \(next.title). \(next.meaning)", action: "/settings/policies",
                button: "Yes, from the next draft on",
                fields: [
                    ("client", row.client.id.rawValue), ("policy", text), ("revision", String(revision)),
                ])
        }
        do {
            try await environment.store.setPolicyOverride(
                policy, client: row.client.id, ifRevision: revision, by: visit.principal.actor, now: visit.now)
        } catch PolicyRefusal.changedMeanwhile {
            throw ProblemResponse(
                .conflict, type: "stale-entity-tag", detail: "Somebody else changed this policy meanwhile.")
        } catch PolicyRefusal.unknownClient {
            throw ProblemResponse.notFound
        }
        return pages.kit.redirect(visit, to: SettingsPart.policies.path, flash: .saved)
    }
}
