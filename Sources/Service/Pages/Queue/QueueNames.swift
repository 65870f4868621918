import Domain
import Storage

/// The names that stand on a page of the queue, read once for all of its rows.
struct QueueNames: Sendable {
    private var clients: [ClientID: String] = [:]
    private let people: PersonNames
    private let own: String

    init(
        _ store: SQLiteStore, clients ids: some Sequence<ClientID>, actors: some Sequence<String>, visit: Visit
    ) throws {
        own = visit.principal.actor.description
        clients = try store.clientNames(Set(ids), for: visit.audience)
        people = try PersonNames(store, of: actors.filter { [own] in $0 != own })
    }

    /// nil where no client is known. A client that is in no record is called by its id.
    func client(_ id: ClientID?) -> String? {
        id.map { clients[$0] ?? $0.rawValue }
    }

    /// “you”, or the person or program.
    func person(_ actor: String) -> String {
        actor == own ? "you" : people.name(of: actor)
    }
}
