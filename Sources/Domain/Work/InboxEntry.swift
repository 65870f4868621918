/// The newest content known of a ticket.
public struct InboxEntry: Hashable, Sendable {
    public enum Verdict: Hashable, Sendable {
        /// A newer state is known already.
        case outdated
        /// The event says what is known.
        case same
        case news
    }

    public var version: Int64
    public var contentHash: [UInt8]
    public var isDeleted: Bool

    public init(version: Int64, contentHash: [UInt8], isDeleted: Bool) {
        self.version = version
        self.contentHash = contentHash
        self.isDeleted = isDeleted
    }

    /// What an event about the ticket brings. Of two with the same version, the one that came last counts, except that
    /// nothing comes after a deletion.
    public func verdict(on event: InboundEvent) -> Verdict {
        let isLate =
            !event.isOrderedByArrival && (event.version < version || (event.version == version && isDeleted))
        switch event.action {
        case .ignored: return .same
        case .deleted: return isDeleted ? .same : (isLate ? .outdated : .news)
        case .changed:
            if !isDeleted, event.contentHash == contentHash { return .same }
            return isLate ? .outdated : .news
        }
    }
}
