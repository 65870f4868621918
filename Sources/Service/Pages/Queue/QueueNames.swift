import Domain
import Storage

/// The names that stand on a page of the queue, read once for all of its rows.
struct QueueNames: Sendable {
    private var clients: [ClientID: String] = [:]
    private var people: [String: String] = [:]
    private let own: String

    init(
        _ store: SQLiteStore, clients ids: some Sequence<ClientID>, actors: some Sequence<String>, visit: Visit
    ) throws {
        own = visit.principal.actor.description
        clients = try store.clientNames(Set(ids), for: visit.audience)
        var tokens: [String: String]?
        for actor in Set(actors) where actor != own {
            let parts = actor.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            switch Actor.Kind(rawValue: parts[0]) {
            case .user: people[actor] = try store.account(id: parts[1])?.name
            case .token:
                let labels = try tokens ?? Dictionary(store.tokens().map { ($0.id, $0.label) }) { first, _ in first }
                tokens = labels
                people[actor] = labels[parts[1]]
            default: break
            }
        }
    }

    /// nil where no client is known. A client that is in no record is called by its id.
    func client(_ id: ClientID?) -> String? {
        id.map { clients[$0] ?? $0.rawValue }
    }

    /// “you”, a person's name, or a token's label.
    func person(_ actor: String) -> String {
        actor == own ? "you" : people[actor] ?? "someone"
    }
}
