/// Which model is asked, where, and within which bounds.
public struct LLMConfiguration: Hashable, Sendable {
    /// How the endpoint is spoken to.
    public enum Dialect: String, Hashable, Sendable, CaseIterable {
        /// OpenAI chat completions: also LiteLLM, vLLM, llama.cpp, LM Studio and Ollama under `/v1`. Key as a bearer.
        case openai
        /// The same on Azure: the key stands in `api-key`, the endpoint holds the deployment and `api-version`.
        case azure
    }

    /// The field that bounds the answer. Endpoints differ; the other one is tried when this one is refused.
    public enum OutputLimitField: String, Hashable, Sendable {
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
    }

    /// The base address (`https://llm.example.com/v1`) or the whole one, ending in `/chat/completions`.
    public var endpoint: String
    public var dialect: Dialect
    public var model: String
    /// `nil` for endpoints without a key.
    public var keySource: SecretSource?
    /// Sent with every request, besides the key and content type. Their values count as secrets.
    public var headers: [String: String]
    /// For one answer, retries and pauses included.
    public var deadline: Duration
    public var connectTimeout: Duration
    /// How many requests may be under way at once. At least 1.
    public var maxConcurrency: Int
    /// How often a failed request is sent again.
    public var maxRetries: Int
    public var price: Price
    /// The window the prompt and the answer share, in tokens.
    public var contextTokens: Int
    public var outputLimitField: OutputLimitField
    /// Allows plain http to another machine.
    public var allowInsecure: Bool

    public init(
        endpoint: String, dialect: Dialect = .openai, model: String, keySource: SecretSource? = nil,
        headers: [String: String] = [:], deadline: Duration = .seconds(120), connectTimeout: Duration = .seconds(10),
        maxConcurrency: Int = 4, maxRetries: Int = 3, price: Price = Price(), contextTokens: Int = 16_384,
        outputLimitField: OutputLimitField = .maxTokens, allowInsecure: Bool = false
    ) {
        self.endpoint = endpoint
        self.dialect = dialect
        self.model = model
        self.keySource = keySource
        self.headers = headers
        self.deadline = deadline
        self.connectTimeout = connectTimeout
        self.maxConcurrency = maxConcurrency
        self.maxRetries = maxRetries
        self.price = price
        self.contextTokens = contextTokens
        self.outputLimitField = outputLimitField
        self.allowInsecure = allowInsecure
    }
}
