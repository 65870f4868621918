public import Domain

/// What happens while jobs are worked on, for logs and metrics. Holds ids and numbers, no ticket text.
public enum WorkEvent: Sendable {
    /// A job ended or was handed back.
    case job(JobReport)
    /// Index files took the place of older ones.
    case indexUpdated(RecordKind, files: Int)
    /// No jobs are leased for that long, since the store cannot be used.
    case paused(seconds: Double, any Error)
    /// Something in the background failed and will be tried again.
    case failed(String, any Error)
    /// What a sweep removed or repaired, by name; only what is not 0.
    case swept([String: Int])
}

/// How one job went.
public struct JobReport: Sendable {
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// A draft is stored.
        case drafted
        /// It failed and will be tried again.
        case delayed
        /// It failed and will not be tried again unless a person asks for it.
        case dead
        /// Handed back without counting: at shutdown, or because the store could not be used.
        case released
        /// Another worker has it, or newer content took its place; the work was dropped.
        case lost
    }

    public var job: Job
    public var outcome: Outcome
    /// From lease to end.
    public var seconds: Double
    /// From arrival to end, by the clock of the machine.
    public var ageSeconds: Double
    /// Of a drafted job.
    public var record: EnrichmentRecord?
    /// Why, where it did not succeed.
    public var reason: String?
}

/// Called from any thread; must return quickly.
public protocol JobObserver: Sendable {
    func observe(_ event: WorkEvent)
}

/// Looks away.
public struct SilentJobObserver: JobObserver {
    public init() {}
    public func observe(_ event: WorkEvent) {}
}

/// Tells several.
public struct JobObservers: JobObserver {
    private let observers: [any JobObserver]

    public init(_ observers: [any JobObserver]) {
        self.observers = observers
    }

    public func observe(_ event: WorkEvent) {
        for observer in observers { observer.observe(event) }
    }
}
