import CurlTransport
import Domain
import LanguageModel
import Synchronization
import Testing

/// Retries, breaker, hooks and cancellation, with a transport and a clock that do as they are told.
@Suite struct CompletionFlowTests {
    private func model(
        _ transport: ScriptedTransport, _ time: ManualTime = ManualTime(), retries: Int = 3,
        breaker: CircuitBreaker = CircuitBreaker()
    ) throws -> OpenAIChatModel {
        try OpenAIChatModel(
            LLMConfiguration(endpoint: "https://llm.example.com", model: "m", maxRetries: retries),
            transport: transport, pacing: time.pacing, breaker: breaker)
    }

    private static func error(_ kind: TransportError.Kind) -> TransportError {
        TransportError(kind, endpoint: "https://llm.example.com/v1/chat/completions")
    }

    @Test func aDeadKeptConnectionIsTriedAgainAtOnceOnANewOne() async throws {
        let transport = ScriptedTransport { request, number in
            if number == 1 { throw Self.error(.staleConnection) }
            return answer(200, completion("\"\(request.freshConnection)\""))
        }
        let time = ManualTime()
        let announced = Mutex(0)
        let text = try await model(transport, time, retries: 0).complete(question) { _ in
            announced.withLock { $0 += 1 }
        }.text
        #expect(text == "true")
        #expect(time.pauses.isEmpty)
        #expect(announced.withLock { $0 } == 2)
    }

    @Test(arguments: [400, 401, 403, 404, 405, 413, 422, 302])
    func otherRefusalsAreSentOnce(status: Int) async throws {
        let transport = ScriptedTransport { _, _ in answer(status, "{}") }
        let model = try model(transport)
        #expect(await failure { _ = try await model.complete(question) } != nil)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [408, 409, 429, 500, 502, 503, 504, 529])
    func temporaryRefusalsAreSentAgainAndThenReported(status: Int) async throws {
        let transport = ScriptedTransport { _, _ in answer(status, "{}") }
        let time = ManualTime(chance: 1)
        let model = try model(transport, time)
        let error = await failure { _ = try await model.complete(question) }
        #expect(error?.kind == (status == 429 ? .rateLimited : .status(status)))
        #expect(error?.isTemporary == true)
        #expect(transport.requests.count == 4)
        #expect(time.pauses == [.milliseconds(500), .seconds(1), .seconds(2)])
    }

    @Test func tlsFailuresAndBadAnswersAreNotTriedAgain() async throws {
        for kind in [TransportError.Kind.tls, .tooLarge(limit: 1), .malformedResponse, .insecure] {
            let transport = ScriptedTransport { _, _ in throw Self.error(kind) }
            let model = try model(transport)
            #expect(await failure { _ = try await model.complete(question) }?.kind == .transport(kind))
            #expect(transport.requests.count == 1)
        }
    }

    @Test func theDeadlineBoundsEverything() async throws {
        let time = ManualTime()
        let transport = ScriptedTransport { request, _ in
            // Each sending gets what is left, and uses up half a minute.
            #expect(request.deadline <= .seconds(120))
            time.pass(.seconds(50))
            throw Self.error(.timeout(.waiting))
        }
        let model = try model(transport, time, retries: 100, breaker: CircuitBreaker(threshold: 1000))
        #expect(await failure { _ = try await model.complete(question) }?.kind == .transport(.timeout(.waiting)))
        #expect(transport.requests.count == 3)
        let left = transport.requests.map(\.deadline)
        #expect(left[0] == .seconds(120) && left[1] < .seconds(71) && left[2] < .seconds(21))
    }

    @Test func theBreakerKeepsAwayAndLetsOneProbeThrough() async throws {
        let time = ManualTime()
        let isUp = Mutex(false)
        let transport = ScriptedTransport { _, _ in
            guard isUp.withLock({ $0 }) else { throw Self.error(.connect) }
            return answer(200, completion("\"ok\""))
        }
        let model = try model(
            transport, time, retries: 0, breaker: CircuitBreaker(threshold: 2, coolDown: .seconds(30)))
        for _ in 0..<2 { _ = await failure { _ = try await model.complete(question) } }
        #expect(await failure { _ = try await model.complete(question) }?.kind == .resting)
        #expect(transport.requests.count == 2)
        time.pass(.seconds(31))
        #expect(await failure { _ = try await model.complete(question) }?.kind == .transport(.connect))
        #expect(await failure { _ = try await model.complete(question) }?.kind == .resting)
        time.pass(.seconds(31))
        isUp.withLock { $0 = true }
        #expect(try await model.complete(question).text == "ok")
        #expect(try await model.complete(question).text == "ok")
    }

    @Test func whenTheReceiptCannotBeWrittenNothingIsSent() async throws {
        struct NoSpace: Error {}
        let transport = ScriptedTransport { _, _ in answer(200, completion("\"ok\"")) }
        let model = try model(transport)
        await #expect(throws: NoSpace.self) {
            _ = try await model.complete(question) { _ in throw NoSpace() }
        }
        #expect(transport.requests.isEmpty)
        // The breaker took no harm.
        #expect(try await model.complete(question).text == "ok")
    }

    @Test func aStoredAnswerIsUsedUnlessItIsUseless() async throws {
        let transport = ScriptedTransport { _, _ in answer(200, completion("\"fresh\"")) }
        let model = try model(transport)
        let good = RawAnswer(status: 200, body: Array(completion("\"stored\"").utf8))
        #expect(try await model.complete(question, hooks: CallHooks(stored: { _ in good })).text == "stored")
        #expect(transport.requests.isEmpty)
        for bad in [RawAnswer(status: 503, body: []), RawAnswer(status: 200, body: Array("<html>".utf8))] {
            #expect(try await model.complete(question, hooks: CallHooks(stored: { _ in bad })).text == "fresh")
        }
        #expect(transport.requests.count == 2)
    }

    @Test func everyAnswerIsHandedOver() async throws {
        let transport = ScriptedTransport { _, number in
            number == 1 ? answer(500, "{}") : answer(200, completion("\"ok\""))
        }
        let seen = Mutex<[(Int, Int)]>([])
        let hooks = CallHooks(didReceive: { call, raw in seen.withLock { $0.append((call.attempt, raw.status)) } })
        _ = try await model(transport).complete(question, hooks: hooks)
        #expect(seen.withLock { $0.map(\.0) } == [1, 2])
        #expect(seen.withLock { $0.map(\.1) } == [500, 200])
    }

    @Test func cancellationGoesThrough() async throws {
        let started = AsyncStream<Void>.makeStream()
        let transport = ScriptedTransport { _, _ in
            started.continuation.yield()
            try await Task.sleep(for: .seconds(3600))
            return answer(200, "{}")
        }
        let model = try model(transport)
        let task = Task { try await model.complete(question) }
        for await _ in started.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(transport.requests.count == 1)
    }

    @Test func alongContextIsNotMistakenForAnUnknownField() async throws {
        let text =
            "'max_tokens' is too large: 5000. This model's maximum context length is 4096 tokens; "
            + "response_format is supported."
        let transport = ScriptedTransport { _, _ in answer(400, #"{"error":{"message":"\#(text)"}}"#) }
        let model = try model(transport)
        #expect(await failure { _ = try await model.complete(question) }?.kind == .contextTooLong)
        #expect(transport.requests.count == 1)
    }

    @Test func anEndpointThatRefusesEverythingIsAskedAFewTimesOnly() async throws {
        let text = "unsupported: response_format max_tokens max_completion_tokens temperature seed"
        let transport = ScriptedTransport { _, _ in answer(400, #"{"error":"\#(text)"}"#) }
        var request = question
        request.schema = .init(name: "s", text: "{}")
        request.seed = 1
        let model = try model(transport)
        let error = await failure { _ = try await model.complete(request) }
        #expect(error?.kind == .status(400))
        #expect(transport.requests.count == 6)
    }
}
