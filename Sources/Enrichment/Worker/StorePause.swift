/// How long to leave the store alone after it failed: twice as long each time, at most half a minute, with jitter, until
/// something succeeds.
struct StorePause {
    private var failures = 0
    private var until = ContinuousClock.now

    var isOn: Bool { ContinuousClock.now < until }
    var remaining: Duration { max(.zero, until - ContinuousClock.now) }

    /// The length of the new pause in seconds.
    mutating func begin(jitter: Double = Double.random(in: 0.5...1)) -> Double {
        let seconds = min(30, 0.5 * Double(1 << min(failures, 10))) * jitter
        failures += 1
        until = .now + .milliseconds(Int64(seconds * 1000))
        return seconds
    }

    mutating func end() {
        failures = 0
        until = .now
    }
}
