/// Wall-clock time since it was made.
struct Stopwatch: Sendable {
    private let start = ContinuousClock.now

    var milliseconds: Double {
        let duration = ContinuousClock.now - start
        let value = Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
        return (value * 1000).rounded() / 1000
    }
}
