import Synchronization

/// One metric with all its label values.
public final class MetricFamily: Sendable {
    enum Kind: Sendable {
        case counter, gauge
        case histogram([Double])
    }

    private struct Series {
        var value = 0.0
        var buckets: [Int] = []
        var count = 0
    }

    /// Bounds for latencies, from 1 ms to a minute.
    public static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
    /// Further label values count as “other”, so that a mistake cannot fill the memory.
    private static let largestSeriesCount = 1000

    private let name: String
    private let help: String
    private let kind: Kind
    private let labels: [String]
    private let series = Mutex<[[String]: Series]>([:])

    init(name: String, help: String, kind: Kind, labels: [String]) {
        self.name = name
        self.help = help
        self.kind = kind
        self.labels = labels
        // Without labels there is exactly one series, and it is 0 from the beginning.
        if labels.isEmpty { change([]) { _ in } }
    }

    /// - Parameter values: one for each label, in their order.
    public func add(_ amount: Double = 1, _ values: [String] = []) {
        change(values) { $0.value += amount }
    }

    public func set(_ value: Double, _ values: [String] = []) {
        change(values) { $0.value = value }
    }

    public func observe(_ value: Double, _ values: [String] = []) {
        guard case .histogram(let bounds) = kind else { return }
        change(values) { series in
            series.value += value
            series.count += 1
            if let index = bounds.firstIndex(where: { value <= $0 }) { series.buckets[index] += 1 }
        }
    }

    private func change(_ values: [String], _ body: (inout Series) -> Void) {
        guard values.count == labels.count else { return }
        series.withLock { all in
            var key = values
            if all[key] == nil {
                if all.count >= Self.largestSeriesCount { key = labels.map { _ in "other" } }
                if all[key] == nil { all[key] = fresh() }
            }
            guard let index = all.index(forKey: key) else { return }
            body(&all.values[index])
        }
    }

    private func fresh() -> Series {
        guard case .histogram(let bounds) = kind else { return Series() }
        return Series(buckets: Array(repeating: 0, count: bounds.count))
    }

    func write(to text: inout MetricsText) {
        let all = series.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        guard !all.isEmpty else { return }
        switch kind {
        case .counter: text.begin(name, "counter", help)
        case .gauge: text.begin(name, "gauge", help)
        case .histogram: text.begin(name, "histogram", help)
        }
        for (values, series) in all {
            let pairs = Array(zip(labels, values))
            guard case .histogram(let bounds) = kind else {
                text.sample(name, pairs, series.value)
                continue
            }
            var sum = 0
            for (bound, count) in zip(bounds, series.buckets) {
                sum += count
                text.sample(name + "_bucket", pairs + [("le", MetricsText.number(bound))], Double(sum))
            }
            text.sample(name + "_bucket", pairs + [("le", "+Inf")], Double(series.count))
            text.sample(name + "_sum", pairs, series.value)
            text.sample(name + "_count", pairs, Double(series.count))
        }
    }
}
