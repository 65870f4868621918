import Domain
import Enrichment
import Hummingbird
import Settings
import Storage

/// `/settings/connectors`: where tickets come from, and how the queue is doing.
struct ConnectorPage {
    private static let days: Int64 = 7

    let pages: SettingsPages
    let visit: Visit

    private var environment: ServiceEnvironment { pages.environment }
    private var watch: ConnectorWatch { pages.parts.watch }

    func response() throws -> Response {
        let deliveries = Dictionary(
            try environment.store.deliveryFigures(since: visit.now.adding(seconds: -Self.days * 86_400))
                .map { ($0.source, $0) }
        ) { first, _ in first }
        let queue = try environment.store.queueFigures(now: visit.now)
        return pages.kit.settings(visit, .connectors) { html in
            writeQueue(queue, &html)
            webhooks(deliveries, &html)
            vendors(&html)
            html.element("section", [.fixed("class", "stack tight")]) { html in
                html.element("h2", text: "Upkeep")
                html.element("p") { html in
                    if let sweep = watch.lastSweep {
                        html.text("Last sweep: ")
                        html.age(sweep, now: visit.now)
                        html.text(". ")
                    } else {
                        html.text("No sweep yet since the start. ")
                    }
                    html.text(
                        "A sweep tidies the log, finds forgotten tickets and deletes what is older than its retention, "
                            + "every \(Figures.span(seconds: Int64(environment.settings.work.sweepSeconds))).")
                }
            }
        }
    }

    // MARK: Queue

    private func writeQueue(_ queue: QueueFigures, _ html: inout HTML) {
        html.element("section", [.fixed("class", "card stack")]) { html in
            html.element("h2", text: "Queue")
            if queue.isPaused {
                html.banner(.weak, "Paused") { html in
                    html.element("p", text: "Tickets come in and wait; no drafts are made until somebody goes on.")
                }
            }
            html.element("dl", [.fixed("class", "figures")]) { html in
                html.figure(Figures.grouped(queue.counts[.waiting] ?? 0), "Ready to be worked on")
                html.figure(Figures.grouped(queue.counts[.leased] ?? 0), "Being worked on")
                html.figure(Figures.grouped(queue.counts[.delayed] ?? 0), "Waiting after a failure")
                let dead = queue.counts[.dead] ?? 0
                html.figure(Figures.grouped(dead), "Given up", tone: dead > 0 ? .bad : .plain)
                html.figure(
                    Figures.span(seconds: queue.oldestWaitingMilliseconds / 1000), "Longest wait",
                    tone: queue.oldestWaitingMilliseconds > 600_000 ? .weak : .plain)
            }
            html.form(visit, action: queue.isPaused ? "/settings/queue/resume" : "/settings/queue/pause") { html in
                html.button(queue.isPaused ? "Go on" : "Pause the queue", queue.isPaused ? .primary : .plain)
            }
            guard !queue.pausedLanes.isEmpty else { return }
            html.element("h3", text: "Paused by themselves")
            html.element("ul", [.fixed("class", "plain")]) { html in
                for lane in queue.pausedLanes {
                    html.element("li", [.fixed("class", "row")]) { html in
                        html.element("bdi", text: lane)
                        html.form(visit, action: "/settings/queue/resume") { html in
                            html.hidden("lane", lane)
                            html.button("Go on", .plain)
                        }
                    }
                }
            }
        }
    }

    func setPaused(_ isPaused: Bool, _ fields: FormFields) async throws -> Response {
        let lane = fields["lane"].flatMap { $0.isEmpty ? nil : $0 }
        guard lane.map({ (1...512).contains($0.unicodeScalars.count) }) ?? true else {
            throw ProblemResponse.badRequest("There is no such part of the queue.")
        }
        try await environment.store.setPaused(
            isPaused, lane: lane, by: visit.principal.actor, now: environment.clock.now())
        return pages.kit.redirect(visit, to: SettingsPart.connectors.path, flash: .saved)
    }

    // MARK: Sources

    private func webhooks(_ deliveries: [String: DeliveryFigures], _ html: inout HTML) {
        html.element("section", [.fixed("class", "stack tight")]) { html in
            html.element("h2", text: "Webhooks")
            let served = WebhookSettings.Source.allCases.filter {
                environment.settings.webhooks.endpoints[$0] != nil
            }
            guard !served.isEmpty else {
                return html.emptyState(
                    "No webhook is configured", "Without one, tickets reach Sidenote by the command line alone."
                ) { html in
                    html.element("p") { html in
                        html.element(
                            "a", [.data("href", visit.link(WelcomePage.path + "#webhook"))], text: "How to set one up")
                    }
                }
            }
            html.table(
                caption: "Webhooks",
                columns: [
                    ("Source", false), ("Last delivery", false), ("In \(Self.days) days", true), ("Refused", true),
                    ("Secret", false),
                ]
            ) { html in
                for source in served { webhook(source, deliveries[source.rawValue], &html) }
            }
            html.element(
                "p", [.fixed("class", "soft small")],
                text: "Refused: calls since the start that nobody we know has signed. The log says from where.")
        }
    }

    private func webhook(_ source: WebhookSettings.Source, _ figures: DeliveryFigures?, _ html: inout HTML) {
        let record = watch.webhook(source.rawValue)
        html.element("tr") { html in
            html.element("th", [.fixed("scope", "row")]) { html in
                html.text(source.title)
                html.element("span", [.fixed("class", "soft small")], text: " /webhooks/" + source.rawValue)
            }
            html.element("td") { html in
                if let figures {
                    html.age(figures.last, now: visit.now)
                } else {
                    html.text("none in \(Self.days) days")
                }
            }
            html.element(
                "td", [.fixed("class", "number")], text: Figures.grouped(figures?.counts.values.reduce(0, +) ?? 0))
            html.element("td", [.fixed("class", "number")]) { html in
                html.text(Figures.grouped(record.refused))
                if record.refused > 0, let at = record.lastFailure {
                    html.text(", ")
                    html.age(at, now: visit.now)
                }
            }
            html.element(
                "td",
                text: environment.settings.webhooks.endpoints[source]?.secret?.words ?? "keys are fetched")
        }
    }

    private func vendors(_ html: inout HTML) {
        let connectors = environment.settings.connectors
        let known: [(source: WebhookSettings.Source, isConfigured: Bool)] = [
            (.connectWise, connectors.connectWise != nil), (.autotask, connectors.autotask != nil),
            (.halo, connectors.halo != nil),
        ]
        html.element("section", [.fixed("class", "stack tight")]) { html in
            html.element("h2", text: "Connections to the PSA")
            html.element(
                "p", [.fixed("class", "soft")], text: "To read tickets with all their notes. Nothing is written there.")
            html.table(
                caption: "Connections to the PSA",
                columns: [("System", false), ("State", false), ("Last success", false), ("Last failure", false)]
            ) { html in
                for system in known {
                    let record = watch.vendor(system.source.rawValue)
                    html.element("tr") { html in
                        html.element("th", [.fixed("scope", "row")], text: system.source.title)
                        html.element("td") { html in
                            guard system.isConfigured else { return html.tag("not configured") }
                            let last = max(
                                record.lastSuccess ?? .init(milliseconds: 0),
                                record.lastFailure ?? .init(milliseconds: 0))
                            if record.successes + record.failures == 0 {
                                html.tag("not asked yet", tone: .info)
                            } else if last == record.lastSuccess {
                                html.tag("works", tone: .ok)
                            } else {
                                html.tag("failed", tone: .bad)
                            }
                        }
                        for time in [record.lastSuccess, record.lastFailure] {
                            html.element("td") { html in
                                if let time { html.age(time, now: visit.now) } else { html.text("–") }
                            }
                        }
                    }
                }
            }
        }
    }
}

extension WebhookSettings.Source {
    var title: String {
        switch self {
        case .generic: "Generic"
        case .autotask: "Autotask"
        case .email: "Mail"
        case .connectWise: "ConnectWise PSA"
        case .halo: "HaloPSA"
        }
    }
}
