import CurlTransport
import Domain
import ScriptedServer
import Synchronization
import Testing

@testable import LanguageModel

/// Streams over real connections, good and bad.
@Suite struct StreamedAnswerTests {
    private final class Heard: Sendable {
        private let state = Mutex<(pieces: [AnswerPiece], raw: [RawAnswer], sent: [String])>(([], [], []))
        var pieces: [AnswerPiece] { state.withLock { $0.pieces } }
        var raw: [RawAnswer] { state.withLock { $0.raw } }
        var sent: [String] { state.withLock { $0.sent } }
        var text: String {
            pieces.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        }

        var hooks: CallHooks {
            CallHooks(
                willSend: { call in self.state.withLock { $0.sent.append(String(decoding: call.body, as: UTF8.self)) }
                },
                didReceive: { _, raw in self.state.withLock { $0.raw.append(raw) } },
                heard: { piece in self.state.withLock { $0.pieces.append(piece) } })
        }
    }

    private func model(_ server: EventServer, _ transport: CurlTransport, retries: Int = 2) throws -> OpenAIChatModel {
        try OpenAIChatModel(
            LLMConfiguration(endpoint: server.url, model: "m", maxRetries: retries), transport: transport,
            pacing: ManualTime(chance: 0).pacing)
    }

    private func run(
        _ script: @escaping @Sendable (Int, String) -> EventServer.Answer,
        use: (OpenAIChatModel, Heard, EventServer) async throws -> Void
    ) async throws {
        let server = try EventServer(script)
        defer { server.stop() }
        let transport = try CurlTransport(settings: .init(proxy: .none))
        defer { transport.shutDown() }
        try await use(try model(server, transport), Heard(), server)
    }

    @Test func piecesComeAsTheyAreWritten() async throws {
        try await run { _, _ in
            .init(
                steps: [
                    .send(": OPENROUTER PROCESSING\n\n"),
                    .send(EventServer.event(#"{"choices":[],"prompt_filter_results":[]}"#)),
                    .send(EventServer.event(#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#)),
                    .send(EventServer.piece("Zwölf ")), .wait, .send(EventServer.piece("Boxkämpfer")),
                    .send(EventServer.end), .send(EventServer.usage), .send(EventServer.done), .drain,
                ])
        } use: { (model, heard, server) async throws in
            var hooks = heard.hooks
            let inner = hooks.heard
            hooks.heard = { piece in
                await inner?(piece)
                // The second piece is only written once the first was heard.
                if piece == .text("Zwölf ") { server.goOn() }
            }
            let answer = try await model.complete(question, hooks: hooks)
            #expect(heard.pieces == [.begins, .text("Zwölf "), .text("Boxkämpfer")])
            #expect(answer.text == "Zwölf Boxkämpfer")
            #expect(answer.finishReason == .stop)
            #expect(answer.inputTokens == 12)
            #expect(answer.outputTokens == 3)
            #expect(answer.model == "small-1")
            let sent = try #require(server.bodies.first)
            #expect(sent.contains(#""stream":true,"stream_options":{"include_usage":true}"#))
            #expect(heard.sent == server.bodies)
            // What is kept reads as an answer, says that it was streamed, and needs no sending again.
            let raw = try #require(heard.raw.first)
            #expect(heard.raw.count == 1)
            #expect(String(decoding: raw.body, as: UTF8.self).contains("put_together_from_stream"))
            let kept = RawAnswer(status: raw.status, body: raw.body)
            var replay = heard.hooks
            replay.stored = { _ in kept }
            #expect(try await model.complete(question, hooks: replay).text == answer.text)
            #expect(server.bodies.count == 1)
        }
    }

    @Test func whereNobodyListensNothingIsStreamed() async throws {
        try await run { _, _ in
            .init(type: "application/json", steps: [.send(completion("\"ok\""))])
        } use: {
            (model, _, server) async throws in
            #expect(try await model.complete(question).text == "ok")
            #expect(server.bodies.first?.contains(#""stream":false"#) == true)
            #expect(server.bodies.first?.contains("stream_options") == false)
        }
    }

    @Test func anEndpointMayPassOverTheWish() async throws {
        try await run { _, _ in
            .init(type: "application/json", steps: [.send(completion("\"at once\""))])
        } use: {
            (model, heard, _) async throws in
            let answer = try await model.complete(question, hooks: heard.hooks)
            #expect(answer.text == "at once")
            #expect(answer.outputTokens == 3)
            #expect(heard.pieces.isEmpty)
        }
    }

    /// Content types lie; the first bytes do not.
    @Test(arguments: ["text/plain", "application/json", "TEXT/EVENT-STREAM; charset=utf-8"])
    func theFirstBytesDecide(type: String) async throws {
        try await run { number, _ in
            number == 1
                ? .init(type: type, steps: EventServer.steps("streamed"))
                : .init(type: type, steps: [.send("\n" + completion("\"whole\""))])
        } use: { (model, heard, _) async throws in
            #expect(try await model.complete(question, hooks: heard.hooks).text == "streamed")
            #expect(heard.text == "streamed")
            #expect(try await model.complete(question, hooks: heard.hooks).text == "whole")
        }
    }

    @Test func whatIsRefusedIsGivenUpAndRemembered() async throws {
        try await run { _, body in
            if body.contains("stream_options") {
                .init(status: 400, steps: [.send(#"{"error":{"message":"Unknown field: stream_options"}}"#)])
            } else if body.contains("\"stream\":true") {
                .init(status: 422, steps: [.send(#"{"detail":"This model may not stream."}"#)])
            } else {
                .init(type: "application/json", steps: [.send(completion("\"plain\""))])
            }
        } use: { (model, heard, server) async throws in
            #expect(try await model.complete(question, hooks: heard.hooks).text == "plain")
            #expect(server.bodies.count == 3)
            #expect(try await model.complete(question, hooks: heard.hooks).text == "plain")
            #expect(server.bodies.count == 4)
            #expect(heard.raw.map(\.status) == [400, 422, 200, 200])
        }
    }

    @Test func streamingIsNotForgottenByCallsWithoutIt() async throws {
        try await run { _, body in
            body.contains("\"stream\":true")
                ? .init(steps: EventServer.steps("streamed"))
                : .init(type: "application/json", steps: [.send(completion("\"plain\""))])
        } use: { (model, heard, _) async throws in
            #expect(try await model.complete(question).text == "plain")
            #expect(try await model.complete(question, hooks: heard.hooks).text == "streamed")
        }
    }

    static let loose: [(String, [EventServer.Step])] = [
        ("no usage", [.send(EventServer.piece("text")), .send(EventServer.end), .send(EventServer.done)]),
        ("no end", [.send(EventServer.piece("text")), .send(EventServer.end), .send(EventServer.usage)]),
        ("neither end nor reason", [.send(EventServer.piece("text"))]),
        ("no last empty line", [.send(String(EventServer.piece("text").dropLast(2)))]),
        ("half an event last", [.send(EventServer.piece("text")), .send("data: {\"choices\":[{\"del")]),
        ("a whole message", [.send(EventServer.event(#"{"choices":[{"message":{"content":"text"}}]}"#))]),
        ("parts", [.send(EventServer.event(#"{"choices":[{"delta":{"content":[{"type":"text","text":"text"}]}}]}"#))]),
        ("CRLF", [.send(EventServer.piece("text").replacing("\n", with: "\r\n"))]),
        (
            "another choice",
            [
                .send(EventServer.event(#"{"choices":[{"index":1,"delta":{"content":"x"}}]}"#)),
                .send(EventServer.piece("text")),
            ]
        ),
        (
            "null",
            [
                .send(EventServer.event(#"{"choices":[{"delta":{"content":null},"index":0}],"error":null}"#)),
                .send(EventServer.piece("text")),
            ]
        ),
    ]

    @Test(arguments: loose.indices)
    func looseStreamsAreRead(index: Int) async throws {
        let (name, steps) = Self.loose[index]
        try await run { _, _ in
            .init(steps: steps)
        } use: { (model, heard, _) async throws in
            let answer = try await model.complete(question, hooks: heard.hooks)
            #expect(answer.text == "text", "\(name)")
            #expect(heard.text == "text", "\(name)")
        }
    }

    @Test func aBrokenConnectionIsTriedAgainOnlyBeforeTheFirstPiece() async throws {
        try await run { number, _ in
            switch number {
            case 1: .init(steps: [.send(": wait\n\n"), .hangUp])
            case 2: .init(status: 503, steps: [.send("{}")])
            default: .init(steps: [.send(EventServer.piece("half of ")), .hangUp])
            }
        } use: { (model, heard, server) async throws in
            let error = await failure { _ = try await model.complete(question, hooks: heard.hooks) }
            #expect(error?.kind == .transport(.closedMidway))
            #expect(server.bodies.count == 3)
            #expect(heard.pieces == [.begins, .text("half of ")])
            // A receipt for each, and no answer for what did not come to its end.
            #expect(heard.sent.count == 3)
            #expect(heard.raw.map(\.status) == [503])
        }
    }

    @Test(arguments: [
        #"{"error":{"message":"the model crashed","type":"server_error"}}"#, #"{"error":"out of memory"}"#,
        #"{"object":"error","message":"CUDA out of memory","code":500}"#,
    ])
    func aFailureInTheStreamIsOne(error: String) async throws {
        try await run { _, _ in
            .init(steps: [
                .send(EventServer.piece("half")), .send(EventServer.event(error)), .send(EventServer.piece("more")),
            ])
        } use: { (model, heard, server) async throws in
            let failure = await failure { _ = try await model.complete(question, hooks: heard.hooks) }
            #expect(failure?.kind == .unreadable)
            #expect(failure?.problem.what.contains("reports an error") == true)
            #expect(server.bodies.count == 1)
            // Kept as what it is, and never taken for an answer.
            let raw = try #require(heard.raw.first)
            #expect(throws: ModelFailure.self) { _ = try model.decode(raw) }
        }
    }

    @Test func whatIsNoJSONIsNotPassedOver() async throws {
        try await run { _, _ in
            .init(steps: [
                .send(EventServer.piece("half")), .send("data: <html>\n\n"), .send(EventServer.piece("more")),
            ])
        } use: { (model, heard, _) async throws in
            #expect(await failure { _ = try await model.complete(question, hooks: heard.hooks) }?.kind == .unreadable)
        }
    }

    @Test func anEventWithoutEndIsCutOff() async throws {
        try await run { _, _ in
            .init(
                steps: [.send("data: ")]
                    + (0..<90).map { _ in .send(String(repeating: "x", count: 64 << 10)) })
        } use: { (model, heard, _) async throws in
            let failure = await failure { _ = try await model.complete(question, hooks: heard.hooks) }
            #expect(failure?.kind == .transport(.tooLarge(limit: StreamedAnswerReader.maxEventBytes)))
        }
    }

    @Test func cancellingHangsUp() async throws {
        try await run { _, _ in
            .init(steps: [.send(EventServer.piece("half")), .drain])
        } use: {
            (model, heard, server) async throws in
            let begun = AsyncStream<Void>.makeStream()
            var hooks = heard.hooks
            hooks.heard = { _ in begun.continuation.yield() }
            let task = Task { [hooks] in try await model.complete(question, hooks: hooks) }
            for await _ in begun.stream { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
            while server.hangUps == 0 { await Task.yield() }
        }
    }

    /// However the network cuts it.
    @Test func everyCutReadsTheSame() throws {
        let steps = EventServer.steps("Grüße aus 東京 🙂", size: 3)
        let whole = steps.map { if case .send(let text) = $0 { text } else { "" } }.joined()
        let bytes = Array((": hello\n\n" + whole).utf8)
        for cut in 1..<bytes.count {
            var reader = StreamedAnswerReader(status: 200, contentType: "text/event-stream", endpoint: "")
            var text = try reader.read(Array(bytes[..<cut])).joined()
            text += try reader.read(Array(bytes[cut...])).joined()
            text += try reader.end().joined()
            #expect(text == "Grüße aus 東京 🙂")
            #expect(reader.isDone)
        }
    }
}
