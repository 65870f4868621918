public import Domain

/// The latest tickets of each client, in order of arrival: what a new ticket can be a duplicate of within one run.
/// Memory is bounded: at most `capacity` per client, and only clients seen lately.
public struct RecentIncidents: Sendable {
    private var byClient: [ClientID: [IncidentFingerprint]] = [:]
    private let capacity: Int

    public init(capacity: Int = 256) {
        self.capacity = capacity
    }

    public mutating func add(_ incident: IncidentFingerprint) {
        guard let client = incident.client else { return }
        byClient[client, default: []].append(incident)
        if let count = byClient[client]?.count, count > capacity * 2 {
            byClient[client]?.removeFirst(count - capacity)
        }
    }

    public func of(_ client: ClientID) -> ArraySlice<IncidentFingerprint> {
        byClient[client]?.suffix(capacity) ?? []
    }
}
