/// Requests by route, method and status, with how long they took.
struct RequestMetrics: Sendable {
    /// Asked for by machines every few seconds.
    static let quietRoutes: Set = ["/healthz", "/readyz", "/metrics"]

    private let seconds: MetricFamily
    private let open: MetricFamily

    init(_ registry: MetricsRegistry) {
        seconds = registry.histogram(
            "sidenote_http_request_seconds", "Time from a request's head to its whole answer.",
            labels: ["route", "method", "status"])
        open = registry.gauge("sidenote_http_requests_open", "Requests being received, worked on or answered.")
    }

    func began() {
        open.add(1)
    }

    func ended(route: String, method: String, status: Int, elapsed: Duration) {
        open.add(-1)
        seconds.observe(elapsed.inSeconds, [route, method, String(status)])
    }
}
