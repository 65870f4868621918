import Boundary
import Domain
import Enrichment
import Hummingbird
import LanguageModel
import Settings
import Storage

/// `/settings/endpoint`: the model, its health and a test of it. The key is named by its place, never shown.
struct EndpointPage {
    let pages: SettingsPages
    let visit: Visit

    func response() async throws -> Response {
        let last = await pages.tester.last
        let entries = try pages.environment.store.egressEntries(
            ticket: nil, client: nil, for: visit.audience, before: nil, limit: 10)
        return pages.kit.settings(visit, .endpoint) { html in
            guard let llm = pages.environment.settings.llm else {
                html.emptyState(
                    "No model is configured",
                    "Drafts quote your documents. With a model they read better; nothing else changes.")
                example(&html)
                return
            }
            html.element("section", [.fixed("class", "card stack")]) { html in
                html.element("h2", text: "What is configured")
                html.facts(facts(llm))
            }
            html.element("section", [.fixed("class", "card stack")]) { html in
                html.element("h2", text: "How it is doing")
                health(&html)
                if let last { result(last, llm, &html) }
                if pages.parts.endpoint != nil {
                    html.form(visit, action: "/settings/endpoint/test") { html in
                        html.button("Test it now", .primary)
                    }
                    html.element(
                        "p", [.fixed("class", "hint")],
                        text: "Sends one fixed sentence, nothing of a ticket. It leaves a receipt like every prompt.")
                }
            }
            answers(entries, &html)
        }
    }

    private func facts(_ llm: LLMConfiguration) -> [(name: String, value: String)] {
        let address = pages.parts.endpoint?.endpoint ?? EndpointText.display(llm.endpoint)
        let price =
            llm.price == Price()
            ? "not configured"
            : "\(llm.price.inputPerMillion) for a million tokens in, \(llm.price.outputPerMillion) out"
        var facts: [(name: String, value: String)] = [
            ("Address", address),
            (
                "Where that is",
                EndpointPlace(url: address) == .local ? "in the house (loopback or private address)" : "outside"
            ),
            ("Model", llm.model), ("Spoken to as", llm.dialect.rawValue),
            ("Key", llm.keySource?.words ?? "none"),
            ("Prompt and answer", Figures.grouped(llm.contextTokens) + " tokens together"),
            ("Time for an answer", Figures.duration(milliseconds: Self.milliseconds(llm.deadline))),
            ("At once", Figures.count(llm.maxConcurrency, "request", "requests")),
            ("Tried again", Figures.count(llm.maxRetries, "time", "times")), ("Price", price),
        ]
        if !llm.headers.isEmpty {
            facts.append(("Further headers", llm.headers.keys.sorted().joined(separator: ", ") + " (values not shown)"))
        }
        return facts
    }

    private static func milliseconds(_ time: Duration) -> Double {
        Double(time.components.seconds) * 1000 + Double(time.components.attoseconds) * 1e-15
    }

    private func health(_ html: inout HTML) {
        switch pages.parts.breaker?() {
        case nil:
            html.banner(.info, "This process asks no model") { html in
                html.element(
                    "p", text: "Drafts are made elsewhere (work.enabled is false here), so it cannot be tested here.")
            }
        case .closed(let failures) where failures == 0: html.banner(.ok, "It answers, or has not been asked yet")
        case .closed(let failures):
            html.banner(.weak, "The last " + Figures.count(failures, "request", "requests") + " failed")
        case .open:
            html.banner(.bad, "It failed too often and is left alone for a while") { html in
                html.element("p", text: "Drafts quote your documents meanwhile. It is tried again by itself.")
            }
        case .halfOpen: html.banner(.weak, "It failed too often; the next request tries whether it is back")
        }
    }

    private func result(_ result: EndpointTester.Result, _ llm: LLMConfiguration, _ html: inout HTML) {
        let tone: Tone = result.failure == nil ? .ok : .bad
        html.banner(tone, result.failure == nil ? "The last test went well" : "The last test failed") { html in
            if let failure = result.failure { html.element("p", text: failure) }
            html.element("p", [.fixed("class", "small")]) { html in
                html.age(result.at, now: visit.now)
                html.text(", by ")
                html.element("bdi", text: result.by)
                html.text(": " + Figures.duration(milliseconds: result.milliseconds))
                if let input = result.inputTokens, let output = result.outputTokens {
                    html.text(", \(input) tokens in and \(output) out")
                }
                if let receipt = result.receipt { html.text(", receipt \(receipt)") }
                html.text(".")
            }
        }
    }

    private func answers(_ entries: [LedgerEntry], _ html: inout HTML) {
        html.element("section", [.fixed("class", "stack tight")]) { html in
            html.element("h2", text: "Last answers")
            guard !entries.isEmpty else {
                return html.emptyState(
                    "Nothing was sent yet", "Every prompt that leaves is listed here with its answer.")
            }
            html.table(
                caption: "Last answers",
                columns: [("Receipt", true), ("When", false), ("Where to", false), ("Bytes", true), ("Answer", false)]
            ) { html in
                for entry in entries {
                    html.element("tr") { html in
                        html.element("td", [.fixed("class", "number")], text: "\(entry.receipt.receipt)")
                        html.element("td") { html in html.age(entry.at, now: visit.now) }
                        html.element("td", [.fixed("dir", "ltr")], text: entry.receipt.endpoint)
                        html.element("td", [.fixed("class", "number")], text: Figures.grouped(entry.receipt.bytes))
                        html.element("td") { html in
                            guard let status = entry.answerStatus else { return html.tag("none came", tone: .weak) }
                            html.tag(
                                status < 400 ? "fine (\(status))" : "refused (\(status))",
                                tone: status < 400 ? .ok : .bad)
                        }
                    }
                }
            }
        }
    }

    private func example(_ html: inout HTML) {
        html.element("p", text: "In the configuration file, then restart the service:")
        html.snippet(WelcomeSnippets.model)
    }

    func test() async throws -> Response {
        guard let endpoint = pages.parts.endpoint else {
            throw ProblemResponse(
                .conflict, type: "no-endpoint", detail: "There is no model here that could be tested.",
                remedy: "Configure one under llm, and restart the service.")
        }
        let result: EndpointTester.Result
        do {
            result = try await pages.tester.run(endpoint, by: visit.principal.name, clock: pages.environment.clock)
        } catch EndpointTester.Refusal.busy {
            throw tooMany("A test is under way.", seconds: 5)
        } catch EndpointTester.Refusal.tooSoon(let seconds) {
            throw tooMany("The endpoint was tested a moment ago.", seconds: seconds)
        }
        var detail = ["endpoint": endpoint.endpoint, "outcome": result.failure == nil ? "answered" : "failed"]
        if let receipt = result.receipt { detail["receipt"] = String(receipt) }
        try await pages.environment.store.record(
            AuditEntry(
                at: visit.now, actor: visit.principal.actor, act: "endpoint_tested", object: "endpoint",
                detail: detail))
        return pages.kit.redirect(
            visit, to: SettingsPart.endpoint.path, flash: result.failure == nil ? .tested : nil)
    }

    private func tooMany(_ text: String, seconds: Int64) -> ProblemResponse {
        ProblemResponse(
            .tooManyRequests, type: "too-many", detail: text, remedy: "Try again in \(seconds) seconds.",
            headers: ["Retry-After": String(seconds)])
    }
}

/// An address without what might be a secret: user name, query.
enum EndpointText {
    static func display(_ address: String) -> String {
        var text = address.prefix { $0 != "?" && $0 != "#" }
        if let scheme = text.firstRange(of: "://") {
            let rest = text[scheme.upperBound...]
            let authority = rest.prefix { $0 != "/" }
            if let at = authority.lastIndex(of: "@") {
                text = text[..<scheme.upperBound] + rest[rest.index(after: at)...]
            }
        }
        return String(text)
    }
}
