import Connectors
import Domain
import Storage
import Testing

@testable import Service

@Suite struct ConnectorPageTests {
    private let path = "/settings/connectors"

    @Test func theQueueIsPausedAndResumed() async throws {
        try await PageStage.run { stage in
            var browser = try await stage.browser(.admin)
            #expect(try await browser.submit("/settings/queue/pause", from: path).status == 303)
            #expect(try stage.store.queueFigures(now: SystemClock().now()).isPaused)
            #expect(try await browser.get(path).text.contains("no drafts are made until somebody goes on"))
            #expect(try await browser.submit("/settings/queue/resume", from: path).status == 303)
            #expect(try !stage.store.queueFigures(now: SystemClock().now()).isPaused)
            #expect(try await browser.submit("/settings/queue/pause", from: path, [("lane", "alder")]).status == 303)
            #expect(try stage.store.queueFigures(now: SystemClock().now()).pausedLanes == ["alder"])
            #expect(try await browser.submit("/settings/queue/resume", from: path, [("lane", "alder")]).status == 303)
            let long = String(repeating: "x", count: 513)
            #expect(try await browser.submit("/settings/queue/pause", from: path, [("lane", long)]).status == 400)
            #expect(try stage.store.auditEntries(AuditFilter(act: "queue_paused")).count == 2)
        }
    }

    @Test func whatCameAndWhatWasRefusedIsCounted() async throws {
        let watch = ConnectorWatch()
        try await PageStage.run(
            settings: [
                "webhooks.generic.secret_env": "NAME_OF_SECRET", "connectors.autotask.user": "api@example.com",
                "connectors.autotask.secret_env": "AUTOTASK_SECRET", "connectors.autotask.integration_code_env": "CODE",
            ],
            records: SettingsWorld.records, parts: { _ in SettingsParts(watch: watch) },
            { stage in
                var browser = try await stage.browser(.admin)
                let empty = try await browser.get(path).text
                #expect(empty.contains("none in 7 days") && empty.contains("not asked yet"))
                #expect(empty.contains("environment variable NAME_OF_SECRET"))
                try await SettingsWorld.deadJob(stage.store, lane: SettingsWorld.alder, ticket: "A-1")
                watch.webhook("generic", .refused(.mismatch), seconds: 0.1)
                watch.webhook("generic", .accepted, seconds: 0.1)
                watch.called("autotask", isSuccess: true)
                watch.called("autotask", isSuccess: false)
                watch.swept(at: SystemClock().now())
                let page = try await browser.get(path).text
                #expect(!page.contains("none in 7 days"))
                #expect(watch.webhook("generic").refused == 1)
                #expect(watch.webhook("generic").successes == 1)
                #expect(page.contains("Last sweep"))
                #expect(!page.contains("not asked yet"))
            })
    }
}
