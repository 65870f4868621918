import Synchronization

/// Counters, gauges and histograms, and how Prometheus reads them.
public final class MetricsRegistry: Sendable {
    private struct State {
        var families: [MetricFamily] = []
        var collectors: [@Sendable (inout MetricsText) -> Void] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// A count that only grows; its name ends in `_total`.
    public func counter(_ name: String, _ help: String, labels: [String] = []) -> MetricFamily {
        add(MetricFamily(name: name, help: help, kind: .counter, labels: labels))
    }

    public func gauge(_ name: String, _ help: String, labels: [String] = []) -> MetricFamily {
        add(MetricFamily(name: name, help: help, kind: .gauge, labels: labels))
    }

    /// - Parameter buckets: upper bounds, ascending; infinity is added.
    public func histogram(
        _ name: String, _ help: String, labels: [String] = [], buckets: [Double] = MetricFamily.seconds
    ) -> MetricFamily {
        add(MetricFamily(name: name, help: help, kind: .histogram(buckets), labels: labels))
    }

    /// Values that are looked up when somebody asks, such as the length of a queue.
    public func collect(_ body: @escaping @Sendable (inout MetricsText) -> Void) {
        state.withLock { $0.collectors.append(body) }
    }

    private func add(_ family: MetricFamily) -> MetricFamily {
        state.withLock { $0.families.append(family) }
        return family
    }

    /// Everything in the text format 0.0.4.
    public func text() -> String {
        let (families, collectors) = state.withLock { ($0.families, $0.collectors) }
        var text = MetricsText()
        for family in families { family.write(to: &text) }
        for collect in collectors { collect(&text) }
        return text.text
    }
}
