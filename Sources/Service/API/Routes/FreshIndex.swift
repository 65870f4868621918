import Domain
import Retrieval
import Storage
import Synchronization

/// Index files that follow the store, but not at its every write: a client with a stream of tickets would have its index
/// rebuilt for each search.
final class FreshIndex: Sendable {
    private struct Key: Hashable {
        var kind: RecordKind
        var partition: Partition
    }

    private struct Seen {
        var generation: Int64
        var at: Timestamp
    }

    private let store: any Store
    private let clock: any Clock
    private let catalog: IndexCatalog
    private let shared: SearchEngine
    private let seen = Mutex<[Key: Seen]>([:])
    /// How long an index may lag behind, in seconds.
    private static let patience: Int64 = 30

    init(store: any Store, directory: String, weighting: Weighting, clock: any Clock) {
        self.store = store
        self.clock = clock
        catalog = IndexCatalog(store: store, directory: directory)
        shared = SearchEngine(catalog: catalog, weighting: weighting)
    }

    /// `index` beside the database, as the command line keeps it.
    static func directory(beside store: SQLiteStore) -> String {
        let folder = store.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return (folder.isEmpty ? "." : folder.joined(separator: "/")) + "/index"
    }

    func engine(for kind: RecordKind, in scope: Scope) throws -> SearchEngine {
        let now = clock.now()
        var isStale = false
        for partition in scope.partitions {
            let generation = try store.generation(of: kind, in: partition)
            let key = Key(kind: kind, partition: partition)
            seen.withLock { seen in
                guard let known = seen[key] else {
                    seen[key] = Seen(generation: generation, at: now)
                    return
                }
                // A clock that was set back does not stop it either.
                guard known.generation != generation, abs(now.seconds(since: known.at)) >= Self.patience else { return }
                seen[key] = Seen(generation: generation, at: now)
                isStale = true
            }
        }
        if isStale { catalog.invalidate() }
        return shared
    }
}
