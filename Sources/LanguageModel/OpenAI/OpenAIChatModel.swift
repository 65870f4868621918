public import CurlTransport
public import Domain
import Synchronization

/// A model behind the chat completions of OpenAI and of what speaks the same protocol.
///
/// The parts can be had one by one (`encode`, `send`, `decode`), or together with retries, breaker and concurrency
/// limit in `complete`. What an endpoint turned out not to understand is remembered for the life of the value.
public final class OpenAIChatModel: ChatModel {
    public let configuration: LLMConfiguration
    public var model: String { configuration.model }
    /// Scheme, host, port and path that are called.
    public var endpoint: String { address.url.display }
    /// What the operator should know about the configuration, for example a key file that others can read.
    public let warnings: [Problem]

    let policy: RetryPolicy
    let pacing: Pacing
    let limiter: ConcurrencyLimiter
    private let transport: any HTTPTransport
    private let address: OpenAIEndpoint
    private let memory: Mutex<Memory>

    private struct Memory {
        var shape: RequestShape
        var breaker: CircuitBreaker
    }

    /// Reads the key from its source.
    ///
    /// - Throws: `Problem` when there is no key where the configuration says, `ModelFailure` of kind `transport` when
    ///   the address cannot be called.
    public init(
        _ configuration: LLMConfiguration, transport: any HTTPTransport, pacing: Pacing = .system,
        breaker: CircuitBreaker = CircuitBreaker()
    ) throws {
        let reading = try configuration.keySource?.read()
        self.configuration = configuration
        self.transport = transport
        self.pacing = pacing
        warnings = reading?.warnings ?? []
        address = try OpenAIEndpoint(configuration, key: reading?.secret)
        policy = RetryPolicy(maxRetries: configuration.maxRetries, deadline: configuration.deadline)
        limiter = ConcurrencyLimiter(limit: configuration.maxConcurrency)
        memory = Mutex(
            Memory(shape: RequestShape(outputLimitField: configuration.outputLimitField), breaker: breaker))
    }

    /// The body as it would be sent now.
    ///
    /// - Throws: `ModelFailure` of kind `configuration`.
    public func encode(_ request: ChatRequest) throws(ModelFailure) -> EncodedCall {
        try encode(request, as: shape.streaming(.none))
    }

    /// Sends the body once and returns whatever comes back.
    ///
    /// - Throws: `ModelFailure` of kind `transport`, or `CancellationError`.
    public func send(_ call: EncodedCall) async throws -> RawAnswer {
        do {
            return try await send(call, within: configuration.deadline, freshConnection: false)
        } catch let error as TransportError {
            throw ModelFailure(error)
        }
    }

    /// Reads an answer, fresh or stored.
    ///
    /// - Throws: `ModelFailure` when it is a refusal, not a chat completion, or empty.
    public func decode(_ raw: RawAnswer) throws(ModelFailure) -> ChatAnswer {
        let decoder = OpenAIAnswerDecoder(
            model: model, endpoint: endpoint, keySource: configuration.keySource?.name)
        do {
            return try decoder.decode(raw)
        } catch {
            // An endpoint may repeat the key in its refusal.
            var problem = error.problem
            problem.what = address.withoutSecrets(problem.what)
            throw ModelFailure(error.kind, problem)
        }
    }

    func encode(_ request: ChatRequest, as shape: RequestShape) throws(ModelFailure) -> EncodedCall {
        EncodedCall(
            endpoint: endpoint, body: try OpenAIRequestEncoder(model: model).encode(request, as: shape), shape: shape)
    }

    func send(_ call: EncodedCall, within time: Duration, freshConnection: Bool) async throws -> RawAnswer {
        let started = pacing.now()
        let response = try await transport.send(
            httpRequest(call, within: time, freshConnection: freshConnection))
        return RawAnswer(
            status: response.status, body: response.body, contentType: response.headers.first(named: "content-type"),
            retryAfter: response.headers.first(named: "retry-after"), latency: pacing.now() - started)
    }

    /// Sends the body and reads the answer as it arrives.
    ///
    /// - Parameter heard: told each piece of text.
    /// - Returns: the whole answer, put together from its stream; or as it came, where the endpoint does not stream.
    func stream(
        _ call: EncodedCall, within time: Duration, freshConnection: Bool,
        heard: @Sendable (AnswerPiece) async -> Void
    ) async throws -> RawAnswer {
        let started = pacing.now()
        let response = try await transport.stream(
            httpRequest(call, within: time, freshConnection: freshConnection))
        let contentType = response.head.headers.first(named: "content-type")
        var reader = StreamedAnswerReader(
            status: response.head.status, contentType: contentType, endpoint: endpoint)
        for try await chunk in response.body {
            for piece in try reader.read(chunk) { await heard(.text(piece)) }
            if reader.isDone { break }
        }
        // What a proxy in between makes of a cancelled request may look like an end.
        try Task.checkCancellation()
        for piece in try reader.end() { await heard(.text(piece)) }
        return RawAnswer(
            status: response.head.status, body: reader.body, contentType: contentType,
            retryAfter: response.head.headers.first(named: "retry-after"), latency: pacing.now() - started)
    }

    private func httpRequest(_ call: EncodedCall, within time: Duration, freshConnection: Bool) -> HTTPRequest {
        var headers = address.headers
        if call.shape.streaming != .none,
            let accept = headers.firstIndex(where: { $0.name == "Accept" && $0.value == "application/json" })
        {
            headers[accept] = HTTPHeader("Accept", "text/event-stream, application/json")
        }
        return HTTPRequest(
            method: "POST", url: address.url.text, headers: headers, body: call.body,
            connectTimeout: configuration.connectTimeout, deadline: time, secrets: address.secrets,
            allowInsecure: configuration.allowInsecure, freshConnection: freshConnection)
    }

    // MARK: What is remembered

    /// Whether the endpoint is left alone for now, since it failed too often a moment ago.
    public var isResting: Bool {
        if case .open(let until) = breaker({ $0.state }) { pacing.now() < until } else { false }
    }

    /// What is known of the endpoint's health.
    public var breakerState: CircuitBreaker.State { breaker { $0.state } }

    var shape: RequestShape { memory.withLock { $0.shape } }

    /// - Parameter withStreaming: whether it was tried, and what the shape says of it counts.
    func remember(_ shape: RequestShape, withStreaming: Bool) {
        memory.withLock { $0.shape = withStreaming ? shape : shape.streaming($0.shape.streaming) }
    }

    /// Asks or tells the breaker of this endpoint.
    func breaker<Value: Sendable>(_ use: (inout CircuitBreaker) -> Value) -> Value {
        memory.withLock { use(&$0.breaker) }
    }
}
