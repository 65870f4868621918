import CurlTransport
import Domain
import LanguageModel
import Testing

@Suite struct AnswerDecodingTests {
    let model: OpenAIChatModel

    init() throws {
        model = try OpenAIChatModel(
            LLMConfiguration(endpoint: "https://llm.example.com/v1/", model: "m"),
            transport: ScriptedTransport { _, _ in answer(500, "") })
    }

    private func raw(_ body: String, status: Int = 200, type: String? = "application/json") -> RawAnswer {
        RawAnswer(status: status, body: Array(body.utf8), contentType: type)
    }

    @Test(arguments: [
        (completion("\"plain\""), "plain", ChatAnswer.FinishReason.stop),
        (completion("\"cut\"", reason: "length"), "cut", .length),
        (completion(#"[{"type":"text","text":"a"},{"type":"image"},{"type":"text","text":"b"}]"#), "ab", .stop),
        (completion("\"x\"", reason: "eos"), "x", .other("eos")),
        (#"{"choices":[{"text":"old style"}]}"#, "old style", .stop),
        (#"{"choices":[{"finish_reason":null,"message":{"content":"n"}}],"usage":null}"#, "n", .stop),
    ])
    func reads(body: String, text: String, reason: ChatAnswer.FinishReason) throws {
        let answer = try model.decode(raw(body))
        #expect(answer.text == text)
        #expect(answer.finishReason == reason)
    }

    @Test(arguments: [
        (200, completion("null"), ModelFailure.Kind.empty, "empty"),
        (200, completion("\" \\n \""), .empty, "empty"),
        (200, completion("\"\"", reason: "length"), .empty, "output limit"),
        (200, completion("\"\"", reason: "content_filter"), .refused, "content filter"),
        (200, #"{"choices":[{"message":{"content":null,"refusal":"I can't."}}]}"#, .refused, "I can't."),
        (200, #"{"choices":[]}"#, .empty, "no choices"),
        (200, #"{"answer":42}"#, .unreadable, "no choices"),
        (200, "[1,2]", .unreadable, "not JSON"),
        (200, "", .unreadable, "not JSON"),
        (200, #"{"error":{"message":"upstream died"}}"#, .unreadable, "upstream died"),
        (401, #"{"error":{"message":"no"}}"#, .unauthorized, "api_key_env"),
        (403, "", .unauthorized, "key"),
        (404, #"{"error":"model 'm' not found"}"#, .notFound, "model 'm' not found"),
        (429, #"{"error":{"code":"insufficient_quota","message":"q"}}"#, .quotaUsedUp, "billing"),
        (429, "", .rateLimited, "max_concurrency"),
        (400, #"{"message":"This model's maximum context length is 4096 tokens"}"#, .contextTooLong, "context_tokens"),
        (413, "", .contextTooLong, "context_tokens"),
        (308, "", .notFound, "redirect"),
        (500, #"{"detail":"boom"}"#, .status(500), "boom"),
        (418, "teapot", .status(418), "418"),
    ])
    func tellsWhatIsWrong(status: Int, body: String, kind: ModelFailure.Kind, words: String) {
        #expect {
            try model.decode(raw(body, status: status))
        } throws: { error in
            guard let failure = error as? ModelFailure else { return false }
            return failure.kind == kind && failure.description.contains(words)
                && failure.description.contains("https://llm.example.com/v1/chat/completions")
                && failure.problem.remedy != nil
        }
    }

    @Test func showsTheBeginningOfWhatIsNotJSON() {
        let page = "<!DOCTYPE html><title>Sign in</title>"
        #expect(throws: ModelFailure.self) { try model.decode(raw(page, type: "text/html; charset=utf-8")) }
        let junk = "OK\u{0}\u{1B}[31m " + String(repeating: "x", count: 500)
        #expect {
            try model.decode(raw(junk, type: "text/plain"))
        } throws: { error in
            let text = "\(error)"
            return text.contains("text/plain") && text.contains("OK [31m xxx")
                && !text.contains(String(repeating: "x", count: 80)) && text.utf8.allSatisfy { $0 >= 0x20 }
        }
    }

    @Test func neverFallsOverGarbage() {
        var generator = SplitMix(state: 7)
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0..<200, using: &generator)).map { _ in
                Array(#"{}[]",:\ntruefalsnu0123e.-"#.utf8 + [0, 0xFF, 0xC3]).randomElement(using: &generator) ?? 0
            }
            for status in [200, 400, 500] {
                #expect(throws: ModelFailure.self) { try model.decode(RawAnswer(status: status, body: bytes)) }
            }
        }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: ModelFailure.self) { try model.decode(raw(deep)) }
        #expect(throws: ModelFailure.self) { try model.decode(raw(deep, status: 400)) }
    }

    @Test(arguments: [
        ("https://llm.example.com", "https://llm.example.com/v1/chat/completions"),
        ("https://llm.example.com/", "https://llm.example.com/v1/chat/completions"),
        ("https://llm.example.com/v1", "https://llm.example.com/v1/chat/completions"),
        ("https://llm.example.com/api/v3/", "https://llm.example.com/api/v3/chat/completions"),
        ("https://llm.example.com/v1/chat/completions?k=v", "https://llm.example.com/v1/chat/completions"),
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
    ])
    func completesTheAddress(endpoint: String, called: String) throws {
        let model = try OpenAIChatModel(
            LLMConfiguration(endpoint: endpoint, model: "m"), transport: ScriptedTransport { _, _ in answer(500, "") })
        #expect(model.endpoint == called)
        #expect(try model.encode(question).endpoint == called)
    }

    @Test func refusesSchemasThatAreNone() throws {
        for (name, text) in [("s", "[]"), ("s", "{"), ("s", ""), ("", "{}"), ("a b", "{}"), ("s", "{} {}")] {
            var request = question
            request.schema = .init(name: name, text: text)
            #expect(throws: ModelFailure.self) { try model.encode(request) }
        }
        var request = question
        request.temperature = .nan
        #expect(throws: ModelFailure.self) { try model.encode(request) }
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
