public import CurlTransport
public import Domain

/// Why a model gave no usable answer: a kind to decide by, and words for people.
public struct ModelFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// The configuration cannot work.
        case configuration
        /// The key is missing, wrong or not allowed to do this.
        case unauthorized
        /// No such address or model.
        case notFound
        case rateLimited
        /// The account has no credit left.
        case quotaUsedUp
        /// Prompt and answer do not fit the model's window.
        case contextTooLong
        /// Any other status, as the endpoint gave it.
        case status(Int)
        /// The answer is not the JSON of a chat completion.
        case unreadable
        /// The model, or a filter in front of it, declined.
        case refused
        case empty
        /// The breaker is open: the endpoint failed too often a moment ago.
        case resting
        case deadline
        case transport(TransportError.Kind)
    }

    public let kind: Kind
    public let problem: Problem

    public init(_ kind: Kind, _ problem: Problem) {
        self.kind = kind
        self.problem = problem
    }

    init(_ error: TransportError) {
        self.init(.transport(error.kind), Problem(error.what, place: error.place, remedy: error.remedy))
    }

    public var description: String { problem.description }

    /// Whether the same request may well succeed later without anybody's doing.
    public var isTemporary: Bool {
        switch kind {
        case .rateLimited, .resting, .deadline: true
        case .status(let status): RetryState.isTemporary(status)
        case .transport(let kind):
            switch kind {
            case .resolve, .connect, .timeout, .staleConnection, .closedMidway, .other: true
            default: false
            }
        case .configuration, .unauthorized, .notFound, .quotaUsedUp, .contextTooLong, .unreadable, .refused, .empty:
            false
        }
    }
}
