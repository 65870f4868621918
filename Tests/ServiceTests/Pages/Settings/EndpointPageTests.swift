import CurlTransport
import Domain
import Drafting
import Enrichment
import LanguageModel
import ScriptedServer
import Settings
import Storage
import Testing

@testable import Service

@Suite struct EndpointPageTests {
    private let path = "/settings/endpoint"

    private static let answer = """
        {"id":"1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant",\
        "content":"ready"},"finish_reason":"stop"}],"usage":{"prompt_tokens":21,"completion_tokens":1}}
        """

    /// A stage whose model is a server of this machine that answers with `status` and `body`.
    private func run(
        status: Int = 200, body: String = answer,
        _ use: (PageStage, _ bodies: @Sendable () -> [String]) async throws -> Void
    ) async throws {
        try await ScriptedServer.run { _, _ in
            ScriptedServer.Answer(status: status, body: body)
        } use: { server in
            try await run(against: server, use)
        }
    }

    private func run(
        against server: ScriptedServer, _ use: (PageStage, _ bodies: @Sendable () -> [String]) async throws -> Void
    ) async throws {
        let llm = LLMConfiguration(
            endpoint: server.address + "/v1", model: "test-model", headers: ["X-Extra": SecretPageTests.marker],
            deadline: .seconds(5), maxRetries: 0)
        try await PageStage.run(
            records: SettingsWorld.records, adjust: { $0.llm = llm },
            parts: { environment in
                let model = try OpenAIChatModel(llm, transport: try CurlTransport(settings: .init(proxy: .none)))
                return SettingsParts(
                    endpoint: ModelEndpoint(
                        model: model, endpoint: model.endpoint, contextTokens: 8192, price: nil,
                        prompts: try .embedded(), ledger: environment.store),
                    breaker: { model.breakerState })
            },
            { stage in try await use(stage) { server.seen.map(\.text) } })
    }

    @Test func aTestLeavesReceiptAnswerAndAuditEntry() async throws {
        try await run { stage, bodies in
            var browser = try await stage.browser(.admin, name: "Ada")
            #expect(try await browser.get(path).text.contains("Nothing was sent yet"))
            let answer = try await browser.submit(path + "/test", from: path)
            #expect(answer.status == 303)
            #expect(answer.target.contains("flash=tested"))
            let page = try await browser.get(path).text
            #expect(page.contains("The last test went well"))
            #expect(page.contains("21 tokens in and 1 out"))
            #expect(page.contains("fine (200)"))
            #expect(page.contains("test-model"))
            let sent = try #require(bodies().first)
            #expect(bodies().count == 1)
            for word in ["Alder", "Birch", "Ada"] { #expect(!sent.contains(word)) }
            let entry = try #require(try stage.store.entries().first)
            #expect(entry.clientID == nil && entry.answerStatus == 200)
            #expect(try stage.store.body(ofReceipt: entry.receipt.receipt) == Array(sent.utf8))
            #expect(try stage.store.verify().isSound)
            let audit = try #require(try stage.store.auditEntries(AuditFilter(act: "endpoint_tested")).first)
            #expect(audit.detail["outcome"] == "answered")
            // Seldom.
            let second = try await browser.submit(path + "/test", from: path)
            #expect(second.status == 429)
            #expect(second.header("Retry-After") != nil)
            #expect(bodies().count == 1)
        }
    }

    /// An endpoint may repeat in its refusal what it was sent, headers included.
    @Test func aRefusalIsToldInOurWords() async throws {
        let body = "{\"error\":{\"message\":\"bad key \(SecretPageTests.marker) <script>\",\"type\":\"invalid\"}}"
        try await run(status: 401, body: body) { stage, _ in
            var browser = try await stage.browser(.admin)
            let answer = try await browser.submit(path + "/test", from: path)
            #expect(answer.status == 303)
            #expect(!answer.target.contains("flash"))
            let page = try await browser.get(path).text
            #expect(page.contains("The endpoint does not take the key"))
            #expect(page.contains("refused (401)"))
            #expect(!page.contains(SecretPageTests.marker) && !page.contains("<script>"))
            #expect(page.contains("X-Extra (values not shown)"))
        }
    }

    @Test func withoutAModelThereIsNothingToTest() async throws {
        try await PageStage.run { stage in
            var browser = try await stage.browser(.admin)
            #expect(try await browser.get(path).text.contains("No model is configured"))
            #expect(try await browser.submit(path + "/test", from: path).status == 409)
        }
    }

    @Test func addressesAreShownWithoutWhatMightBeSecret() {
        #expect(
            EndpointText.display("https://user:key@llm.example.com:8443/v1?key=k#f")
                == "https://llm.example.com:8443/v1")
        #expect(EndpointText.display("https://llm.example.com/v1/a@b") == "https://llm.example.com/v1/a@b")
        #expect(EndpointText.display("nonsense") == "nonsense")
    }
}
