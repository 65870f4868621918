/// The metrics as text, made at most once a second however often somebody asks.
actor MetricsCache {
    private let registry: MetricsRegistry
    private var last: (text: String, at: ContinuousClock.Instant)?
    private static let lifetime = Duration.seconds(1)

    init(_ registry: MetricsRegistry) {
        self.registry = registry
    }

    func text() -> String {
        if let last, .now - last.at < Self.lifetime { return last.text }
        let text = registry.text()
        last = (text, .now)
        return text
    }
}
