import Foundation

/// How long each of many calls took.
struct Latencies: Sendable {
    /// Milliseconds.
    var values: [Double] = []

    mutating func add(since start: ContinuousClock.Instant) {
        values.append(Self.milliseconds(since: start))
    }

    static func milliseconds(since start: ContinuousClock.Instant) -> Double {
        let elapsed = (ContinuousClock.now - start).components
        return Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) / 1e15
    }

    static let head = row(
        "", ["p50 ms", "p99 ms", "p99.9 ms", "max ms", "per second"])

    func line(_ name: String, perSecond: Double? = nil) -> String {
        let sorted = values.sorted()
        func at(_ share: Double) -> String {
            sorted.isEmpty ? "" : Self.number(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
        }
        let rate = perSecond.map { "\(Int($0.rounded()))" } ?? ""
        return Self.row(name, [at(0.5), at(0.99), at(0.999), sorted.last.map { Self.number($0) } ?? "", rate])
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        name + String(repeating: " ", count: max(1, 40 - name.count))
            + cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }

    private static func number(_ value: Double) -> String {
        String(Double(Int(value * 100 + 0.5)) / 100)
    }
}
