import Domain
import NIOCore

/// One thing that must work for the service to do its work.
public struct ReadinessCheck: Sendable {
    /// `store`, `index`, `endpoint`: stable, for programs.
    public var name: String
    /// Whether the service still does its work, if with less, when this fails: the answer stays 200.
    public var isOptional: Bool
    /// What is wrong, for people, without paths or secrets; nil when nothing is.
    public var failure: @Sendable () async -> String?

    public init(_ name: String, isOptional: Bool = false, failure: @escaping @Sendable () async -> String?) {
        self.name = name
        self.isOptional = isOptional
        self.failure = failure
    }

    /// A check that fails by throwing.
    public static func trying(
        _ name: String, isOptional: Bool = false, _ body: @escaping @Sendable () async throws -> Void
    ) -> ReadinessCheck {
        ReadinessCheck(name, isOptional: isOptional) {
            do {
                try await body()
                return nil
            } catch let problem as Problem {
                return problem.what
            } catch {
                return "failed"
            }
        }
    }
}

/// Runs the checks, at most every two seconds however often somebody asks.
public actor Readiness {
    public struct Report: Hashable, Sendable {
        /// By name; nil where all is well.
        public var failures: [String: String?]
        public var isReady: Bool
    }

    private let checks: [ReadinessCheck]
    private let lifetime: Duration
    private var last: (report: Report, at: ContinuousClock.Instant)?
    private var running: Task<Report, Never>?

    public init(_ checks: [ReadinessCheck], lifetime: Duration = .seconds(2)) {
        self.checks = checks
        self.lifetime = lifetime
    }

    public func report() async -> Report {
        if let last, ContinuousClock.now - last.at < lifetime { return last.report }
        if let running { return await running.value }
        let task = Task { [checks] in await Self.run(checks) }
        running = task
        let report = await task.value
        running = nil
        last = (report, .now)
        return report
    }

    private static func run(_ checks: [ReadinessCheck]) async -> Report {
        var report = Report(failures: [:], isReady: true)
        for check in checks {
            let failure = await check.failure()
            report.failures[check.name] = .some(failure)
            if failure != nil, !check.isOptional { report.isReady = false }
        }
        return report
    }
}
