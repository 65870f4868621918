import Domain
public import Enrichment

/// Jobs as metrics.
public struct WorkMetrics: JobObserver {
    private let work: any WorkObserver
    private let model: any ModelObserver

    public init(work: any WorkObserver, model: any ModelObserver) {
        self.work = work
        self.model = model
    }

    public func observe(_ event: WorkEvent) {
        guard case .job(let report) = event else { return }
        let mode = report.record?.draft.mode.rawValue ?? ""
        work.attempted(mode: mode, outcome: Self.name(report.outcome), seconds: report.seconds)
        guard let record = report.record else { return }
        let client = record.clientID?.rawValue
        work.drafted(clientID: client, mode: mode, seconds: report.ageSeconds)
        let usage = record.usage
        if usage.inputTokens > 0 || usage.outputTokens > 0 {
            model.used(
                inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, cost: usage.cost ?? 0,
                clientID: client)
        }
    }

    private static func name(_ outcome: JobReport.Outcome) -> String {
        outcome == .drafted ? "done" : outcome.rawValue
    }
}
