public import Domain

/// Reads the files of a plan and hands clean records to a sink, in batches.
///
/// One bad record never ends an import: it is reported with its place and the rest is done. Records whose client is
/// not known are quarantined, never shared. Importing twice changes nothing, since ids come from the data.
public struct Importer: Sendable {
    private let cleaner: RecordCleaner
    private let options: ImportOptions
    private let knownClients: [Client]

    /// - Parameter knownClients: those in the store already.
    public init(cleaner: RecordCleaner, knownClients: [Client] = [], options: ImportOptions = ImportOptions()) {
        self.cleaner = cleaner
        self.knownClients = knownClients
        self.options = options
    }

    /// - Parameters:
    ///   - sink: writes one batch, as `Store.write` does.
    ///   - progress: called at each file and every few hundred records.
    /// - Throws: what the sink throws, and `Problem` when the options name an unknown client. What has been written
    ///   by then stays written.
    public func run(
        _ plan: ImportPlan, progress: @escaping (ImportProgress) -> Void = { _ in },
        sink: @escaping (ImportBatch) throws -> [String: ImportCounts]
    ) throws -> ImportReport {
        var session = ImportSession(
            options: options, cleaner: cleaner, matcher: ClientMatcher(knownClients), bytesTotal: plan.bytes,
            sink: sink, progress: progress)
        session.report.ignored = Array(plan.ignored.prefix(ImportReport.listLimit))
        session.report.refused = Array(plan.refused.prefix(ImportReport.listLimit))
        session.report.failures = Array(plan.failures.prefix(ImportReport.listLimit))
        var ownerIsChecked = false
        for source in plan.sources {
            if source.format.kind != .clients, !ownerIsChecked {
                ownerIsChecked = true
                try session.resolveOwner()
            }
            session.begin(source)
            do {
                switch source.format {
                case .jsonLines(let kind): try session.readJSONLines(source, kind)
                case .csv(let mapping): try session.readCSV(source, mapping)
                case .mail: try session.readMail(source)
                case .mbox: try session.readMbox(source)
                case .runbook: try session.readRunbook(source)
                }
            } catch let failure as SinkFailure {
                throw failure.error
            } catch let problem as Problem {
                session.report.fail(
                    ImportReport.Entry(
                        what: PathText.display(source.relative), place: PathText.display(source.path),
                        problem: problem))
            }
            session.end(source)
        }
        do {
            try session.flush()
        } catch let failure as SinkFailure {
            throw failure.error
        }
        session.reportMissingBodies()
        return session.report
    }
}

/// An error of the sink, told apart from a file that cannot be read: it ends the import.
struct SinkFailure: Error {
    var error: any Error
}
