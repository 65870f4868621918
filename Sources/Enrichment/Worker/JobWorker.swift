public import Domain
public import Storage
import Synchronization

/// Works on the queue: leases jobs, has them enriched on threads of low priority, stores their drafts.
///
/// At least once, and at most one draft per content: a job that this worker loses, by a stopped process or a lease that
/// ran out, is done by another, and a result without a lease is dropped by the queue.
public actor JobWorker {
    public struct Configuration: Hashable, Sendable {
        /// The same name after a restart, and of no other process at the same time; see `WorkerSeat`.
        public var owner: String
        /// Jobs leased at once: what the threads compute and what waits for a model.
        public var jobs: Int
        public var lease: Int64 = 60
        public var heartbeat: Duration = .seconds(20)
        /// How long one job may take.
        public var deadline: Duration = .seconds(300)
        /// How long running jobs are waited for at the end.
        public var grace: Duration = .seconds(8)
        /// How often the queue is looked at without any sign of a change, since other processes write too.
        public var poll: Duration = .seconds(1)

        public init(owner: String, jobs: Int) {
            self.owner = owner
            self.jobs = max(1, jobs)
        }
    }

    struct Running {
        var leased: LeasedJob
        var lease: Lease
        /// Its number in the order; nil where the ticket must be read from its source first.
        var number: Int?
        var begun: ContinuousClock.Instant
        var heartbeatAt: ContinuousClock.Instant
        var task: Task<Void, Never>?
        /// Its result is being stored, which no deadline ends.
        var isSettling = false
    }

    let queue: any JobQueue
    let clock: any Clock
    let configuration: Configuration
    let observer: any JobObserver
    let threads: WorkThreads
    let enrichment: JobEnrichment
    let order: IncidentOrder
    let upkeep: IndexUpkeep?
    private let follower: (any JobFollower)?
    private let changes: ChangeSignal?
    private let pokes: AsyncStream<Void>
    nonisolated private let poker: AsyncStream<Void>.Continuation
    nonisolated private let stopping = Atomic(false)

    /// By job id.
    var running: [Int64: Running] = [:]
    /// Runs that were given up and still hold a thread, by fencing token.
    var abandoned: Set<Int64> = []
    /// How often a job was handed back because of the store.
    var releases: [Int64: Int] = [:]
    var pause = StorePause()
    private var isQueueEmpty = false
    /// Jobs still to be worked on one at a time, since one of as many may have ended this worker's predecessor: it shall
    /// not take others with it again.
    var suspects = 0

    /// - Parameters:
    ///   - sources: what reads tickets anew from the systems they live in, by source.
    ///   - upkeep: asked to look at the index files with every look at the queue.
    ///   - changes: fires when the queue may have changed.
    ///   - follower: is told what stands of drafts while they are made.
    public init(
        queue: any JobQueue, enrichers: CurrentEnricher, sources: [String: any TicketSource] = [:],
        threads: WorkThreads, upkeep: IndexUpkeep? = nil, changes: ChangeSignal? = nil,
        configuration: Configuration, clock: any Clock = SystemClock(), observer: any JobObserver = SilentJobObserver(),
        follower: (any JobFollower)? = nil
    ) {
        self.follower = follower
        self.queue = queue
        self.clock = clock
        self.configuration = configuration
        self.observer = observer
        self.threads = threads
        self.upkeep = upkeep
        self.changes = changes
        order = IncidentOrder()
        enrichment = JobEnrichment(
            enrichers: enrichers, sources: sources, order: order, actor: Actor(.system, "worker"),
            observer: observer)
        (pokes, poker) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes no further jobs, gives the running ones `grace` to end, hands the rest back; then `run` returns.
    nonisolated public func stop() {
        stopping.store(true, ordering: .sequentiallyConsistent)
        poker.yield()
    }

    nonisolated var isStopping: Bool { stopping.load(ordering: .sequentiallyConsistent) }

    nonisolated func poke() { poker.yield() }

    /// Works until `stop` is called or the task is cancelled.
    ///
    /// - Parameter untilEmpty: also return when no job is ready and none is running.
    public func run(untilEmpty: Bool = false) async {
        let poller = Task { [poker, poll = configuration.poll] in
            while !Task.isCancelled {
                poker.yield()
                try? await Task.sleep(for: poll)
            }
        }
        let listener = changes.map { changes in
            Task { [poker] in for await _ in changes.changes() { poker.yield() } }
        }
        await withTaskCancellationHandler {
            await reclaim()
            for await _ in pokes {
                if isStopping { break }
                watch()
                await upkeep?.check()
                await fill()
                if untilEmpty, running.isEmpty, isQueueEmpty { break }
            }
            await drain()
        } onCancel: {
            stop()
        }
        poller.cancel()
        listener?.cancel()
    }

    /// What a predecessor of the same name held when its process ended is ready again at once.
    private func reclaim() async {
        while !isStopping {
            do {
                suspects = try await queue.releaseAll(owner: configuration.owner, now: clock.now())
                return
            } catch {
                await rest(after: error)
            }
        }
    }

    private func fill() async {
        while !isStopping, !pause.isOn {
            let free = (suspects > 0 ? 1 : configuration.jobs) - running.count
            guard free > 0 else {
                isQueueEmpty = false
                return
            }
            do {
                let leased = try await queue.lease(
                    limit: free, owner: configuration.owner, seconds: configuration.lease, now: clock.now())
                pause.end()
                isQueueEmpty = leased.isEmpty
                if leased.isEmpty {
                    suspects = 0
                    return
                }
                for job in leased { await start(job) }
            } catch {
                isQueueEmpty = false
                storeFailed(error)
            }
        }
    }

    private func start(_ leased: LeasedJob) async {
        let number: Int? = enrichment.readsFirst(leased) ? nil : await order.number()
        let now = ContinuousClock.now
        running[leased.job.id] = Running(
            leased: leased, lease: leased.lease, number: number, begun: now,
            heartbeatAt: now + configuration.heartbeat)
        let token = leased.lease.token
        let watching = follower?.begins(leased.job)
        let task = Task(executorPreference: threads) { [enrichment] in
            let outcome: Result<JobResult, any Error>
            do {
                outcome = .success(try await enrichment.result(of: leased, number: number, observer: watching))
            } catch {
                outcome = .failure(error)
            }
            await self.ended(leased.job.id, token, outcome)
        }
        running[leased.job.id]?.task = task
    }

    /// Waits for running jobs, then hands back what is left.
    private func drain() async {
        let deadline = ContinuousClock.now + configuration.grace
        if !running.isEmpty, !Task.isCancelled {
            for await _ in pokes {
                watch(beatsOnly: true)
                if running.isEmpty || ContinuousClock.now >= deadline { break }
            }
        }
        for (id, run) in running {
            run.task?.cancel()
            abandon(id, run)
            try? await queue.release(id, run.lease, now: clock.now())
            report(run.leased.job, .released, begun: run.begun)
        }
    }

    private func rest(after error: any Error) async {
        storeFailed(error)
        try? await Task.sleep(for: pause.remaining)
    }
}
