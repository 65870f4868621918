/// When a failed request is sent again, and after which pause. Pure: time and chance come from outside.
///
/// - Statuses 408, 409, 429 and 5xx and failures of the connection are tried again; any other status is not.
/// - The pause is drawn evenly from zero to `base * 2^n`, at most `cap` (“full jitter”: M. Brooker, Exponential
///   Backoff and Jitter, AWS Architecture Blog, 2015).
/// - `Retry-After` is a lower bound of the pause. Longer than `retryAfterCap`, it ends the matter: knocking before the
///   time asked for would be refused again.
/// - A dead kept connection is tried again once, at once, on a new one, and does not count.
/// - No pause ends after the deadline.
public struct RetryPolicy: Hashable, Sendable {
    public var maxRetries: Int
    public var base: Duration
    public var cap: Duration
    public var retryAfterCap: Duration
    /// For everything together, from the first sending.
    public var deadline: Duration

    public init(
        maxRetries: Int = 3, base: Duration = .milliseconds(500), cap: Duration = .seconds(20),
        retryAfterCap: Duration = .seconds(60), deadline: Duration = .seconds(120)
    ) {
        self.maxRetries = maxRetries
        self.base = base
        self.cap = cap
        self.retryAfterCap = retryAfterCap
        self.deadline = deadline
    }

    /// What became of one sending.
    public enum Failure: Hashable, Sendable {
        /// - Parameter retryAfter: counted from the arrival of the answer.
        case status(Int, retryAfter: Duration?)
        case staleConnection
        /// Refused, reset, timed out, unresolved.
        case connection
        /// Nothing that trying again could change: TLS, a bad address, an answer too large.
        case permanent
    }

    public enum Decision: Hashable, Sendable {
        case retry(after: Duration, freshConnection: Bool)
        case giveUp(Reason)
    }

    public enum Reason: Hashable, Sendable {
        case permanent, retriesUsedUp, deadline
        case askedToWait(Duration)
    }
}

/// The retries of one request so far.
public struct RetryState: Hashable, Sendable {
    public let policy: RetryPolicy
    public private(set) var retries = 0
    public private(set) var usedFreshConnection = false

    public init(_ policy: RetryPolicy) {
        self.policy = policy
    }

    /// - Parameters:
    ///   - elapsed: since the first sending.
    ///   - chance: evenly distributed in 0..<1.
    public mutating func decide(
        after failure: RetryPolicy.Failure, elapsed: Duration, chance: Double
    ) -> RetryPolicy.Decision {
        var floor = Duration.zero
        switch failure {
        case .permanent:
            return .giveUp(.permanent)
        case .staleConnection where !usedFreshConnection:
            usedFreshConnection = true
            return elapsed < policy.deadline ? .retry(after: .zero, freshConnection: true) : .giveUp(.deadline)
        case .status(let status, let retryAfter):
            guard Self.isTemporary(status) else { return .giveUp(.permanent) }
            floor = max(.zero, retryAfter ?? .zero)
            guard floor <= policy.retryAfterCap else { return .giveUp(.askedToWait(floor)) }
        case .connection, .staleConnection:
            break
        }
        guard retries < policy.maxRetries else { return .giveUp(.retriesUsedUp) }
        let pause = max(floor, longestPause * min(max(chance, 0), 1))
        guard elapsed + pause < policy.deadline else { return .giveUp(.deadline) }
        retries += 1
        return .retry(after: pause, freshConnection: failure == .staleConnection)
    }

    /// `base * 2^retries`, at most `cap`.
    private var longestPause: Duration {
        var pause = policy.base
        for _ in 0..<retries {
            if pause >= policy.cap { break }
            pause *= 2
        }
        return min(pause, policy.cap)
    }

    /// Whether another sending may be answered otherwise.
    public static func isTemporary(_ status: Int) -> Bool {
        status == 408 || status == 409 || status == 429 || (500...599).contains(status)
    }
}
