public import Domain
public import Enrichment
public import LanguageModel
import Logging
public import ServiceLifecycle
import Settings
import Storage

/// The worker and the sweeps of one service process, made from its settings.
public struct WorkServices: Sendable {
    /// nil: `work.enabled` is false, and other processes work on the jobs.
    public let parts: WorkParts?
    /// The index files, for the worker and for searches.
    public let index: IndexParts
    public let sweeps: SweepService
    /// Whether the model's endpoint answers; nil where none is configured. Without it drafts are extractive.
    public let endpointCheck: ReadinessCheck?
    /// The configured model; nil where there is none, or `work.enabled` is false.
    public let endpoint: ModelEndpoint?
    /// What is known of its health.
    public let breaker: (@Sendable () -> CircuitBreaker.State)?

    /// What the service's life cycle runs. The worker comes last: at shutdown it ends first.
    public var services: [any Service] {
        var services: [any Service] = [sweeps]
        services.append(parts.map { WorkerService($0) as any Service } ?? IndexService(index))
        return services
    }

    /// - Parameters:
    ///   - directory: the data directory.
    ///   - sources: what reads tickets anew from the systems they live in, by source.
    ///   - observer: is told beside the log.
    ///   - meter: is told of the calls of the model.
    ///   - watch: is told when a sweep is over.
    /// - Throws: `Problem` for a model that cannot be used as configured, or when no seat for a worker is free.
    public init(
        _ environment: ServiceEnvironment, directory: String, sources: [String: any TicketSource] = [:],
        observer: any JobObserver = SilentJobObserver(), meter: (any ModelObserver)? = nil,
        watch: ConnectorWatch? = nil
    ) throws {
        var endpointCheck: ReadinessCheck?
        var configured: ModelEndpoint?
        var breaker: (@Sendable () -> CircuitBreaker.State)?
        let observer = JobObservers([WorkLog(environment.logger), observer, environment.live])
        let work = environment.settings.work
        index = IndexParts(
            store: environment.store, directory: directory, ticketPause: .seconds(work.ticketIndexSeconds),
            observer: observer)
        if work.isEnabled {
            var plan = WorkParts.Plan(directory: directory)
            let settings = environment.settings
            plan.concurrency = work.concurrency
            plan.deadline = .seconds(work.deadlineSeconds)
            plan.weighting = settings.weighting
            plan.policy = settings.defaultPolicy
            plan.clientPolicies = settings.clientPolicies
            plan.sources = sources
            plan.follower = environment.live
            if let llm = settings.llm {
                var (endpoint, warnings) = try ModelEndpoint.configured(
                    llm, promptDirectory: settings.promptDirectory, ledger: environment.store)
                for warning in warnings { environment.logger.warning("\(warning.what)") }
                if let model = endpoint.model as? OpenAIChatModel {
                    breaker = { model.breakerState }
                    endpointCheck = ReadinessCheck("endpoint", isOptional: true) {
                        model.isResting ? "it failed too often; drafts are made by extraction" : nil
                    }
                }
                if let meter {
                    endpoint.model = MeteredModel(
                        base: endpoint.model, endpoint: endpoint.endpoint, observer: meter)
                }
                plan.model = endpoint
                configured = endpoint
                plan.modelCalls = llm.maxConcurrency
            }
            parts = try WorkParts(
                plan, store: environment.store, queue: environment.store, index: index,
                clock: environment.clock, observer: observer)
        } else {
            parts = nil
        }
        self.endpointCheck = endpointCheck
        endpoint = configured
        self.breaker = breaker
        var duties = SweepDuty.standard(environment)
        if let watch {
            duties.append(
                SweepDuty("watch") { now in
                    watch.swept(at: now)
                    return 0
                })
        }
        sweeps = SweepService(
            duties, pause: .seconds(work.sweepSeconds), clock: environment.clock,
            observer: observer)
    }
}
