import Domain
public import Enrichment
public import Logging

/// Jobs, pauses and sweeps as log lines: ids, numbers and reasons, no ticket text.
public struct WorkLog: JobObserver {
    private let logger: Logger

    public init(_ logger: Logger) {
        self.logger = logger
    }

    public func observe(_ event: WorkEvent) {
        switch event {
        case .job(let report):
            let level: Logger.Level =
                switch report.outcome {
                case .drafted: .info
                case .released, .lost: .notice
                case .delayed, .dead: .warning
                }
            logger.log(level: level, "job \(report.outcome.rawValue)", metadata: Self.metadata(report))
        case .indexUpdated(let kind, let files):
            logger.info("index updated", metadata: ["kind": "\(kind.rawValue)", "files": "\(files)"])
        case .paused(let seconds, let error):
            logger.error(
                "the store cannot be used; work pauses",
                metadata: ["seconds": "\(Self.rounded(seconds))", "error": "\(Self.words(error))"])
        case .failed(let what, let error):
            logger.error("\(what)", metadata: ["error": "\(Self.words(error))"])
        case .swept(let counts):
            logger.info("swept", metadata: .init(uniqueKeysWithValues: counts.map { ($0, "\($1)") }))
        }
    }

    private static func metadata(_ report: JobReport) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "job": "\(report.job.id)", "source": "\(report.job.source)", "attempt": "\(report.job.attempts)",
            "seconds": "\(rounded(report.seconds))", "age": "\(rounded(report.ageSeconds))",
        ]
        if let record = report.record {
            metadata["mode"] = "\(record.draft.mode.rawValue)"
            if let client = record.clientID { metadata["client"] = "\(client)" }
        }
        if let reason = report.reason { metadata["reason"] = "\(reason)" }
        return metadata
    }

    /// A problem's place may be a path of this machine, and other errors may hold anything.
    private static func words(_ error: any Error) -> String {
        (error as? Problem)?.what ?? "\(type(of: error))"
    }

    private static func rounded(_ seconds: Double) -> Double {
        (seconds * 1000).rounded() / 1000
    }
}
