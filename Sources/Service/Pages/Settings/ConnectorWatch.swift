public import Domain
import Synchronization

/// What came of deliveries, vendor calls and sweeps since the process started. Numbers and times alone.
public final class ConnectorWatch: Sendable {
    /// How something has gone so far.
    struct Record: Hashable, Sendable {
        var successes = 0
        var failures = 0
        var lastSuccess: Timestamp?
        var lastFailure: Timestamp?
        /// A word from a closed list: `refused_signature`.
        var lastReason: String?
        /// Of the failures, those of unproved senders.
        var refused = 0
    }

    private struct State {
        var webhooks: [String: Record] = [:]
        var vendors: [String: Record] = [:]
        var lastSweep: Timestamp?
    }

    private let state = Mutex(State())
    private let clock: any Clock

    public init(clock: any Clock = SystemClock()) {
        self.clock = clock
    }

    func webhook(_ source: String) -> Record { state.withLock { $0.webhooks[source] ?? Record() } }
    func vendor(_ source: String) -> Record { state.withLock { $0.vendors[source] ?? Record() } }
    var lastSweep: Timestamp? { state.withLock { $0.lastSweep } }

    func swept(at now: Timestamp) { state.withLock { $0.lastSweep = now } }

    func called(_ source: String, isSuccess: Bool) {
        let now = clock.now()
        state.withLock { Self.note(isSuccess, nil, now, &$0.vendors[source, default: Record()]) }
    }

    private static func note(_ isSuccess: Bool, _ reason: String?, _ now: Timestamp, _ record: inout Record) {
        if isSuccess {
            record.successes += 1
            record.lastSuccess = now
        } else {
            record.failures += 1
            record.lastFailure = now
            record.lastReason = reason
        }
    }
}

extension ConnectorWatch: WebhookObserver {
    public func webhook(_ source: String, _ outcome: WebhookOutcome, seconds: Double) {
        let now = clock.now()
        state.withLock { state in
            let isSuccess = outcome == .accepted || outcome == .repeated
            Self.note(isSuccess, isSuccess ? nil : outcome.label, now, &state.webhooks[source, default: Record()])
            if case .refused = outcome { state.webhooks[source, default: Record()].refused += 1 }
        }
    }

    /// The same source, with what becomes of its calls noted.
    public func watching(_ sources: [String: any TicketSource]) -> [String: any TicketSource] {
        sources.reduce(into: [:]) { watched, entry in
            watched[entry.key] = WatchedSource(base: entry.value, name: entry.key, watch: self)
        }
    }
}

/// Tells each observer.
public struct WebhookObservers: WebhookObserver {
    private let observers: [any WebhookObserver]

    public init(_ observers: [any WebhookObserver]) {
        self.observers = observers
    }

    public func webhook(_ source: String, _ outcome: WebhookOutcome, seconds: Double) {
        for observer in observers { observer.webhook(source, outcome, seconds: seconds) }
    }
}

private struct WatchedSource: TicketSource {
    let base: any TicketSource
    let name: String
    let watch: ConnectorWatch

    func ticket(_ id: TicketID) async throws -> Ticket? {
        do {
            let ticket = try await base.ticket(id)
            watch.called(name, isSuccess: true)
            return ticket
        } catch let error as CancellationError {
            throw error
        } catch {
            watch.called(name, isSuccess: false)
            throw error
        }
    }
}
