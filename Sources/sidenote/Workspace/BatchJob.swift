import Connectors
import Domain
import Enrichment
import Foundation
import LanguageModel
import Settings

/// One run of `enrich`: reader, pipeline, writers, progress.
struct BatchJob {
    let workspace: Workspace
    let input: String
    let output: String
    let report: String?
    let concurrency: Int?
    let resume: Bool
    let offline: Bool
    let limit: Int?
    let isQuiet: Bool

    /// - Parameter observe: called with each record as it is written.
    func run(observe: (EnrichmentRecord) -> Void = { _ in }) async throws -> BatchSummary {
        // Before anything is opened for writing: a report over the tickets would destroy them.
        if let report {
            try SameFile.refuse(output: report, inputs: [input])
            try SameFile.refuse(output: report, inputs: [output])
        }
        var reader = try TicketReader(path: input)
        let reportFile = try report.map {
            try ReportFile(
                path: $0, title: "Sidenote: \(URL(fileURLWithPath: input).lastPathComponent)",
                generatedAt: SystemClock().now())
        }
        let drafting = try DraftingStage.configured(workspace, offline: offline)
        let enricher = try Enricher(
            store: workspace.store, catalog: workspace.catalog, drafting: drafting,
            weighting: workspace.settings.weighting)
        // Last, so that nothing is left behind when one of the others cannot be had.
        let writer = try AtomicFileWriter(path: output, inputs: [input], resume: resume)
        let runner = BatchRunner(enricher: enricher, concurrency: workers)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var done = try resume ? EarlierRun(writer) : nil
        let cards = EarlierCards(workspace.store)
        var summary = BatchSummary()
        var progress = Progress("enrich", unit: "tickets", isQuiet: isQuiet)
        var admitted = 0
        do {
            try await runner.run(
                next: {
                    if let limit, admitted >= limit { return nil }
                    admitted += 1
                    return try reader.next()
                },
                skip: { ticket in
                    guard done?.take(ticket.id) == true else { return false }
                    summary.skipped += 1
                    if let reportFile, let record = try done?.record(of: ticket.id) {
                        try reportFile.append(record, facts: try cards.facts(ticket, record))
                    }
                    return true
                },
                emit: { enriched in
                    try writer.writeLine(String(decoding: try encoder.encode(enriched.record), as: UTF8.self))
                    try writer.flush()
                    try reportFile?.append(enriched.record, facts: enriched.facts)
                    summary.count(enriched.record)
                    observe(enriched.record)
                    progress.update(summary.enriched + summary.skipped, fraction: reader.fraction)
                },
                fail: { failure in
                    progress.clear()
                    Console.error(failure.problem)
                    summary.failed += 1
                })
        } catch is OutputClosed {
            // Whoever read the output has seen enough (“| head”): nothing to complain about.
            progress.clear()
            summary.isOutputClosed = true
            return summary
        }
        progress.clear()
        for warning in reader.warnings { Console.warning(warning) }
        summary.warnings = reader.warnings
        summary.seconds = (progress.elapsedSeconds * 1000).rounded() / 1000
        summary.ticketsPerSecond = (Double(summary.enriched) / max(0.001, summary.seconds) * 10).rounded() / 10
        if summary.enriched + summary.skipped == 0, summary.failed == 0 {
            Console.warning("\(input == "-" ? "standard input" : input) holds no tickets")
        }
        if summary.enriched + summary.skipped == 0, summary.failed > 0 {
            // Nothing could be done: an older output under this name is better than an empty one.
            writer.discard()
            return summary
        }
        try writer.finish()
        try reportFile?.finish(
            ReportTotals(failed: summary.failed, elapsedMilliseconds: summary.seconds * 1000))
        return summary
    }

    private var workers: Int {
        if let concurrency { return concurrency }
        if let configured = workspace.settings.concurrency { return configured }
        if !offline, let llm = workspace.settings.llm { return llm.maxConcurrency }
        return max(1, ProcessInfo.processInfo.activeProcessorCount)
    }
}

extension BatchSummary {
    mutating func count(_ record: EnrichmentRecord) {
        enriched += 1
        withDevice += record.context.devices.isEmpty ? 0 : 1
        withDocument += record.context.documents.isEmpty ? 0 : 1
        withModel += record.draft.mode == .llm ? 1 : 0
        blocked += record.claims.blocked ? 1 : 0
    }
}
