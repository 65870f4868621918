import Connectors
import CurlTransport
import Domain
import Foundation
import LanguageModel
import Settings
import Testing

@Suite("Settings of the connections to vendors")
struct ConnectorSettingsTests {
    private func settings(_ yaml: String) throws -> ConnectorSettings {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("connectors-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("sidenote.yaml")
        try Data(yaml.utf8).write(to: file)
        var values = SettingValues()
        try values.read(file: file.path)
        return try Settings(values).connectors
    }

    private static let all = """
        webhooks:
          halopsa:
            clients:
              21: hdg
        connectors:
          connectwise-psa:
            site: na.myconnectwise.net
            company: bluewater
            public_key: abcdefgh
            private_key_env: CW_KEY
            client_id: 11111111-2222-3333-4444-555555555555
          autotask:
            user: api@bluewater.example.com
            secret_env: AT_SECRET
            integration_code_env: AT_CODE
          halopsa:
            url: https://bluewater.halopsa.com
            client_id: one
            client_secret_env: HALO_SECRET
        """

    @Test("All three, with the clients of the webhooks")
    func all() throws {
        let connectors = try settings(Self.all)
        #expect(connectors.connectWise?.codebase == "v4_6_release" && connectors.connectWise?.version == "2025.8")
        #expect(connectors.autotask?.discoveryURL == "https://webservices2.autotask.net")
        #expect(connectors.halo?.clientSecret == .environment("HALO_SECRET") && connectors.halo?.tenant == nil)
        #expect(connectors.clients[.halo] == ["21": "hdg"])
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        let sources = try connectors.sources(transport: transport) { name in "value-of-\(name)" }
        #expect(sources.byName.keys.sorted() == ["autotask", "connectwise-psa", "halopsa"])
    }

    @Test("None by default, and none for the built-in values alone")
    func none() throws {
        let connectors = try settings("")
        #expect(connectors.connectWise == nil && connectors.autotask == nil && connectors.halo == nil)
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        #expect(try connectors.sources(transport: transport).byName.isEmpty)
    }

    @Test(
        "What is missing or wrong is named",
        arguments: [
            (["CONNECTWISE_PSA_SITE": "na.myconnectwise.net"], "connectors.connectwise-psa.company"),
            (["CONNECTWISE_PSA_VERSION": "2026.1"], "connectors.connectwise-psa.site"),
            (["AUTOTASK_USER": "api"], "connectors.autotask.secret_env"),
            (["AUTOTASK_USER": "api", "AUTOTASK_SECRET_ENV": "not/a/name"], "connectors.autotask.secret_env"),
            (["AUTOTASK_USER": "api\nHost: x"], "connectors.autotask.user"),
            (["AUTOTASK_USER": "api", "AUTOTASK_SECRET_ENV": "A", "AUTOTASK_SECRET_FILE": "b"], "both"),
            (["HALOPSA_TENANT": "t"], "connectors.halopsa.url"),
            (["HALOPSA_URL": "https://h.example", "HALOPSA_TENANT": "a b"], "connectors.halopsa.tenant"),
        ])
    func wrong(_ variables: [String: String], _ named: String) throws {
        var values = SettingValues()
        try values.read(
            environment: Dictionary(uniqueKeysWithValues: variables.map { ("SIDENOTE_CONNECTORS_" + $0.key, $0.value) })
        )
        let problem = try #require(throws: Problem.self) { _ = try Settings(values) }
        #expect(problem.what.contains(named), "\(problem)")
        #expect(problem.place?.isEmpty == false && problem.remedy?.isEmpty == false)
    }

    @Test("A secret that is missing, short or double is an error that does not show it")
    func secrets() throws {
        let connectors = try settings(Self.all)
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        for value in [nil, "", "short7", "first-secret second-secret"] {
            let problem = try #require(throws: Problem.self) {
                _ = try connectors.sources(transport: transport) { _ in value }
            }
            for word in ["short7", "first-secret", "second-secret"] { #expect(!problem.description.contains(word)) }
        }
    }

    @Test("Plain http to another machine is refused")
    func insecure() throws {
        let connectors = try settings(Self.all.replacing("https://bluewater", with: "http://bluewater"))
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        let problem = try #require(throws: Problem.self) {
            _ = try connectors.sources(transport: transport) { _ in "long-enough-secret" }
        }
        #expect(problem.what.contains("connectors.halopsa.url"))
    }
}
