/// Keeps requests away from an endpoint that has stopped answering. Pure: time comes from outside.
///
///     closed --(threshold failures in a row)--> open --(coolDown gone by)--> half open: one probe
///     half open --(probe succeeds)--> closed        half open --(probe fails)--> open
///
/// See M. Nygard, Release It!, 2nd edition, section “Circuit Breaker”.
public struct CircuitBreaker: Hashable, Sendable {
    public enum State: Hashable, Sendable {
        case closed(failures: Int)
        case open(until: Duration)
        /// `probing`: the one probe is under way.
        case halfOpen(probing: Bool)
    }

    public enum Admission: Hashable, Sendable {
        case admitted
        /// Come back after this long; zero while a probe is under way.
        case refused(retryIn: Duration)
    }

    public let threshold: Int
    public let coolDown: Duration
    public private(set) var state = State.closed(failures: 0)

    public init(threshold: Int = 5, coolDown: Duration = .seconds(30)) {
        self.threshold = max(1, threshold)
        self.coolDown = coolDown
    }

    /// Whether a request may be sent. Who is admitted must report by `succeed`, `fail` or `abandon`.
    ///
    /// - Parameter now: on any clock that does not go back.
    public mutating func admit(at now: Duration) -> Admission {
        switch state {
        case .closed:
            return .admitted
        case .open(let until) where now < until:
            return .refused(retryIn: until - now)
        case .halfOpen(probing: true):
            return .refused(retryIn: .zero)
        case .open, .halfOpen(probing: false):
            state = .halfOpen(probing: true)
            return .admitted
        }
    }

    /// The endpoint answered, with whatever status below 500.
    public mutating func succeed() {
        // An answer to a request sent before the breaker opened does not close it.
        if case .open = state { return }
        state = .closed(failures: 0)
    }

    /// No answer came, or a 5xx.
    public mutating func fail(at now: Duration) {
        switch state {
        case .closed(let failures) where failures + 1 < threshold:
            state = .closed(failures: failures + 1)
        case .closed, .halfOpen:
            state = .open(until: now + coolDown)
        case .open:
            break
        }
    }

    /// The request was given up before anything could be learned from it.
    public mutating func abandon() {
        if case .halfOpen(probing: true) = state { state = .halfOpen(probing: false) }
    }
}
