import Connectors
import CurlTransport
import Digest
import Domain
import Foundation
import Settings
import Testing

@testable import Service

@Suite("Webhook settings and secrets")
struct WebhookSourcesTests {
    private let good = "a-good-long-secret-of-32-letters"

    private func settings(_ environment: [String: String]) throws -> WebhookSettings {
        var values = SettingValues()
        try values.read(environment: environment)
        return try Settings(values).webhooks
    }

    private func sources(
        _ environment: [String: String], _ variables: [String: String] = [:]
    ) throws -> WebhookSources {
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        return try WebhookSources(try settings(environment), environment: { variables[$0] }, transport: transport)
    }

    @Test("Without a secret nothing is served")
    func none() throws {
        #expect(try sources([:]).byName.isEmpty)
        #expect(try sources(["SIDENOTE_WEBHOOKS_HALOPSA_HEADER": "X-Token"]).byName.isEmpty)
    }

    @Test("A file may hold several secrets, and one that others can read is warned of")
    func file() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("secrets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("autotask").path
        try Data("the-new-secret-0123456789\nthe-old-secret-0123456789\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let read = try sources(["SIDENOTE_WEBHOOKS_AUTOTASK_SECRET_FILE": path])
        #expect(read.warnings.count == 1 && read.warnings[0].what.contains("other users"))
        let source = try #require(read.byName["autotask"])
        #expect(source.maxBodyBytes == 1 << 20)
        let body = Array("{}".utf8)
        for secret in ["the-new-secret-0123456789", "the-old-secret-0123456789"] {
            let code = try HMAC.code(.sha1, key: Array(secret.utf8), message: body)
            let request = WebhookRequest(
                headers: WebhookHeaders([("X-Hook-Signature", "sha1=" + Base64.text(code))]), body: body)
            #expect(await source.source.verify(request, now: WebhookStage.now) == .accepted)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(try sources(["SIDENOTE_WEBHOOKS_AUTOTASK_SECRET_FILE": path]).warnings.isEmpty)
    }

    @Test(
        "Bad settings are told in words",
        arguments: [
            (["AUTOTASK_SECRET_ENV": "S", "AUTOTASK_SECRET_FILE": "f"], "are set"),
            (["AUTOTASK_SECRET_ENV": "not a name"], "not the name of an environment variable"),
            (["AUTOTASK_SECRET_ENV": "MISSING"], "not set"), (["AUTOTASK_SECRET_ENV": "SHORT"], "at least 16"),
            (["AUTOTASK_SECRET_ENV": "EMPTY"], "empty"), (["GENERIC_SECRET_ENV": "WORDS"], "Base64"),
            (["GENERIC_SECRET_FILE": "nowhere/secret"], "cannot be read"),
            (["AUTOTASK_SECRET_ENV": "MANY"], "more than 16"),
            (["HALOPSA_AUTHENTICATION": "none"], "hmac"), (["HALOPSA_HEADER": "a b"], "not the name of a header"),
            (["HALOPSA_AUTHENTICATION": "basic", "HALOPSA_USER": "a:b"], "without a colon"),
            (["CONNECTWISE_PSA_SITE": "na.myconnectwise.net"], "company is not"),
            (["CONNECTWISE_PSA_COMPANY": "bluewater"], "site is not"),
            (["CONNECTWISE_PSA_COMPANY": "a&b", "CONNECTWISE_PSA_SITE": "x.example"], "not a company id"),
            (["CONNECTWISE_PSA_COMPANY": "a", "CONNECTWISE_PSA_SITE": "https://x.example"], "not a host name"),
            (
                [
                    "CONNECTWISE_PSA_COMPANY": "a", "CONNECTWISE_PSA_SITE": "x.example",
                    "CONNECTWISE_PSA_SECRET_ENV": "GOOD",
                ],
                "both a secret and a site"
            ),
            (["EMAIL_MAX_BODY_KIB": "0"], "whole number"),
        ])
    func bad(_ settings: [String: String], _ text: String) throws {
        let environment = Dictionary(uniqueKeysWithValues: settings.map { ("SIDENOTE_WEBHOOKS_" + $0.key, $0.value) })
        let variables = [
            "SHORT": "fifteen-letters", "EMPTY": " ", "WORDS": "not-base64-at-all-but-long", "GOOD": good,
            "MANY": Array(repeating: good, count: 17).joined(separator: " "),
        ]
        let problem = try #require(throws: Problem.self) { try sources(environment, variables) }
        #expect(problem.description.contains(text), "\(problem)")
        #expect(!problem.description.contains("fifteen-letters") && !problem.description.contains("not-base64"))
    }

    @Test("ConnectWise is served with a site to fetch keys from, without a secret")
    func fetching() throws {
        let read = try sources([
            "SIDENOTE_WEBHOOKS_CONNECTWISE_PSA_SITE": "na.myconnectwise.net",
            "SIDENOTE_WEBHOOKS_CONNECTWISE_PSA_COMPANY": "bluewater",
        ])
        #expect(read.byName.keys.sorted() == ["connectwise-psa"])
    }

    @Test("Companies are mapped in the file")
    func clients() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("sidenote.yaml")
        let yaml = """
            webhooks:
              halopsa:
                secret_env: HALO_SECRET
                authentication: basic
                user: halo
                clients:
                  21: hdg
                  22: nwl
            """
        try Data(yaml.utf8).write(to: file)
        var values = SettingValues()
        try values.read(file: file.path)
        let settings = try Settings(values).webhooks
        #expect(settings.endpoints[.halo]?.clients == ["21": "hdg", "22": "nwl"])
        #expect(settings.halo == .basic(user: "halo"))
    }

    @Test("The log's pace: one line a minute and kind, with the number held back")
    func pace() {
        let pace = LogPace()
        let now = WebhookStage.now
        #expect(pace.admit("a", now: now) == 0)
        #expect(pace.admit("a", now: now.adding(seconds: 59)) == nil)
        #expect(pace.admit("b", now: now.adding(seconds: 59)) == 0)
        #expect(pace.admit("a", now: now.adding(seconds: 60)) == 1)
        // The clock was set back by a day.
        #expect(pace.admit("a", now: now.adding(seconds: -86_400)) == 0)
    }
}
