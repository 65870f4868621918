import Domain
import Settings
import Storage
import Testing

@testable import Service

@Suite struct PolicyPageTests {
    private let path = "/settings/policies"

    private func run(
        configured: [ClientID: Policy] = [:], _ use: (PageStage) async throws -> Void
    ) async throws {
        try await PageStage.run(
            settings: ["policy.default": "local"], records: SettingsWorld.records,
            adjust: { $0.clientPolicies = configured }, use)
    }

    private func change(
        _ browser: inout TestBrowser, _ client: ClientID, _ policy: String, revision: Int = 0, confirm: Bool = false
    ) async throws -> TestBrowser.Page {
        try await browser.submit(
            path, from: path,
            [("client", client.rawValue), ("policy", policy), ("revision", "\(revision)")]
                + (confirm ? [("confirm", "1")] : []))
    }

    @Test func theFirstThatSaysSomethingCounts() {
        let own = Client(id: "c", name: "C", policy: .extractive)
        let none = Client(id: "c", name: "C")
        func inForce(_ client: Client?, _ configured: Policy?, _ chosen: Policy?) -> PolicyInForce {
            PolicyInForce(
                client: client, standard: .local, configured: configured.map { ["c": $0] } ?? [:],
                chosen: chosen.map { ["c": $0] } ?? [:])
        }
        #expect(inForce(own, .off, .cloud) == PolicyInForce(.off, from: .configuration))
        #expect(inForce(own, nil, .cloud) == PolicyInForce(.cloud, from: .page))
        #expect(inForce(own, nil, nil) == PolicyInForce(.extractive, from: .record))
        #expect(inForce(none, nil, nil) == PolicyInForce(.local, from: .standard))
        #expect(inForce(nil, .cloud, .cloud) == PolicyInForce(.local, from: .standard))
    }

    @Test func aChangeIsKeptAuditedAndShown() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin)
            let before = try stage.store.generations().identities
            let answer = try await change(&browser, SettingsWorld.alder, "off")
            #expect(answer.status == 303)
            #expect(answer.target.hasPrefix(path))
            #expect(try stage.store.policyOverrides() == [SettingsWorld.alder: .off])
            // Enrichers are made anew when this number grows.
            #expect(try stage.store.generations().identities > before)
            let entry = try #require(try stage.store.auditEntries(AuditFilter(act: "policy_changed")).first)
            #expect(entry.clientID == SettingsWorld.alder)
            #expect(entry.detail == ["policy": "off", "policy_before": "none"])
            #expect(entry.actor.hasPrefix("user:"))
            let page = try await browser.get(path)
            #expect(page.text.contains("this page"))
            #expect(page.text.contains("No draft"))
            // Back to what the record says.
            #expect(try await change(&browser, SettingsWorld.alder, "", revision: 1).status == 303)
            #expect(try stage.store.policyOverrides().isEmpty)
            #expect(try stage.store.auditEntries(AuditFilter(act: "policy_changed")).count == 2)
        }
    }

    @Test func theSecondOfTwoAdministratorsIsTold() async throws {
        try await run { stage in
            var first = try await stage.browser(.admin)
            var second = try await stage.browser(.admin)
            #expect(try await change(&first, SettingsWorld.alder, "off").status == 303)
            let late = try await change(&second, SettingsWorld.alder, "local")
            #expect(late.status == 409)
            #expect(late.text.contains("It has changed meanwhile"))
            #expect(try stage.store.policyOverrides() == [SettingsWorld.alder: .off])
        }
    }

    @Test func lettingMoreOutIsAskedTwice() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin)
            let question = try await change(&browser, SettingsWorld.alder, "cloud")
            #expect(question.status == 200)
            #expect(question.text.contains("Let more leave the house?"))
            #expect(try stage.store.policyOverrides().isEmpty)
            #expect(try await change(&browser, SettingsWorld.alder, "cloud", confirm: true).status == 303)
            #expect(try stage.store.policyOverrides() == [SettingsWorld.alder: .cloud])
            // Less is not asked about.
            #expect(try await change(&browser, SettingsWorld.alder, "local", revision: 1).status == 303)
        }
    }

    @Test func theConfigurationFileWins() async throws {
        try await run(configured: [SettingsWorld.alder: .extractive]) { stage in
            var browser = try await stage.browser(.admin)
            #expect(try await change(&browser, SettingsWorld.alder, "off").status == 303)
            let page = try await browser.get(path + "?client=alder")
            #expect(page.text.contains("The configuration file decides here"))
            let client = try #require(try stage.store.clients().first { $0.id == SettingsWorld.alder })
            let chosen = try stage.store.policyOverrides()
            #expect(
                stage.environment.settings.policy(for: client, chosen: chosen)
                    == PolicyInForce(.extractive, from: .configuration))
        }
    }

    @Test func nonsenseIsRefused() async throws {
        try await run { stage in
            var browser = try await stage.browser(.admin)
            #expect(try await change(&browser, SettingsWorld.alder, "everything").status == 400)
            #expect(try await change(&browser, "nobody", "off").status == 404)
            #expect(try await browser.submit(path, from: path, [("client", "alder")]).status == 400)
            #expect(try await browser.get(path + "?client=nobody").status == 404)
            #expect(
                try await browser.post(path, [("client", "alder"), ("policy", "off"), ("revision", "0")]).status == 403)
            #expect(try stage.store.policyOverrides().isEmpty)
        }
    }
}
