public import Domain
public import Drafting
import Foundation
public import Retrieval
public import Storage

/// What one process needs to work on jobs, put together: threads, index files, enricher, worker.
public struct WorkParts: Sendable {
    public struct Plan: Sendable {
        /// The data directory.
        public var directory: String
        /// Threads that enrich; nil for as many as there are cores.
        public var concurrency: Int?
        public var deadline: Duration = .seconds(300)
        /// Of index files that are made here.
        public var ticketIndexPause: Duration = .seconds(300)
        public var weighting = Weighting()
        public var policy = Policy.local
        public var clientPolicies: [ClientID: Policy] = [:]
        /// nil: drafts are extractive.
        public var model: ModelEndpoint?
        /// Requests to the model under way at once.
        public var modelCalls = 0
        /// What reads tickets anew from the systems they live in, by source.
        public var sources: [String: any TicketSource] = [:]
        /// Is told what stands of drafts while they are made.
        public var follower: (any JobFollower)?

        public init(directory: String) {
            self.directory = directory
        }
    }

    public let worker: JobWorker
    /// The enricher that fits the store.
    public let enrichers: CurrentEnricher
    private let index: IndexParts
    private let threads: WorkThreads
    /// Whether drafts are made by a model where the client allows it.
    public let hasModel: Bool
    private let seat: WorkerSeat

    /// - Parameter index: the index files where the process searches elsewhere too; nil makes them. They are stopped when
    ///   `run` ends.
    /// - Throws: `Problem` when no seat for a worker is free in the data directory.
    public init(
        _ plan: Plan, store: SQLiteStore, queue: any JobQueue, index: IndexParts? = nil,
        clock: any Clock = SystemClock(), observer: any JobObserver = SilentJobObserver()
    ) throws {
        hasModel = plan.model != nil
        let count = plan.concurrency ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
        seat = try WorkerSeat.take(directory: plan.directory)
        threads = WorkThreads(count: count, niceness: 10, name: "enrich")
        let index =
            index
            ?? IndexParts(
                store: store, directory: plan.directory, ticketPause: plan.ticketIndexPause, observer: observer)
        self.index = index
        enrichers = CurrentEnricher(store: store, threads: threads) {
            try Enricher(
                store: store, catalog: index.catalog,
                drafting: try DraftingStage(
                    store: store, standard: plan.policy, overrides: plan.clientPolicies, model: plan.model),
                weighting: plan.weighting)
        }
        // One more than there are threads, so that none waits for the next lease to be written; and some that wait for
        // a model or a vendor, and need no thread meanwhile.
        var configuration = JobWorker.Configuration(
            owner: seat.owner, jobs: count + 1 + plan.modelCalls + 4 * plan.sources.count)
        configuration.deadline = plan.deadline
        worker = JobWorker(
            queue: queue, enrichers: enrichers, sources: plan.sources, threads: threads, upkeep: index.upkeep,
            changes: store.changes, configuration: configuration, clock: clock, observer: observer,
            follower: plan.follower)
    }

    /// Enriches a kept ticket once more, in another way, on the threads that enrich.
    ///
    /// - Parameter observer: is told what stands so far.
    public func enrich(
        _ ticket: Ticket, wish: DraftWish, observer: any DraftObserver = SilentDraftObserver()
    ) async throws -> EnrichmentRecord {
        let enricher = try await enrichers.enricher()
        let task = Task(executorPreference: threads) {
            try await enricher.enrich(ticket, wish: wish, observer: observer).record
        }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// What a call to the model would send for a kept ticket, on the threads that enrich. Nothing is sent.
    public func preview(_ ticket: Ticket) async throws -> OutboundPreview {
        let enricher = try await enrichers.enricher()
        return try await Task(executorPreference: threads) { try enricher.preview(ticket) }.value
    }

    /// Works until `worker.stop()` is called or the task is cancelled, then ends the threads.
    public func run(untilEmpty: Bool = false) async {
        await worker.run(untilEmpty: untilEmpty)
        await index.stop()
        threads.stop()
    }
}
