/// What a call to the model would send, or why there would be none.
public enum OutboundPreview: Hashable, Sendable {
    /// Why nothing would leave, in words that end without a full stop.
    case nothing(String)
    case call(OutboundCall)
}

/// A call as it would be made. Nothing of it was sent, and no receipt was written.
public struct OutboundCall: Hashable, Sendable {
    public var endpoint: String
    /// The exact bytes.
    public var body: [UInt8]
    /// Of the body, lower-case hexadecimal.
    public var sha256: String
    /// How many stretches of each kind are withheld.
    public var redacted: [String: Int]
    public var isPseudonymised: Bool
    /// Estimated.
    public var inputTokens: Int
    /// With the longest answer; nil without a price.
    public var cost: Double?
    /// Why the gate would not let it through; nil where it would.
    public var refusal: String?
}
