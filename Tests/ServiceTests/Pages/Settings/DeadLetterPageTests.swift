import Domain
import Storage
import Testing

@testable import Service

@Suite struct DeadLetterPageTests {
    private let path = "/settings/dead-letters"

    @Test func oneIsTriedAgain() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            let job = try await SettingsWorld.deadJob(stage.store, lane: SettingsWorld.alder, ticket: "A-<b>1")
            var browser = try await stage.browser(.admin)
            let page = try await browser.get(path)
            #expect(page.text.contains("A-&lt;b&gt;1") && page.text.contains("Alder Dental"))
            #expect(page.text.contains("the PSA refused the sign-in"))
            let answer = try await browser.submit(path + "/retry", from: path, [("job", "\(job)")])
            #expect(answer.status == 303)
            #expect(try stage.store.job(job)?.state == .waiting)
            let entry = try #require(try stage.store.auditEntries(AuditFilter(act: "job_retried")).first)
            #expect(entry.clientID == SettingsWorld.alder)
            // Twice does no harm and says so.
            #expect(try await browser.submit(path + "/retry", from: path, [("job", "\(job)")]).status == 409)
            #expect(try await browser.get(path).text.contains("Nothing was given up"))
        }
    }

    @Test func allOfAReasonAreTriedAgainPerClient() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            var jobs: [Int64] = []
            for number in 1...3 {
                jobs.append(
                    try await SettingsWorld.deadJob(stage.store, lane: SettingsWorld.alder, ticket: "A-\(number)"))
            }
            let birch = try await SettingsWorld.deadJob(stage.store, lane: SettingsWorld.birch, ticket: "B-1")
            let odd = try await SettingsWorld.deadJob(
                stage.store, lane: SettingsWorld.alder, ticket: "A-9", reason: "another reason")
            var browser = try await stage.browser(.admin)
            let reason = "the PSA refused the sign-in"
            let answer = try await browser.submit(
                path + "/retry", from: path, [("reason", reason), ("client", "alder")])
            #expect(answer.status == 303)
            #expect(answer.target.contains("client=alder"))
            for job in jobs { #expect(try stage.store.job(job)?.state == .waiting) }
            #expect(try stage.store.job(birch)?.state == .dead)
            #expect(try stage.store.job(odd)?.state == .dead)
            #expect(try stage.store.auditEntries(AuditFilter(act: "job_retried")).count == 3)
            #expect(try await browser.submit(path + "/retry", from: path, [("reason", reason)]).status == 303)
            #expect(try stage.store.job(birch)?.state == .waiting)
        }
    }

    @Test func nonsenseChangesNothing() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            let job = try await SettingsWorld.deadJob(stage.store, lane: SettingsWorld.alder, ticket: "A-1")
            var browser = try await stage.browser(.admin)
            for (fields, status) in [
                ([("job", "x")], 404), ([("job", "999")], 404), ([], 400), ([("reason", "no such reason")], 303),
            ] {
                #expect(try await browser.submit(path + "/retry", from: path, fields).status == status)
            }
            #expect(try stage.store.job(job)?.state == .dead)
            for query in ["?before=x", "?client=%00", "?client=nobody", "?before=1"] {
                #expect(try await browser.get(path + query).status == 200)
            }
        }
    }
}
