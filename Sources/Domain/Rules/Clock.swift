#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where “now” comes from, so that tests and backtests can say what time it is.
public protocol Clock: Sendable {
    func now() -> Timestamp
}

/// The machine's real-time clock.
public struct SystemClock: Clock {
    public init() {}

    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// A clock that stands still.
public struct FixedClock: Clock {
    public var time: Timestamp

    public init(_ time: Timestamp) {
        self.time = time
    }

    public func now() -> Timestamp { time }
}
