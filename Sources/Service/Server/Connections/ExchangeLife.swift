import NIOCore
import Settings

/// How a request's body comes in and its answer goes out, against the limits for slow clients. One for an HTTP/1
/// connection (which may have several requests under way) or for an HTTP/2 stream. Knows nothing of sockets.
struct ExchangeLife {
    private enum Inbound {
        case between
        /// `paused`: nanoseconds in which the service itself did not want to read; they do not count.
        case body(since: NIODeadline, bytes: Int, paused: Int64)
        /// The answer is complete but the body is not: the rest is passed over, within narrow limits.
        case draining(since: NIODeadline, bytes: Int)
    }

    enum Reason: String, Hashable {
        case slowBody = "slow_body"
        case stalled
        case unreadBody = "unread_body"
    }

    private let limits: ServerLimits
    private var inbound = Inbound.between
    private var pausedSince: NIODeadline?
    /// Answers not complete.
    private var answers = 0
    /// Writes the client has not taken, and when it last took something.
    private var outstanding = 0
    private var lastProgress: NIODeadline?

    /// Of a body nobody wants: enough that a sender of somewhat too much still reads its 413.
    static let drainedBytes = 8_388_608
    static let drainTime = TimeAmount.seconds(5)

    init(_ limits: ServerLimits) {
        self.limits = limits
    }

    mutating func headArrived(_ now: NIODeadline) {
        inbound = .body(since: now, bytes: 0, paused: 0)
        answers += 1
    }

    mutating func bodyArrived(_ count: Int) {
        switch inbound {
        case .between: break
        case .body(let since, let bytes, let paused):
            inbound = .body(since: since, bytes: bytes + count, paused: paused)
        case .draining(let since, let bytes): inbound = .draining(since: since, bytes: bytes + count)
        }
    }

    mutating func requestEnded() {
        inbound = .between
    }

    /// The service does not want to read on for now.
    mutating func readingPaused(_ now: NIODeadline) {
        if pausedSince == nil { pausedSince = now }
    }

    mutating func readingResumed(_ now: NIODeadline) {
        guard let since = pausedSince else { return }
        pausedSince = nil
        if case .body(let start, let bytes, let paused) = inbound {
            inbound = .body(since: start, bytes: bytes, paused: paused + max(0, (now - max(since, start)).nanoseconds))
        }
    }

    mutating func writeBegan(_ now: NIODeadline) {
        if outstanding == 0 { lastProgress = now }
        outstanding += 1
    }

    mutating func writeTaken(_ now: NIODeadline) {
        outstanding = max(0, outstanding - 1)
        lastProgress = now
    }

    mutating func answerEnded(_ now: NIODeadline) {
        answers = max(0, answers - 1)
        // A head of the next request may have come already; only this request's own body is passed over.
        if answers == 0, case .body = inbound { inbound = .draining(since: now, bytes: 0) }
    }

    /// When the client is given up unless something happens.
    var deadline: NIODeadline? {
        let stall = outstanding > 0 ? lastProgress.map { $0 + .seconds(of: limits.stall) } : nil
        return [bodyDeadline, stall].compactMap { $0 }.min()
    }

    private var bodyDeadline: NIODeadline? {
        switch inbound {
        case .between: return nil
        case .body(let since, let bytes, let paused):
            guard pausedSince == nil else { return nil }
            let earned = limits.bodyRate > 0 ? Double(bytes) / Double(limits.bodyRate) : .infinity
            return since + .nanoseconds(paused) + .seconds(of: min(limits.body, limits.bodyGrace + earned))
        case .draining(let since, let bytes):
            return bytes > Self.drainedBytes ? since : since + Self.drainTime
        }
    }

    /// Why the client is to be given up now; nil when it is not.
    func verdict(_ now: NIODeadline) -> Reason? {
        if let bodyDeadline, bodyDeadline <= now {
            if case .draining = inbound { return .unreadBody }
            return .slowBody
        }
        if outstanding > 0, let lastProgress, lastProgress + .seconds(of: limits.stall) <= now { return .stalled }
        return nil
    }

    var debt: ConnectionLife.Debt {
        if outstanding > 0, let lastProgress { return .reading(since: lastProgress) }
        if case .body(let since, _, _) = inbound, pausedSince == nil { return .body(since: since) }
        return .nothing
    }
}
