import ArgumentParser
import Connectors
import Domain
import Enrichment
import Foundation
import Retrieval
import Settings

struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Measures retrieval on a labelled collection.",
        discussion: """
            Takes a collection in BEIR form: texts {"_id", "title", "text"} and queries {"_id", "text"} as JSON Lines, and \
            judgments as “query-id, tab, corpus-id, tab, score” (or TREC qrels). Builds an index of it in a temporary \
            folder, asks every judged query, and prints nDCG@10, MRR@10, MAP and recall as trec_eval computes them, the \
            time to build, the size of the index, and how long a query takes. Weights are those of the configuration \
            (retrieval.k1, retrieval.b, …), so a change can be tried before it is used.

            Example:
              sidenote eval --corpus corpus.jsonl --queries queries.jsonl --qrels qrels/dev.tsv --run run.trec
            """)

    @Option(help: ArgumentHelp("The texts to be found.", valueName: "file"), completion: .file())
    var corpus: String

    @Option(help: ArgumentHelp("The queries.", valueName: "file"), completion: .file())
    var queries: String

    @Option(help: ArgumentHelp("Which texts answer which query.", valueName: "file"), completion: .file())
    var qrels: String

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp("Write the rankings as a TREC run file.", valueName: "file"), completion: .file())
    var runFile: String?

    @Option(name: [.customShort("k"), .long], help: ArgumentHelp("How many records a ranking holds.", valueName: "n"))
    var k = 100

    @Option(help: ArgumentHelp("How many queries are asked at once.", valueName: "n"))
    var threads = 1

    @Flag(help: "Print JSON, with the figures of each query.")
    var json = false

    @OptionGroup var data: DataOptions

    func validate() throws {
        if !(1...1000).contains(k) { throw ValidationError("-k must be a number from 1 to 1000.") }
        if !(1...256).contains(threads) { throw ValidationError("--threads must be a number from 1 to 256.") }
    }

    func run() throws {
        let weighting = try Workspace.settings(data).weighting
        // Opened first: nobody should wait for a run that cannot be written.
        let output = try runFile.map { try AtomicFileWriter(path: $0, inputs: [corpus, queries, qrels]) }
        do {
            let lines = try measure(weighting, keepsRun: output != nil)
            for line in lines { try output?.writeLine(line) }
            try output?.finish()
        } catch {
            output?.discard()
            throw error
        }
    }

    /// Measures, prints, and returns the lines of the run file.
    private func measure(_ weighting: Weighting, keepsRun: Bool) throws -> [String] {
        let judgments = try Judgments(path: qrels)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sidenote-eval-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        var progress = Progress("reading", unit: "records", isQuiet: data.quiet)
        let collection = try EvaluationCollection(
            corpus: corpus, indexPath: folder.appendingPathComponent("collection.idx").path, weighting: weighting
        ) { records, fraction in progress.update(records, fraction: fraction) }
        progress.clear()
        let evaluation = try RetrievalEvaluation(
            of: collection.index, queries: queries, judgments: judgments, depth: k, threads: threads)
        let lines = keepsRun ? try evaluation.trecLines(tag: "sidenote") : []
        let report = EvaluationReport(collection, evaluation, threads: threads)
        Console.write(json ? try report.json() + "\n" : report.text, to: .standardOutput)
        return lines
    }
}
