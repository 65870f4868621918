/// One request body, ready to leave.
public struct EncodedCall: Hashable, Sendable {
    /// Scheme, host, port and path: what the ledger records.
    public let endpoint: String
    /// The exact bytes of the request body.
    public let body: [UInt8]
    /// How this sending is counted within one `complete`, from 1.
    public var attempt: Int
    /// What of the request was expressed, for the endpoint at hand.
    let shape: RequestShape

    init(endpoint: String, body: [UInt8], attempt: Int = 1, shape: RequestShape) {
        self.endpoint = endpoint
        self.body = body
        self.attempt = attempt
        self.shape = shape
    }
}

/// An answer before it is understood. Any status.
public struct RawAnswer: Hashable, Sendable {
    public var status: Int
    public var body: [UInt8]
    public var contentType: String?
    /// The `Retry-After` field as sent.
    public var retryAfter: String?
    public var latency: Duration

    /// As little as a store keeps: a status and a body.
    public init(
        status: Int, body: [UInt8], contentType: String? = nil, retryAfter: String? = nil, latency: Duration = .zero
    ) {
        self.status = status
        self.body = body
        self.contentType = contentType
        self.retryAfter = retryAfter
        self.latency = latency
    }
}

/// What the caller wants to do around every sending.
public struct CallHooks: Sendable {
    /// A stored answer to exactly this body. Asked before the first sending of each body;
    /// when there is one, nothing is sent.
    public var stored: @Sendable (EncodedCall) async throws -> RawAnswer?
    /// Called before each sending. When it throws, nothing is sent.
    public var willSend: @Sendable (EncodedCall) async throws -> Void
    /// Called with each answer, of any status. Not called when no answer came.
    public var didReceive: @Sendable (EncodedCall, RawAnswer) async throws -> Void
    /// Told the answer piece by piece while the model writes it. Only when there is one, the endpoint is asked to stream;
    /// one that cannot, answers at once, and nothing is told. The answer that `complete` returns is the same either way.
    public var heard: (@Sendable (AnswerPiece) async -> Void)?

    public init(
        stored: @escaping @Sendable (EncodedCall) async throws -> RawAnswer? = { _ in nil },
        willSend: @escaping @Sendable (EncodedCall) async throws -> Void = { _ in },
        didReceive: @escaping @Sendable (EncodedCall, RawAnswer) async throws -> Void = { _, _ in },
        heard: (@Sendable (AnswerPiece) async -> Void)? = nil
    ) {
        self.stored = stored
        self.willSend = willSend
        self.didReceive = didReceive
        self.heard = heard
    }
}

/// What is heard of an answer that is being written.
public enum AnswerPiece: Hashable, Sendable {
    /// An answer begins; what was heard before belongs to none.
    case begins
    /// The next piece of its text, of whole characters.
    case text(String)
}
