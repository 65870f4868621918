import CurlTransport
import Domain
import Foundation
import LanguageModel
import ScriptedServer
import Synchronization
import Testing

/// Against a real server on loopback.
@Suite struct OpenAIChatModelTests {
    let transport: CurlTransport

    init() throws {
        transport = try CurlTransport()
    }

    private func key(_ text: String = "sk-very-secret") throws -> (SecretSource, URL) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data("\(text)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        return (.file(file.path), file)
    }

    @Test func asksAndReadsTheAnswer() async throws {
        let (source, file) = try key()
        defer { try? FileManager.default.removeItem(at: file) }
        try await ScriptedEndpoint.run { _, _ in
            .init(body: completion("\"Hi\""))
        } _: { url, endpoint in
            let model = try OpenAIChatModel(
                LLMConfiguration(
                    endpoint: url, model: "small", keySource: source, headers: ["X-Team": "service-desk"]),
                transport: transport)
            let sent = Mutex<[EncodedCall]>([])
            let answer = try await model.complete(question) { call in sent.withLock { $0.append(call) } }
            #expect(answer.text == "Hi")
            #expect(answer.finishReason == .stop)
            #expect(answer.inputTokens == 12 && answer.outputTokens == 3)
            #expect(answer.model == "small-1")
            #expect(answer.latency > .zero)
            let seen = try #require(endpoint.seen.first)
            #expect(seen.path == "/v1/chat/completions")
            #expect(seen.headers["authorization"] == "Bearer sk-very-secret")
            #expect(seen.headers["content-type"] == "application/json")
            #expect(seen.headers["x-team"] == "service-desk")
            // The ledger got the very bytes that the server got.
            #expect(sent.withLock { $0.map(\.body) } == [seen.body])
            #expect(sent.withLock { $0.map(\.endpoint) } == ["\(url)/v1/chat/completions"])
            let expected =
                #"{"max_tokens":1024,"messages":[{"content":"Be brief.","role":"system"},"#
                + #"{"content":"Hello \"you\"\n\u0001ü","role":"user"}],"model":"small","stream":false,"temperature":0}"#
            #expect(String(decoding: seen.body, as: UTF8.self) == expected)
        }
    }

    @Test func anAzureEndpointKeepsItsQueryAndHidesIt() async throws {
        let (source, file) = try key()
        defer { try? FileManager.default.removeItem(at: file) }
        try await ScriptedEndpoint.run { _, _ in
            .init(body: completion("\"Hi\""))
        } _: { url, endpoint in
            let model = try OpenAIChatModel(
                LLMConfiguration(
                    endpoint: "\(url)/openai/deployments/d?api-version=2024", dialect: .azure, model: "d",
                    keySource: source), transport: transport)
            _ = try await model.complete(question)
            #expect(endpoint.seen[0].path == "/openai/deployments/d/chat/completions?api-version=2024")
            #expect(endpoint.seen[0].headers["api-key"] == "sk-very-secret")
            #expect(endpoint.seen[0].headers["authorization"] == nil)
            #expect(model.endpoint == "\(url)/openai/deployments/d/chat/completions")
        }
    }

    /// An endpoint that knows less and less of `response_format`, and says so with 400.
    @Test(arguments: ["json_schema", "json_object", "none"])
    func stepsDownToWhatTheEndpointKnowsAndRemembersIt(known: String) async throws {
        let known = known
        try await ScriptedEndpoint.run { seen, _ in
            let format = (seen.json["response_format"] as? [String: any Sendable])?["type"] as? String ?? "none"
            if format == "none" || format == known || known == "json_schema" {
                return .init(body: completion("\"{}\""))
            }
            return .init(status: 400, body: #"{"error":{"message":"'response_format.type' is not supported"}}"#)
        } _: { url, endpoint in
            let model = try OpenAIChatModel(LLMConfiguration(endpoint: url, model: "m"), transport: transport)
            var request = question
            request.schema = .init(name: "draft", text: #"{"type":"object","properties":{"z":{},"a":{}}}"#)
            let sent = Mutex<[[UInt8]]>([])
            _ = try await model.complete(request) { call in sent.withLock { $0.append(call.body) } }
            let steps = ["json_schema": 1, "json_object": 2, "none": 3]
            #expect(endpoint.seen.count == steps[known])
            // Each body that left was announced, and no two are the same.
            #expect(sent.withLock { $0 } == endpoint.seen.map(\.body))
            #expect(Set(endpoint.seen.map(\.body)).count == steps[known])
            let schema = #""schema":{"type":"object","properties":{"z":{},"a":{}}},"strict":true"#
            #expect(String(decoding: endpoint.seen[0].body, as: UTF8.self).contains(schema))
            _ = try await model.complete(request)
            #expect(endpoint.seen.count == (steps[known] ?? 0) + 1)
            #expect(endpoint.seen.last?.body == sent.withLock { $0.last })
            #expect(try model.encode(request).body == endpoint.seen.last?.body)
        }
    }

    @Test func learnsTheOtherNameOfTheOutputLimitAndDropsTheTemperature() async throws {
        try await ScriptedEndpoint.run { seen, _ in
            if seen.json["max_tokens"] != nil {
                let text =
                    "Unsupported parameter: 'max_tokens' is not supported with this model. "
                    + "Use 'max_completion_tokens' instead."
                return .init(status: 400, body: #"{"error":{"message":"\#(text)"}}"#)
            }
            if seen.json["temperature"] != nil {
                return .init(status: 400, body: #"{"error":{"message":"Unsupported value: 'temperature'"}}"#)
            }
            return .init(body: completion("\"ok\""))
        } _: { url, endpoint in
            let model = try OpenAIChatModel(LLMConfiguration(endpoint: url, model: "m"), transport: transport)
            #expect(try await model.complete(question).text == "ok")
            #expect(endpoint.seen.count == 3)
            #expect(try await model.complete(question).text == "ok")
            #expect(endpoint.seen.count == 4)
        }
    }

    @Test func waitsAsLongAsAskedAndTriesAgain() async throws {
        try await ScriptedEndpoint.run { _, number in
            number < 3
                ? .init(status: 429, body: "{}", headers: ["Retry-After": "7"]) : .init(body: completion("\"ok\""))
        } _: { url, endpoint in
            let time = ManualTime()
            let model = try OpenAIChatModel(
                LLMConfiguration(endpoint: url, model: "m"), transport: transport, pacing: time.pacing)
            let attempts = Mutex<[Int]>([])
            let answer = try await model.complete(question) { call in attempts.withLock { $0.append(call.attempt) } }
            #expect(answer.text == "ok")
            #expect(time.pauses == [.seconds(7), .seconds(7)])
            #expect(attempts.withLock { $0 } == [1, 2, 3])
            #expect(Set(endpoint.seen.map(\.body)).count == 1)
        }
    }

    @Test func keepsToItsPlacesAndServesAll() async throws {
        let now = Mutex((running: 0, most: 0))
        try await ScriptedEndpoint.run { _, _ in
            now.withLock { $0 = ($0.running + 1, max($0.most, $0.running + 1)) }
            try? await Task.sleep(for: .milliseconds(5))
            now.withLock { $0.running -= 1 }
            return .init(body: completion("\"ok\""))
        } _: { url, endpoint in
            let model = try OpenAIChatModel(
                LLMConfiguration(endpoint: url, model: "m", maxConcurrency: 3), transport: transport)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<30 { group.addTask { _ = try await model.complete(question) } }
                try await group.waitForAll()
            }
            #expect(endpoint.seen.count == 30)
            #expect(now.withLock { $0.most } <= 3)
        }
    }

    @Test func aRefusalNeverShowsTheKey() async throws {
        let (source, file) = try key()
        defer { try? FileManager.default.removeItem(at: file) }
        try await ScriptedEndpoint.run { _, _ in
            .init(status: 401, body: #"{"error":{"message":"Incorrect API key provided: sk-very-secret."}}"#)
        } _: { url, endpoint in
            let model = try OpenAIChatModel(
                LLMConfiguration(endpoint: url, model: "m", keySource: source), transport: transport)
            let error = try #require(await failure { _ = try await model.complete(question) })
            #expect(error.kind == .unauthorized)
            #expect(!"\(error)".contains("sk-very-secret") && "\(error)".contains("***"))
            #expect(error.problem.remedy?.contains(file.path) == true)
            #expect(endpoint.seen.count == 1)
        }
    }
}
