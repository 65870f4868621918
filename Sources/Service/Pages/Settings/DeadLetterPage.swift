import Domain
import Enrichment
import Hummingbird
import Storage

/// `/settings/dead-letters`: jobs that were given up, by reason.
struct DeadLetterPage {
    private static let pageSize = 50

    let pages: SettingsPages
    let visit: Visit

    private var store: SQLiteStore { pages.environment.store }

    func response(client: String?, before: String?) throws -> Response {
        let clients = try store.clients().filter { visit.audience.admits($0.id) }
        let lane = client.flatMap { $0.isEmpty ? nil : $0 }
        if let lane, visit.audience != .everyClient, !visit.audience.admits(ClientID(lane)) {
            throw ProblemResponse.notFound
        }
        let groups = try store.deadGroups(lane: lane, for: visit.audience)
        let jobs = try store.jobs(
            JobFilter(states: [.dead], lane: lane, before: before.flatMap { Int64($0) }, limit: Self.pageSize + 1),
            for: visit.audience)
        let names = Dictionary(clients.map { ($0.id.rawValue, $0.name) }) { first, _ in first }
        return pages.kit.settings(visit, .deadLetters) { html in
            html.element(
                "p", [.fixed("class", "soft")],
                text: "A ticket ends up here when making its draft failed for good, or too often. Mend the cause, then "
                    + "let it be tried again.")
            if clients.count > 1 { filter(clients, lane, &html) }
            guard !groups.isEmpty else {
                return html.emptyState("Nothing was given up", "Every ticket has its draft or is on its way to one.")
            }
            reasons(groups, lane, &html)
            list(Array(jobs.prefix(Self.pageSize)), names, lane, &html)
            if jobs.count > Self.pageSize, let last = jobs.dropLast().last {
                html.pager(newer: nil, older: visit.link(path(lane, "before=\(last.id)")))
            }
        }
    }

    private func path(_ lane: String?, _ pair: String? = nil) -> String {
        let pairs = [lane.map { "client=" + FormEncoding.escape($0) }, pair].compactMap { $0 }
        return SettingsPart.deadLetters.path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    private func filter(_ clients: [Client], _ lane: String?, _ html: inout HTML) {
        html.search(visit, action: SettingsPart.deadLetters.path, [.fixed("class", "filters")]) { html in
            html.choice(
                "Client", id: "client", name: "client",
                options: [("", "All")] + clients.map { ($0.id.rawValue, $0.name) }, selected: lane ?? "")
            html.button("Show")
        }
    }

    private func reasons(_ groups: [DeadGroup], _ lane: String?, _ html: inout HTML) {
        html.element("section", [.fixed("class", "stack tight")]) { html in
            html.element("h2", text: "By reason")
            html.table(
                caption: "Reasons", columns: [("Reason", false), ("Tickets", true), ("Last one", false), ("", false)]
            ) { html in
                for group in groups {
                    html.element("tr") { html in
                        html.element("th", [.fixed("scope", "row"), .fixed("class", "reason")]) { html in
                            html.element("bdi", text: words(group.reason))
                        }
                        html.element("td", [.fixed("class", "number")], text: Figures.grouped(group.count))
                        html.element("td") { html in html.age(group.newest, now: visit.now) }
                        html.element("td", [.fixed("class", "acts")]) { html in
                            html.form(visit, action: SettingsPart.deadLetters.path + "/retry") { html in
                                html.hidden("reason", group.reason)
                                if let lane { html.hidden("client", lane) }
                                html.button(group.count == 1 ? "Try again" : "Try all again", .plain)
                            }
                        }
                    }
                }
            }
        }
    }

    private func list(_ jobs: [Job], _ names: [String: String], _ lane: String?, _ html: inout HTML) {
        html.element("section", [.fixed("class", "stack tight")]) { html in
            html.element("h2", text: "One by one")
            html.table(
                caption: "Tickets without a draft",
                columns: [
                    ("Ticket", false), ("Client", false), ("Reason", false), ("Tries", true), ("Given up", false),
                    ("", false),
                ]
            ) { html in
                for job in jobs {
                    html.element("tr") { html in
                        html.element("th", [.fixed("scope", "row"), .fixed("class", "id")]) { html in
                            html.element("bdi", text: job.ticketID.rawValue.clipped(to: 60))
                            html.element("span", [.fixed("class", "soft small")], text: " " + job.source)
                        }
                        html.element("td") { html in html.clientTag(names[job.lane]) }
                        html.element(
                            "td", [.fixed("class", "reason"), .fixed("dir", "auto")], text: words(job.reason ?? ""))
                        html.element("td", [.fixed("class", "number")], text: "\(job.attempts)")
                        html.element("td") { html in html.age(job.finishedAt ?? job.runAt, now: visit.now) }
                        html.element("td", [.fixed("class", "acts")]) { html in
                            html.form(visit, action: SettingsPart.deadLetters.path + "/retry") { html in
                                html.hidden("job", String(job.id))
                                if let lane { html.hidden("client", lane) }
                                html.button(
                                    "Try again", .plain,
                                    [.data("aria-label", "Try ticket \(job.ticketID.rawValue.clipped(to: 60)) again")])
                            }
                        }
                    }
                }
            }
        }
    }

    private func words(_ reason: String) -> String { reason.isEmpty ? "no reason was given" : reason }

    /// One job by its number, or all of a reason.
    func retry(_ fields: FormFields) async throws -> Response {
        let lane = fields["client"].flatMap { $0.isEmpty ? nil : $0 }
        let now = pages.environment.clock.now()
        if let text = fields["job"] {
            guard let id = Int64(text), let job = try store.job(id, for: visit.audience) else {
                throw ProblemResponse.notFound
            }
            do {
                try await store.retry(job.id, by: visit.principal.actor, now: now)
            } catch is JobRefusal {
                throw ProblemResponse(
                    .conflict, type: "not-dead", detail: "This ticket is not given up any more.",
                    remedy: "Somebody else has had it tried again, or it changed meanwhile.")
            }
        } else if let reason = fields["reason"] {
            _ = try await store.retryDead(
                reason: reason, lane: lane, for: visit.audience, by: visit.principal.actor, now: now)
        } else {
            throw ProblemResponse.badRequest("Nothing was named that could be tried again.")
        }
        return pages.kit.redirect(visit, to: path(lane), flash: .retried)
    }
}
