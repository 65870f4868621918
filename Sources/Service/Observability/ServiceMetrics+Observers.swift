public import Domain
public import Enrichment

extension ServiceMetrics: WebhookObserver {
    public func webhook(_ source: String, _ outcome: WebhookOutcome, seconds: Double) {
        acknowledged(source: source, outcome: outcome.label, seconds: seconds)
    }
}

extension ServiceMetrics: JobObserver {
    public func observe(_ event: WorkEvent) {
        guard case .job(let report) = event else { return }
        let mode = report.record?.draft.mode.rawValue ?? ""
        attempted(mode: mode, outcome: report.outcome.rawValue, seconds: report.seconds)
        guard let record = report.record else { return }
        drafted(clientID: record.clientID?.rawValue, mode: mode, seconds: report.ageSeconds)
        guard record.draft.mode == .llm else { return }
        used(
            inputTokens: record.usage.inputTokens, outputTokens: record.usage.outputTokens,
            cost: record.usage.cost ?? 0, clientID: record.clientID?.rawValue)
    }
}

extension ServiceMetrics {
    /// Shows the queue as it is whenever the metrics are read.
    public func watch(_ queue: any JobQueue, clock: any Clock) {
        registry.collect { text in
            guard let figures = try? queue.queueFigures(now: clock.now()) else { return }
            text.begin("sidenote_queue_jobs", "gauge", "Jobs that are not finished.")
            for state in [Job.State.waiting, .delayed, .leased, .dead] {
                text.sample(
                    "sidenote_queue_jobs", [("state", state.rawValue)], Double(figures.counts[state] ?? 0))
            }
            text.gauge(
                "sidenote_queue_oldest_waiting_seconds", "Age of the job that has waited longest.",
                Double(figures.oldestWaitingMilliseconds) / 1000)
            text.gauge("sidenote_queue_paused", "1 while no jobs are given out.", figures.isPaused ? 1 : 0)
        }
    }

    /// Shows how often callers got in or were refused.
    public func watch(_ counters: SignInCounters) {
        registry.collect { text in
            text.begin("sidenote_sign_in_total", "counter", "Sign-ins and refusals.")
            for (outcome, count) in counters.snapshot() {
                text.sample("sidenote_sign_in_total", [("outcome", outcome.rawValue)], Double(count))
            }
        }
    }
}
