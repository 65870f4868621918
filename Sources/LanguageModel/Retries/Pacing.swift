public import CurlTransport
import Glibc

/// Time and chance for retries, so that tests can say what they are.
public struct Pacing: Sendable {
    /// A clock that does not go back; where it starts does not matter.
    public var now: @Sendable () -> Duration
    /// Seconds since 1970, for `Retry-After` dates.
    public var wallClock: @Sendable () -> Int64
    /// Throws `CancellationError` when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// Evenly distributed in 0..<1.
    public var chance: @Sendable () -> Double

    public init(
        now: @escaping @Sendable () -> Duration, wallClock: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Duration) async throws -> Void, chance: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.wallClock = wallClock
        self.sleep = sleep
        self.chance = chance
    }

    /// The machine's clocks and random numbers.
    public static var system: Pacing {
        let origin = ContinuousClock.now
        return Pacing(
            now: { ContinuousClock.now - origin }, wallClock: { Int64(time(nil)) },
            sleep: { try await Task.sleep(for: $0) }, chance: { Double.random(in: 0..<1) })
    }
}

extension RetryPolicy.Failure {
    /// What a failed exchange means for trying again.
    public init(_ error: TransportError) {
        switch error.kind {
        case .staleConnection: self = .staleConnection
        case .resolve, .connect, .closedMidway, .timeout, .other: self = .connection
        case .invalidURL, .insecure, .invalidRequest, .proxy, .tls, .tooLarge, .headersTooLarge, .malformedResponse,
            .shutDown:
            self = .permanent
        }
    }
}
