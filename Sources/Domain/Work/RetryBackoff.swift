/// How long a failed job waits before its next attempt: exponential with full jitter, a uniformly random share of a
/// ceiling that doubles with each attempt (M. Brooker, “Exponential Backoff And Jitter”, AWS Architecture Blog, 2015),
/// so that jobs which failed together do not come back together.
public struct RetryBackoff: Hashable, Sendable {
    /// Ceiling of the first wait, in milliseconds.
    public var base: Int64
    /// No wait is longer, in milliseconds.
    public var cap: Int64
    /// A job that has used up this many attempts is dead.
    public var maxAttempts: Int

    public init(base: Int64 = 5_000, cap: Int64 = 900_000, maxAttempts: Int = 8) {
        self.base = max(0, base)
        self.cap = max(0, cap)
        self.maxAttempts = max(1, maxAttempts)
    }

    /// The longest wait after attempt number `attempt` (from 1), in milliseconds.
    public func ceiling(afterAttempt attempt: Int) -> Int64 {
        let doublings = min(max(0, attempt - 1), 40)
        let (value, overflow) = base.multipliedReportingOverflow(by: 1 << Int64(doublings))
        return overflow ? cap : min(cap, value)
    }

    /// The wait after attempt number `attempt` (from 1), in milliseconds: between 0 and the ceiling.
    public func delay(afterAttempt attempt: Int, jitter: inout some RandomNumberGenerator) -> Int64 {
        Int64.random(in: 0...ceiling(afterAttempt: attempt), using: &jitter)
    }
}
