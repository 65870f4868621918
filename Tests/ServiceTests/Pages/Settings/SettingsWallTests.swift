import Domain
import Storage
import Testing

@testable import Service

/// Who sees which part of the settings.
@Suite struct SettingsWallTests {
    @Test func onlyAdministratorsGetIn() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            for role in [Role.reader, .technician, .lead] {
                var browser = try await stage.browser(role)
                for part in SettingsPart.allCases {
                    #expect(try await browser.get(part.path).status == 403, "\(role) \(part)")
                }
                #expect(try await !browser.get("/account").text.contains("href=\"/settings\""))
            }
            var admin = try await stage.browser(.admin)
            for part in SettingsPart.allCases {
                let page = try await admin.get(part.path)
                #expect(page.status == 200, "\(part)")
                #expect(page.text.contains("aria-current=\"page\""))
            }
            var stranger = stage.stranger()
            #expect(try await stranger.get("/settings").target.hasPrefix("/sign-in"))
        }
    }

    @Test func anAdministratorOfOneClientSeesThatClientAlone() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            try await SettingsWorld.deadJob(
                stage.store, lane: SettingsWorld.alder, ticket: "A-1", reason: "reason alpha")
            let hidden = try await SettingsWorld.deadJob(
                stage.store, lane: SettingsWorld.birch, ticket: "B-1", reason: "reason beta")
            var admin = try await stage.browser(.admin, clients: [SettingsWorld.alder])
            let policies = try await admin.get("/settings/policies")
            #expect(policies.text.contains("Alder Dental"))
            #expect(!policies.text.contains("Birch"))
            let dead = try await admin.get("/settings/dead-letters")
            #expect(dead.text.contains("A-1") && dead.text.contains("reason alpha"))
            #expect(!dead.text.contains("B-1") && !dead.text.contains("reason beta"))
            #expect(try await admin.get("/settings/dead-letters?client=birch").status == 404)
            let retry = try await admin.submit(
                "/settings/dead-letters/retry", from: "/settings", [("job", "\(hidden)")])
            #expect(retry.status == 404)
            _ = try await admin.submit(
                "/settings/dead-letters/retry", from: "/settings", [("reason", "reason beta")])
            #expect(try stage.store.job(hidden)?.state == .dead)
            for part in SettingsPart.allCases where part.needsEveryClient {
                #expect(try await admin.get(part.path).status == 403)
            }
            // Nor by sending the form that the page would have shown.
            let made = try await admin.submit(
                "/settings/users", from: "/settings", [("login", "eve"), ("role", "admin"), ("scope", "every")])
            #expect(made.status == 403)
            #expect(try stage.store.account(login: "eve") == nil)
            let token = try await admin.submit(
                "/settings/tokens", from: "/settings", [("label", "x"), ("role", "admin")])
            #expect(token.status == 403)
            #expect(try stage.store.tokens().isEmpty)
        }
    }
}
