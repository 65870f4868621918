import ArgumentParser
import Connectors
import Domain
import Enrichment
import Foundation

struct EnrichCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrich",
        abstract: "Enriches tickets from a file: the batch.",
        discussion: """
            Reads tickets as JSON Lines, one ticket a line ({"id", "subject", "body", "created_at", …}), and writes one \
            enrichment a line in the same order: the cleaned ticket, devices, documents, earlier tickets, triage and a \
            draft whose sentences cite their evidence. “-” is standard input or output.

            A record that cannot be read is reported with its line number and the rest is done. The output appears \
            under its name when the run is complete; until then it is OUT.partial. After a crash or kill, the same \
            command with --resume goes on where it stopped and drafts no ticket twice.

            Example:
              sidenote enrich tickets.jsonl -o enriched.jsonl --report report.html
            """)

    @Argument(
        help: ArgumentHelp("Tickets as JSON Lines, or - for standard input.", valueName: "tickets"), completion: .file()
    )
    var tickets: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where the enrichments go; - for standard output.", valueName: "out.jsonl"),
        completion: .file())
    var output = "-"

    @Option(
        help: ArgumentHelp("Also write a report to read: one HTML file.", valueName: "out.html"), completion: .file())
    var report: String?

    @Option(
        help: ArgumentHelp(
            "Tickets worked on at a time; the number of cores, or with a model llm.max_concurrency.", valueName: "n"))
    var concurrency: Int?

    @Flag(help: "Go on after an interrupted run.")
    var resume = false

    @Flag(help: "Ask no model, whatever is configured.")
    var offline = false

    @Option(help: ArgumentHelp("Stop after this many tickets.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Print the closing summary as JSON on standard error.")
    var json = false

    @OptionGroup var data: DataOptions

    func validate() throws {
        if let concurrency, !(1...1024).contains(concurrency) {
            throw ValidationError("--concurrency must be a number from 1 to 1024.")
        }
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
        if resume, output == "-" {
            throw ValidationError("--resume needs a file: say where the interrupted run wrote with -o OUT.jsonl.")
        }
        if let report, report == output { throw ValidationError("--report and -o must be different files.") }
    }

    func run() async throws {
        let workspace = try Workspace(data, creates: false, progress: IndexProgress(isQuiet: data.quiet).callback)
        let batch = BatchJob(
            workspace: workspace, input: tickets, output: output, report: report, concurrency: concurrency,
            resume: resume, offline: offline, limit: limit, isQuiet: data.quiet)
        let summary = try await batch.run()
        guard !summary.isOutputClosed else { return }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Console.note(String(decoding: try encoder.encode(summary), as: UTF8.self))
        } else if !data.quiet {
            Console.note(summary.text(output: output, report: report))
        }
        if summary.failed > 0 {
            throw ExitCode(summary.enriched + summary.skipped > 0 ? ExitStatus.someFailed : ExitStatus.nothingDone)
        }
    }
}
