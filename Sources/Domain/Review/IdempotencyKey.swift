/// Lets a caller repeat a request whose answer was lost, without repeating its effect.
public struct IdempotencyKey: Hashable, Sendable {
    /// The caller's word for the request; counts for one actor alone.
    public var key: String
    /// SHA-256 over all that the request says.
    public var requestHash: [UInt8]

    public init(key: String, requestHash: [UInt8]) {
        self.key = key
        self.requestHash = requestHash
    }
}

/// What an act gave, or has given when an earlier request with the same idempotency key took it.
public struct ActResult<Value: Sendable>: Sendable {
    public var value: Value
    /// Whether this is the kept answer to an earlier request; nothing was done then.
    public var isReplay: Bool

    public init(_ value: Value, isReplay: Bool = false) {
        self.value = value
        self.isReplay = isReplay
    }
}
