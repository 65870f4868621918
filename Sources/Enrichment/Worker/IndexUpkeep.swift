public import Domain
public import Retrieval
import Synchronization

/// Keeps the index files up to the store while a service runs, in the background: documents as soon as they change,
/// tickets, which the service itself adds all the time, after a pause.
public actor IndexUpkeep {
    private let store: any Store
    private let catalog: IndexCatalog
    private let threads: WorkThreads
    private let ticketPause: Duration
    private let observer: any JobObserver
    private var documents: Int64?
    private var tickets: Int64?
    private var nextTickets: ContinuousClock.Instant
    private var nextCheck = ContinuousClock.now
    private var running: Task<Void, Never>?
    private var isStopped = false

    /// - Parameters:
    ///   - catalog: made with `toleratesOld: [.tickets]`, so that the first job does not wait for them.
    ///   - threads: of the lowest priority, and not those of the jobs.
    public init(
        store: any Store, catalog: IndexCatalog, threads: WorkThreads, ticketPause: Duration,
        observer: any JobObserver
    ) {
        self.store = store
        self.catalog = catalog
        self.threads = threads
        self.ticketPause = ticketPause
        // A service that starts has more urgent things to do.
        nextTickets = .now + ticketPause / 10
        self.observer = observer
    }

    /// Looks at the store's generations and begins to build what has changed; returns at once. Cheap: one read.
    public func check() {
        let now = ContinuousClock.now
        guard running == nil, !isStopped, now >= nextCheck else { return }
        // Asked with every look at the queue, which under load is a thousand times a second.
        nextCheck = now + .milliseconds(500)
        guard let generations = try? store.generations() else { return }
        if generations.documents != documents {
            begin(.documents) { self.documents = generations.documents }
        } else if generations.tickets != tickets, now >= nextTickets {
            nextTickets = now + ticketPause
            begin(.tickets) { self.tickets = generations.tickets }
        }
    }

    /// Ends what is being built and begins nothing more.
    public func stop() async {
        isStopped = true
        running?.cancel()
        await running?.value
    }

    private func begin(_ kind: RecordKind, done: @escaping () -> Void) {
        let build = Task(executorPreference: threads) { [catalog] in try catalog.update(kind) }
        running = Task {
            let result = await withTaskCancellationHandler {
                await build.result
            } onCancel: {
                build.cancel()
            }
            running = nil
            switch result {
            case .success(let replaced):
                done()
                if replaced > 0 { observer.observe(.indexUpdated(kind, files: replaced)) }
            case .failure(is CancellationError): break
            case .failure(let error):
                nextCheck = .now + .seconds(30)
                observer.observe(.failed("the index cannot be updated", error))
            }
        }
    }
}
