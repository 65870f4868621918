public import Domain

/// A system that calls us when a ticket changes: how its calls are told from forged ones, and what they say.
public protocol WebhookSource: Sendable {
    /// As in the address and in `InboundEvent.source`: `generic`, `connectwise-psa`, `autotask`, `halopsa`, `email`.
    var name: String { get }

    /// Why a request is refused whatever its body says, told by its headers before the body is read, so that a peer
    /// without a secret cannot make the service hold large bodies; nil when the body has to be seen.
    func refusal(by headers: WebhookHeaders) -> WebhookRefusal?

    /// Judges a request by its headers and raw bytes. Nothing of the request is believed before this said `.accepted`.
    ///
    /// Every configured secret is tried, also after one has matched, so that the time tells nothing about which did.
    func verify(_ request: WebhookRequest, now: Timestamp) async -> WebhookVerdict

    /// What an accepted request says; several events where the sender batches them.
    ///
    /// - Throws: `MalformedPayload` for a body that is no delivery of this source; `DigestUnavailable` when the
    ///   cryptographic library fails.
    func events(in request: WebhookRequest, now: Timestamp) throws -> [InboundEvent]
}

extension WebhookSource {
    /// A signature needs the body.
    public func refusal(by headers: WebhookHeaders) -> WebhookRefusal? { nil }
}

/// Whether a request comes from who it says it does.
public enum WebhookVerdict: Hashable, Sendable {
    case accepted
    case refused(WebhookRefusal)
    /// Cannot be told now, because the sender's key could not be fetched; the sender should try again.
    case undecided
    /// An unsigned call that may say one thing to the operator and changes nothing.
    case notice(WebhookNotice)
}

/// Why a request was refused. For logs and metrics; the caller is never told which it was.
public enum WebhookRefusal: String, Hashable, Sendable, CaseIterable {
    /// A header that the signature needs is missing, came twice, or does not have its form.
    case missing, misshapen
    /// The signature belongs to no configured secret.
    case mismatch
    /// The time of signing lies too far from now.
    case stale
    /// The place from which the key would have to be fetched is not one that may be asked.
    case untrustedKey = "untrusted_key"
}

/// What an unsigned call tells the operator.
public enum WebhookNotice: String, Hashable, Sendable, CaseIterable {
    /// Autotask says that it switched the webhook off. Anybody can say that: look there whether it is true.
    case deactivated
}

/// A body that is no delivery of its source. The reason never quotes the body.
public struct MalformedPayload: Error, Hashable, Sendable {
    /// Half a sentence: `“data” is missing`.
    public var reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}
