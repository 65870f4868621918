import ArgumentParser
import CurlTransport
import Dispatch
import Domain
import Enrichment
import Glibc
import LanguageModel
import Settings
import Storage
import Synchronization

struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Works on the service's jobs: a worker without HTTP.",
        discussion: """
            Takes jobs that webhooks have left in the data directory and stores a draft for each. Several workers may \
            share one data directory on one machine; each job is done by one of them. The service does the same by \
            itself unless work.enabled is false.

            SIGTERM or SIGINT ends it: it takes no further jobs, gives the running ones eight seconds, and hands back \
            the rest. A second one ends it at once; its jobs are done by others when their leases are over.

            Examples:
              sidenote work --data /var/lib/sidenote
              sidenote work --once                            until no job is ready
            """)

    @Flag(help: "Return when no job is ready.")
    var once = false

    @Option(help: ArgumentHelp("Tickets computed at a time; the number of cores.", valueName: "n"))
    var concurrency: Int?

    @Flag(help: "Ask no model, whatever is configured.")
    var offline = false

    @OptionGroup var data: DataOptions

    func validate() throws {
        if let concurrency, !(1...256).contains(concurrency) {
            throw ValidationError("--concurrency must be a number from 1 to 256.")
        }
    }

    func run() async throws {
        let workspace = try Workspace(data, creates: false)
        let tally = WorkTally(isQuiet: data.quiet)
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        let parts = try WorkParts(
            try plan(workspace, transport), store: workspace.store, queue: workspace.store, observer: tally)
        let signals = StopSignalSources { parts.worker.stop() }
        await parts.run(untilEmpty: once)
        withExtendedLifetime(signals) {}
        try? workspace.store.close()
        if !data.quiet { Console.note(tally.summary) }
        let counts = tally.counts
        if counts.dead + counts.delayed > 0, once {
            throw ExitCode(counts.drafted > 0 ? ExitStatus.someFailed : ExitStatus.nothingDone)
        }
    }

    private func plan(_ workspace: Workspace, _ transport: CurlTransport) throws -> WorkParts.Plan {
        let settings = workspace.settings
        var plan = WorkParts.Plan(directory: workspace.directory)
        plan.concurrency = concurrency ?? settings.work.concurrency
        plan.deadline = .seconds(settings.work.deadlineSeconds)
        plan.ticketIndexPause = .seconds(settings.work.ticketIndexSeconds)
        plan.weighting = settings.weighting
        plan.policy = settings.defaultPolicy
        plan.clientPolicies = settings.clientPolicies
        let sources = try settings.connectors.sources(transport: transport)
        for warning in sources.warnings { Console.warning(warning.description) }
        plan.sources = sources.byName
        if !offline, let endpoint = try DraftingStage.endpoint(workspace), let llm = settings.llm {
            plan.model = endpoint
            plan.modelCalls = llm.maxConcurrency
        }
        return plan
    }
}

/// Counts jobs and tells of those that failed.
private final class WorkTally: JobObserver {
    struct Counts {
        var drafted = 0
        var delayed = 0
        var dead = 0
    }

    private let state = Mutex(Counts())
    private let isQuiet: Bool

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
    }

    var counts: Counts { state.withLock { $0 } }

    var summary: String {
        let counts = counts
        var parts = ["\(counts.drafted) \(counts.drafted == 1 ? "draft" : "drafts") made"]
        if counts.delayed > 0 { parts.append("\(counts.delayed) failed, to be tried again") }
        if counts.dead > 0 { parts.append("\(counts.dead) given up") }
        return parts.joined(separator: ", ")
    }

    func observe(_ event: WorkEvent) {
        switch event {
        case .job(let report):
            state.withLock { counts in
                switch report.outcome {
                case .drafted: counts.drafted += 1
                case .delayed: counts.delayed += 1
                case .dead: counts.dead += 1
                case .released, .lost: break
                }
            }
            guard !isQuiet, let reason = report.reason, report.outcome != .released else { return }
            Console.warning("job \(report.job.id) (ticket \(report.job.ticketID)): \(reason)")
        case .paused(let seconds, let error):
            Console.warning("the data cannot be used, trying again in \(Int(seconds + 1)) s: \(Self.words(error))")
        case .failed(let what, let error): Console.warning("\(what): \(Self.words(error))")
        case .indexUpdated, .swept: break
        }
    }

    private static func words(_ error: any Error) -> String {
        (error as? Problem)?.description ?? "\(type(of: error))"
    }
}

/// The first SIGTERM or SIGINT is handed on; the second has its usual effect.
private final class StopSignalSources {
    private let sources: [any DispatchSourceSignal]

    init(_ stop: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                stop()
            }
            source.activate()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }
}
