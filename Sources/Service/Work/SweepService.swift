public import Domain
public import Enrichment
public import ServiceLifecycle

/// One duty of a sweep.
public struct SweepDuty: Sendable {
    /// For logs and metrics: `retention`, `sessions`.
    public var name: String
    /// Does it and returns how much there was to do.
    public var run: @Sendable (_ now: Timestamp) async throws -> Int

    public init(_ name: String, run: @escaping @Sendable (_ now: Timestamp) async throws -> Int) {
        self.name = name
        self.run = run
    }
}

/// Runs the duties from time to time. One that fails is reported and tried again the next time; it ends neither the
/// others nor the service.
public struct SweepService: Service {
    private let duties: [SweepDuty]
    private let pause: Duration
    private let clock: any Clock
    private let observer: any JobObserver

    /// - Parameter pause: between two sweeps; each is up to a quarter shorter, by chance, so that several processes do
    ///   not sweep at the same moment for ever.
    public init(
        _ duties: [SweepDuty], pause: Duration, clock: any Clock = SystemClock(),
        observer: any JobObserver = SilentJobObserver()
    ) {
        self.duties = duties
        self.pause = pause
        self.clock = clock
        self.observer = observer
    }

    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            // Not at once: a service that starts has other things to do.
            try await Task.sleep(for: min(pause, .seconds(10)))
            while !Task.isCancelled {
                await sweep()
                try await Task.sleep(for: pause * Double.random(in: 0.75...1))
            }
        }
    }

    /// Runs each duty once.
    public func sweep() async {
        var counts: [String: Int] = [:]
        for duty in duties {
            do {
                let count = try await duty.run(clock.now())
                if count > 0 { counts[duty.name] = count }
            } catch is CancellationError {
                return
            } catch {
                observer.observe(.failed("the sweep “\(duty.name)” failed", error))
            }
        }
        if !counts.isEmpty { observer.observe(.swept(counts)) }
    }
}
