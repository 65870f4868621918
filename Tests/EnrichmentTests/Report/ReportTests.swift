import Domain
import Foundation
import Testing

@testable import Enrichment

/// A whole page as `ReportFile` would join it.
func page(
    _ samples: [(record: EnrichmentRecord, facts: TicketFacts)], totals: ReportTotals = ReportTotals(),
    title: String = "Enrichment report"
) -> String {
    var writer = ReportWriter(title: title, generatedAt: Samples.reportTime)
    let cards = samples.flatMap { writer.append($0.record, facts: $0.facts) }
    return String(decoding: writer.opening(totals) + cards + writer.closing(), as: UTF8.self)
}

/// Every start tag of a page, in order.
func tags(_ page: String) -> [Substring] {
    page.split(separator: "<").dropFirst().compactMap { part in
        part.firstIndex(of: ">").map { part[..<$0] }
    }
}

func values(of attribute: String, in page: String) -> [String] {
    tags(page).flatMap { tag in
        tag.split(separator: " \(attribute)=\"", omittingEmptySubsequences: false).dropFirst()
            .compactMap { $0.split(separator: "\"", omittingEmptySubsequences: false).first.map(String.init) }
    }
}

@Suite struct ReportTests {
    @Test func writesTheSamplePageWhereAsked() throws {
        guard let path = ProcessInfo.processInfo.environment["SIDENOTE_SAMPLE_REPORT"] else { return }
        let totals = ReportTotals(
            failed: 2,
            problems: [
                Problem("line 17 is not JSON", place: "tickets.jsonl:17", remedy: "Export the ticket again"),
                Problem("“created_at” is missing", place: "tickets.jsonl:44", remedy: "Add it and run with --resume"),
            ], elapsedMilliseconds: 2412, notes: ["14 tickets were done in an earlier run and are not in this report"])
        let text = page(Samples.all, totals: totals)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
}
