import CurlTransport
import LanguageModel
import Synchronization

/// A transport that answers from a script, for failures that a server cannot be made to show at will.
final class ScriptedTransport: HTTPTransport {
    private let script: @Sendable (HTTPRequest, Int) async throws -> HTTPResponse
    private let received = Mutex<[HTTPRequest]>([])
    var requests: [HTTPRequest] { received.withLock { $0 } }

    init(_ script: @escaping @Sendable (HTTPRequest, Int) async throws -> HTTPResponse) {
        self.script = script
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let number = received.withLock { list in
            list.append(request)
            return list.count
        }
        return try await script(request, number)
    }

    func stream(_ request: HTTPRequest) async throws -> HTTPStreamedResponse {
        let response = try await send(request)
        return HTTPStreamedResponse(head: response.head, body: HTTPBody(chunks: [response.body]))
    }
}

/// Time that only passes when somebody sleeps, and chance that is always the same.
final class ManualTime: Sendable {
    private struct State {
        var now = Duration.zero
        var pauses: [Duration] = []
    }
    private let state = Mutex(State())
    let chance: Double

    init(chance: Double = 0.5) {
        self.chance = chance
    }

    var pauses: [Duration] { state.withLock { $0.pauses } }

    func pass(_ time: Duration) { state.withLock { $0.now += time } }

    var pacing: Pacing {
        Pacing(
            now: { self.state.withLock { $0.now } }, wallClock: { 784_111_777 },
            sleep: { pause in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.now += pause
                    state.pauses.append(pause)
                }
            }, chance: { self.chance })
    }
}

func completion(_ content: String, reason: String = "stop") -> String {
    #"{"model":"small-1","choices":[{"index":0,"finish_reason":"\#(reason)","message":{"role":"assistant","content":\#(content)}}],"usage":{"prompt_tokens":12,"completion_tokens":3}}"#
}

func answer(_ status: Int, _ body: String, _ headers: [HTTPHeader] = []) -> HTTPResponse {
    HTTPResponse(head: HTTPResponseHead(status: status, headers: headers), body: Array(body.utf8))
}

let question = ChatRequest(messages: [ChatMessage(.system, "Be brief."), ChatMessage(.user, "Hello \"you\"\n\u{1}ü")])

func failure(_ body: () async throws -> Void) async -> ModelFailure? {
    do {
        try await body()
        return nil
    } catch {
        return error as? ModelFailure
    }
}
