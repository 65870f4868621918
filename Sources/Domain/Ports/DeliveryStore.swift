/// What became of a delivery.
public struct DeliveryReceipt: Hashable, Sendable {
    public enum Outcome: String, Hashable, Sendable, Codable {
        /// A job waits for it.
        case queued
        /// The same delivery was received before; `id` is that one's.
        case repeated
        /// Another delivery already brought the same content.
        case unchanged
        /// A newer state of the ticket is already known.
        case outdated
        case deleted
        case ignored
    }

    public var id: Int64
    public var outcome: Outcome

    public init(id: Int64, outcome: Outcome) {
        self.id = id
        self.outcome = outcome
    }
}

/// The durable inbox. What `accept` has returned for survives kill -9 and power loss.
public protocol DeliveryStore: Sendable {
    /// Stores the event and, where there is something to do, its job, in one transaction that many deliveries share.
    func accept(_ event: InboundEvent) async throws -> DeliveryReceipt
}
