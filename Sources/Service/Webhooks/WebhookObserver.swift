public import Connectors

/// What became of a call of a webhook, for metrics.
public enum WebhookOutcome: Hashable, Sendable {
    /// Stored; on disk before the answer was written.
    case accepted
    /// Received before.
    case repeated
    case tooLarge
    case refused(WebhookRefusal)
    case undecided
    case malformed
    case unavailable
    /// An unsigned call that asks the operator to look.
    case notice(WebhookNotice)

    /// A word for the label of a metric, from a closed list.
    public var label: String {
        switch self {
        case .accepted: "accepted"
        case .repeated: "repeated"
        case .tooLarge: "too_large"
        case .refused(let reason): "refused_\(reason.rawValue)"
        case .undecided: "undecided"
        case .malformed: "malformed"
        case .unavailable: "unavailable"
        case .notice(let notice): "notice_\(notice.rawValue)"
        }
    }
}

/// Told of every call of a webhook, once, when its answer is known.
public protocol WebhookObserver: Sendable {
    /// - Parameters:
    ///   - source: one of the served sources, so safe as a label.
    ///   - seconds: from the request's head to the answer, on a clock that never jumps.
    func webhook(_ source: String, _ outcome: WebhookOutcome, seconds: Double)
}

/// Tells nobody.
public struct NoWebhookObserver: WebhookObserver {
    public init() {}
    public func webhook(_ source: String, _ outcome: WebhookOutcome, seconds: Double) {}
}
