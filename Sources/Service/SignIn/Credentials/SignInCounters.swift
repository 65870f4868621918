import Synchronization

/// How often people and programs got in or were refused, since the start of the process.
public final class SignInCounters: Sendable {
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        case password, link, provider
        case passwordRefused = "password_refused"
        case linkRefused = "link_refused"
        case providerRefused = "provider_refused"
        case bearerRefused = "bearer_refused"
        case sessionRefused = "session_refused"
        case crossSiteRefused = "cross_site_refused"
        case limited
    }

    private let counts = Mutex<[Outcome: Int]>([:])

    public init() {}

    func add(_ outcome: Outcome) {
        counts.withLock { $0[outcome, default: 0] += 1 }
    }

    /// Every outcome with its count, in a fixed order; for metrics.
    public func snapshot() -> [(outcome: Outcome, count: Int)] {
        let counts = counts.withLock { $0 }
        return Outcome.allCases.map { ($0, counts[$0] ?? 0) }
    }
}
