/// Something that answers a conversation.
public protocol ChatModel: Sendable {
    /// The model's name as the endpoint knows it.
    var model: String { get }

    /// Asks once, with retries and within the deadline.
    ///
    /// - Parameter hooks: called around every sending, so that each body that leaves has its receipt first.
    /// - Throws: `Problem`, whatever a hook throws, or `CancellationError`.
    func complete(_ request: ChatRequest, hooks: CallHooks) async throws -> ChatAnswer
}

extension ChatModel {
    public func complete(_ request: ChatRequest) async throws -> ChatAnswer {
        try await complete(request, hooks: CallHooks())
    }

    /// - Parameter willSend: called before each sending, repeated ones included (`EncodedCall.attempt` counts them).
    ///   When it throws, nothing is sent.
    public func complete(
        _ request: ChatRequest, willSend: @escaping @Sendable (EncodedCall) async throws -> Void
    ) async throws -> ChatAnswer {
        try await complete(request, hooks: CallHooks(willSend: willSend))
    }
}

public struct ChatMessage: Hashable, Sendable {
    public enum Role: String, Hashable, Sendable {
        case system, user, assistant
    }

    public var role: Role
    public var content: String

    public init(_ role: Role, _ content: String) {
        self.role = role
        self.content = content
    }
}

public struct ChatRequest: Hashable, Sendable {
    /// A JSON Schema the answer shall keep to.
    public struct Schema: Hashable, Sendable {
        /// Letters, digits, `_` and `-`.
        public var name: String
        /// JSON. Sent as it is: the order of its properties is the order in which the model writes them.
        public var text: String

        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    public var messages: [ChatMessage]
    public var schema: Schema?
    /// Tokens.
    public var maxOutputTokens: Int
    public var temperature: Double
    public var seed: Int?

    public init(
        messages: [ChatMessage], schema: Schema? = nil, maxOutputTokens: Int = 1024, temperature: Double = 0,
        seed: Int? = nil
    ) {
        self.messages = messages
        self.schema = schema
        self.maxOutputTokens = maxOutputTokens
        self.temperature = temperature
        self.seed = seed
    }
}

public struct ChatAnswer: Hashable, Sendable {
    public enum FinishReason: Hashable, Sendable {
        case stop
        /// Cut off at the output limit or the end of the context window.
        case length
        case other(String)
    }

    public var text: String
    public var finishReason: FinishReason
    /// As the endpoint counted them; `nil` where it does not say.
    public var inputTokens: Int?
    public var outputTokens: Int?
    /// The name the endpoint gave, else the one asked for.
    public var model: String
    /// From sending to the last byte; zero for a replayed answer.
    public var latency: Duration

    public init(
        text: String, finishReason: FinishReason = .stop, inputTokens: Int? = nil, outputTokens: Int? = nil,
        model: String, latency: Duration = .zero
    ) {
        self.text = text
        self.finishReason = finishReason
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.model = model
        self.latency = latency
    }
}
