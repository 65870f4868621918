import Digest
import Domain
import Storage
import Testing

@testable import Service

@Suite struct WelcomeTests {
    private func deliver(_ store: SQLiteStore, _ source: String) async throws {
        let now = SystemClock().now()
        _ = try await store.accept(
            InboundEvent(
                source: source, key: "k", action: .changed, ticketID: TicketID("T-\(source)"),
                version: now.milliseconds,
                contentHash: try SHA256Digest.bytes(of: Array(source.utf8)), lane: "alder", deadline: now.milliseconds,
                ticket: Array("{}".utf8)))
    }

    @Test func theSampleIsCalledASample() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            var browser = try await stage.browser(.reader)
            #expect(try await browser.get("/welcome").text.contains("No ticket has come in yet"))
            try await deliver(stage.store, "demo")
            #expect(try stage.store.isSampleOnly())
            #expect(try await browser.get("/welcome").text.contains("You are looking at a sample"))
            for source in ["autotask", "halopsa"] {
                try await deliver(stage.store, source)
                #expect(try !stage.store.isSampleOnly())
            }
            let page = try await browser.get("/welcome").text
            #expect(page.contains("Your own tickets are coming in"))
            #expect(page.contains("Start with an empty folder"))
        }
    }

    @Test func stepsFollowWhatIsThere() async throws {
        func steps(_ progress: SetupProgress, people: Bool = false, _ stage: PageStage) -> [String: Bool] {
            let steps = WelcomeSteps(
                progress: progress, settings: stage.environment.settings, hasPeople: people, publicURL: "https://s.test"
            )
            return Dictionary(uniqueKeysWithValues: steps.all.map { ($0.id, $0.isDone) })
        }
        let sample = SetupProgress(
            hasSample: true, hasOwnTickets: false, hasClients: true, hasDocuments: true, hasFoundDocument: true)
        var own = sample
        own.hasSample = false
        own.hasOwnTickets = true
        try await PageStage.run { stage in
            #expect(
                steps(sample, stage)
                    == ["import": false, "search": false, "webhook": false, "model": false, "people": false])
            #expect(
                steps(own, people: true, stage)
                    == ["import": true, "search": true, "webhook": false, "model": false, "people": true])
        }
        try await PageStage.run(settings: [
            "webhooks.generic.secret_env": "X", "llm.endpoint": "http://127.0.0.1/v1", "llm.model": "m",
        ]) {
            stage in
            let done = steps(own, stage)
            #expect(done["webhook"] == true && done["model"] == true)
        }
    }

    @Test func everySystemHasItsOwnCommands() async throws {
        try await PageStage.run(publicURL: "http://localhost") { stage in
            var browser = try await stage.browser(.admin)
            let page = try await browser.get("/welcome").text
            for name in ["generic", "autotask", "email", "connectwise-psa", "halopsa"] {
                #expect(page.contains("http://localhost/webhooks/\(name)"), "\(name)")
            }
            #expect(page.contains("/settings/users"))
            var reader = try await stage.browser(.reader)
            #expect(try await !reader.get("/welcome").text.contains("href=\"/settings"))
        }
    }

    @Test func aDraftThatRestsOnADocumentIsFound() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            #expect(try !stage.store.setupProgress().hasFoundDocument)
            try await deliver(stage.store, "generic")
            let now = SystemClock().now()
            let leased = try #require(try await stage.store.lease(limit: 1, owner: "test", seconds: 60, now: now).first)
            let clean = CleanTicket(id: leased.job.ticketID, subject: "Subject", text: "Text", language: "en")
            let record = EnrichmentRecord(
                ticketID: clean.id, clientID: "alder", policy: .local, ticket: .init(clean),
                context: .init(evidence: [
                    Evidence(id: "E1", kind: .document, source: "d", title: "Runbook", text: "Text")
                ]),
                triage: .init(
                    category: "printing", priority: "P3", impact: "person", urgency: "normal", security: false),
                draft: Draft(
                    mode: .llm, prompt: "draft@12345678", language: "en",
                    reply: [Sentence(text: "Hello.", kind: .courtesy)], replyText: "Hello."),
                claims: ClaimSummary(blocked: false, reasons: []),
                usage: .init(inputTokens: 1, outputTokens: 1, cost: 0))
            _ = try await stage.store.complete(
                leased.job.id, leased.lease,
                with: JobResult(record: record, ticket: nil, actor: Actor(.system, "worker")), now: now)
            #expect(try stage.store.setupProgress().hasFoundDocument)
            let use = try #require(try stage.store.promptUses(newest: 100).first)
            #expect(use.prompt == "draft@12345678" && use.count == 1)
            var browser = try await stage.browser(.admin)
            #expect(try await browser.get("/settings/prompts").text.contains("draft@12345678"))
        }
    }
}
