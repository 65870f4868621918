/// What a read may see: one client's own records plus the shared ones, or the shared ones alone.
///
/// Every store and index read takes a `Scope`; there is no scope that spans two clients, so no read can.
public enum Scope: Hashable, Sendable {
    case client(ClientID)
    /// For a ticket whose client is not known.
    case sharedOnly

    public init(_ client: ClientID?) {
        self = client.map(Scope.client) ?? .sharedOnly
    }

    public var clientID: ClientID? {
        if case .client(let id) = self { id } else { nil }
    }

    /// Whether a record of `owner` (nil: shared) lies inside.
    public func admits(owner: ClientID?) -> Bool {
        owner == nil || owner == clientID
    }

    /// The partitions a read of this scope opens, the client's own first.
    public var partitions: [Partition] {
        switch self {
        case .client(let id): [.client(id), .shared]
        case .sharedOnly: [.shared]
        }
    }
}

/// The smallest unit in which records are stored and indexed: the shared ones, or those of exactly one client.
public enum Partition: Hashable, Sendable, Comparable {
    case shared
    case client(ClientID)

    public var owner: ClientID? {
        if case .client(let id) = self { id } else { nil }
    }

    public static func < (lhs: Partition, rhs: Partition) -> Bool {
        switch (lhs, rhs) {
        case (.shared, .client): true
        case (.client(let a), .client(let b)): a < b
        default: false
        }
    }
}
