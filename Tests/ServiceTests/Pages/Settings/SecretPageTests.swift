import Domain
import Foundation
import LanguageModel
import Settings
import Storage
import Testing

@testable import Service

/// Every secret setting holds a marker; no page may show it, nor the folder it lies in.
@Suite struct SecretPageTests {
    static let marker = "Zq7-marker-2kLw9"

    @Test func noPageShowsASecret() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("secret-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("key-file").path
        try Data((Self.marker + "\n").utf8).write(to: URL(fileURLWithPath: file))
        var settings = [
            "webhooks.generic.secret_file": file, "webhooks.autotask.secret_file": file,
            "webhooks.email.secret_file": file, "webhooks.halopsa.secret_file": file,
            "connectors.autotask.user": "api@example.com", "connectors.autotask.secret_file": file,
            "connectors.autotask.integration_code_file": file, "connectors.halopsa.url": "https://x.halopsa.com",
            "connectors.halopsa.client_id": "abc", "connectors.halopsa.client_secret_file": file,
        ]
        settings["policy.default"] = "local"
        try await PageStage.run(
            settings: settings, records: SettingsWorld.records,
            adjust: { settings in
                settings.llm = LLMConfiguration(
                    endpoint: "https://user:\(Self.marker)@llm.example.com/v1?api-key=\(Self.marker)", model: "m",
                    keySource: .file(file), headers: ["Authorization": Self.marker, "X-Team": Self.marker])
            },
            { stage in
                try await SettingsWorld.deadJob(stage.store, lane: SettingsWorld.alder, ticket: "A-1")
                _ = try await stage.store.createToken(
                    secret: "sn_" + Self.marker, label: "export", role: .reader, clients: nil, expiresAt: nil,
                    by: Actor(.console, "test"))
                var browser = try await stage.browser(.admin)
                var seen: Set<String> = []
                var waiting = ["/settings", "/welcome", "/account"]
                while let path = waiting.popLast() {
                    guard seen.insert(path).inserted, seen.count < 200 else { continue }
                    let page = try await browser.get(path)
                    #expect(page.status < 500, "\(path): \(page.status)")
                    #expect(!page.text.contains(Self.marker), "\(path)")
                    #expect(!page.text.contains(folder.path), "\(path)")
                    waiting += Self.links(page.text)
                }
                for part in SettingsPart.allCases { #expect(seen.contains(part.path), "\(part.path) was not reached") }
                #expect(seen.contains { $0.hasPrefix("/settings/users/u_") })
                #expect(try await browser.get("/settings/endpoint").text.contains("a file named key-file"))
            })
    }

    private static func links(_ text: String) -> [String] {
        text.components(separatedBy: "href=\"").dropFirst().compactMap { rest in
            let address = rest.prefix { $0 != "\"" }.prefix { $0 != "#" }.replacing("&amp;", with: "&")
            return address.hasPrefix("/") && !address.hasPrefix("/assets/") ? String(address) : nil
        }
    }
}
