public import Domain
public import Retrieval

/// The index files of one process: one catalog for all that search, so that a file is built and mapped once, and what
/// keeps it up to the store.
public struct IndexParts: Sendable {
    public let catalog: IndexCatalog
    /// Whoever searches asks it to look at the store first; that returns at once.
    public let upkeep: IndexUpkeep
    private let threads: WorkThreads

    /// - Parameters:
    ///   - directory: the data directory.
    ///   - ticketPause: how long the index of tickets may stay behind the store.
    ///   - observer: is told of files that were replaced and of failures.
    public init(
        store: any Store, directory: String, ticketPause: Duration = .seconds(300),
        observer: any JobObserver = SilentJobObserver()
    ) {
        threads = WorkThreads(count: 1, niceness: 15, name: "index")
        catalog = IndexCatalog(store: store, directory: directory + "/index", toleratesOld: [.tickets])
        upkeep = IndexUpkeep(
            store: store, catalog: catalog, threads: threads, ticketPause: ticketPause, observer: observer)
    }

    /// Ends what is being built and the thread. Searches still work afterwards; the files are followed no more.
    public func stop() async {
        await upkeep.stop()
        threads.stop()
    }
}
