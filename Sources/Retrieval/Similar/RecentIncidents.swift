public import Domain

/// The latest tickets of each client, in order of arrival: what a new ticket can be a duplicate of within one run.
///
/// Memory is bounded twice: per client, and over all clients, the oldest dropped first. Both depend only on the order
/// of arrival, so that a run forgets the same tickets whatever its concurrency.
public struct RecentIncidents: Sendable {
    private struct Entry {
        var arrival: Int
        var incident: IncidentFingerprint
    }

    private var byClient: [ClientID: [Entry]] = [:]
    private var arrivals = 0
    private(set) var count = 0
    private let perClient: Int
    private let total: Int

    /// - Parameters:
    ///   - perClient: how many of one client are compared with; up to twice as many are held.
    ///   - total: how many are held over all clients.
    public init(perClient: Int = 256, total: Int = 8_192) {
        self.perClient = max(1, perClient)
        self.total = max(1, total)
    }

    public mutating func add(_ incident: IncidentFingerprint) {
        guard let client = incident.client else { return }
        byClient[client, default: []].append(Entry(arrival: arrivals, incident: incident))
        arrivals += 1
        count += 1
        if let held = byClient[client]?.count, held > perClient * 2 {
            byClient[client]?.removeFirst(held - perClient)
            count -= held - perClient
        }
        if count > total { dropOldest() }
    }

    /// Forgets a ticket for every client but `owner`: a ticket given to the wrong client is no incident of that client's.
    public mutating func remove(_ ticket: TicketID, exceptOf owner: ClientID?) {
        for (client, entries) in byClient where client != owner {
            let kept = entries.filter { $0.incident.ticket != ticket }
            guard kept.count < entries.count else { continue }
            count -= entries.count - kept.count
            byClient[client] = kept.isEmpty ? nil : kept
        }
    }

    /// The latest of a client, the oldest of them first.
    public func of(_ client: ClientID) -> [IncidentFingerprint] {
        byClient[client]?.suffix(perClient).map(\.incident) ?? []
    }

    /// Keeps the later half of what arrived; seldom called, so that adding stays cheap on average.
    private mutating func dropOldest() {
        let bound = byClient.values.flatMap { $0.map(\.arrival) }.sorted()[count / 2]
        for (client, entries) in byClient {
            let kept = entries.filter { $0.arrival >= bound }
            byClient[client] = kept.isEmpty ? nil : kept
        }
        count = byClient.values.reduce(0) { $0 + $1.count }
    }
}
