/// The service's own metrics: what the parts report becomes numbers here. Clients are named by id alone.
public struct ServiceMetrics: DeliveryObserver, WorkObserver, ModelObserver {
    public let registry: MetricsRegistry
    let requests: RequestMetrics
    private let acknowledgements: MetricFamily
    private let attempts: MetricFamily
    private let drafts: MetricFamily
    private let calls: MetricFamily
    private let tokens: MetricFamily
    private let cost: MetricFamily
    private let dropped: MetricFamily

    public init(_ registry: MetricsRegistry = MetricsRegistry()) {
        self.registry = registry
        requests = RequestMetrics(registry)
        acknowledgements = registry.histogram(
            "sidenote_delivery_acknowledgement_seconds", "Time from a delivery's head to its durable answer.",
            labels: ["source", "outcome"])
        attempts = registry.histogram(
            "sidenote_work_attempt_seconds", "Time of one attempt at a job.", labels: ["mode", "outcome"])
        drafts = registry.histogram(
            "sidenote_draft_seconds", "Time from a delivery to its draft.", labels: ["mode", "client_id"])
        calls = registry.histogram(
            "sidenote_model_call_seconds", "Time of one call of the model's endpoint.",
            labels: ["endpoint", "outcome"])
        tokens = registry.counter(
            "sidenote_model_tokens_total", "Tokens used.", labels: ["direction", "client_id"])
        cost = registry.counter(
            "sidenote_model_cost_total", "Cost in the unit of llm.price.", labels: ["client_id"])
        dropped = registry.counter(
            "sidenote_connections_dropped_total", "Connections refused or closed for being slow.", labels: ["reason"])
    }

    public func acknowledged(source: String, outcome: String, seconds: Double) {
        acknowledgements.observe(seconds, [source, outcome])
    }

    public func attempted(mode: String, outcome: String, seconds: Double) {
        attempts.observe(seconds, [mode, outcome])
    }

    public func drafted(clientID: String?, mode: String, seconds: Double) {
        drafts.observe(seconds, [mode, clientID ?? ""])
    }

    public func called(endpoint: String, outcome: String, seconds: Double) {
        calls.observe(seconds, [endpoint, outcome])
    }

    public func used(inputTokens: Int, outputTokens: Int, cost: Double, clientID: String?) {
        let client = clientID ?? ""
        tokens.add(Double(inputTokens), ["input", client])
        tokens.add(Double(outputTokens), ["output", client])
        self.cost.add(cost, [client])
    }

    func droppedConnection(_ reason: String) {
        dropped.add(1, [reason])
    }
}
