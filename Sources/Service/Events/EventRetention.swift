public import Domain
public import Logging
public import ServiceLifecycle

/// Forgets events that nobody can be expected to resume from any more.
public struct EventRetention: Service {
    private let store: any ReviewStore
    private let clock: any Clock
    private let logger: Logger
    /// How long events are kept.
    public static let days: Int64 = 7

    public init(store: any ReviewStore, clock: any Clock = SystemClock(), logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await prune()
                try await Task.sleep(for: .seconds(3600))
            }
        }
    }

    /// What cannot be forgotten now is forgotten later.
    func prune() async {
        do {
            try await store.pruneEvents(before: clock.now().adding(seconds: -Self.days * 86_400))
        } catch {
            logger.warning("old events could not be forgotten", metadata: ["error": "\(type(of: error))"])
        }
    }
}
