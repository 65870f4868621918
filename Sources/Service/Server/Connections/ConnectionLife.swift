import NIOCore
import Settings

/// What a connection waits for, and until when. Knows nothing of sockets; times are the event loop's.
struct ConnectionLife {
    enum Phase: Hashable {
        /// A request head must be complete soon (from the first byte, or from the connection's beginning).
        case head(since: NIODeadline)
        /// Kept alive between requests.
        case idle(since: NIODeadline)
        /// At least one request is being received, worked on or answered.
        case active
    }

    /// How ready a connection is to be dropped for the sake of a new one: the lowest first.
    enum Rank: Int, Hashable, Comparable {
        case head, body, stalled, idle

        static func < (lhs: Rank, rhs: Rank) -> Bool { lhs.rawValue < rhs.rawValue }
    }

    /// What the client owes in one exchange.
    enum Debt: Hashable {
        case nothing
        /// It has not sent its whole body.
        case body(since: NIODeadline)
        /// It does not take the answer.
        case reading(since: NIODeadline)
    }

    private(set) var phase: Phase
    /// HTTP/2: control frames arrive at any time and begin no request.
    var isMultiplexed = false
    private var exchanges = 0
    private var hasEarlyBytes = false
    private var debts: [ObjectIdentifier: Debt] = [:]
    private let head: TimeAmount
    private let idle: TimeAmount

    init(_ limits: ServerLimits, now: NIODeadline) {
        phase = .head(since: now)
        head = .seconds(of: limits.head)
        idle = .seconds(of: limits.idle)
    }

    mutating func bytesArrived(_ now: NIODeadline) {
        switch phase {
        case .idle where !isMultiplexed: phase = .head(since: now)
        case .active: hasEarlyBytes = true
        default: break
        }
    }

    /// A request head is complete.
    mutating func exchangeBegan() {
        exchanges += 1
        hasEarlyBytes = false
        phase = .active
    }

    /// The request's last byte arrived: what comes now belongs to the next one.
    mutating func requestEnded() {
        hasEarlyBytes = false
    }

    mutating func exchangeEnded(_ now: NIODeadline) {
        exchanges = max(0, exchanges - 1)
        guard exchanges == 0 else { return }
        phase = hasEarlyBytes && !isMultiplexed ? .head(since: now) : .idle(since: now)
        hasEarlyBytes = false
    }

    /// - Parameter stream: the exchange's place in the connection; HTTP/1 has one.
    mutating func owes(_ debt: Debt, stream: ObjectIdentifier) {
        debts[stream] = debt == .nothing ? nil : debt
    }

    /// When the connection is to be closed unless something happens; nil while the exchange's own limits hold.
    var deadline: NIODeadline? {
        switch phase {
        case .head(let since): since + head
        case .idle(let since): since + idle
        case .active: nil
        }
    }

    /// Whether it may be dropped to make room, and since when it has kept us waiting; nil while an answer is being
    /// worked on.
    var rank: (Rank, since: NIODeadline)? {
        switch phase {
        case .head(let since): return (.head, since)
        case .idle(let since): return (.idle, since)
        case .active:
            guard debts.count >= exchanges, exchanges > 0 || !debts.isEmpty else { return nil }
            return debts.values.compactMap { debt in
                switch debt {
                case .nothing: nil
                case .body(let since): (Rank.body, since)
                case .reading(let since): (Rank.stalled, since)
                }
            }.max { $0.1 < $1.1 }
        }
    }
}

extension TimeAmount {
    static func seconds(of seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}
