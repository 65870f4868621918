import Domain
import Foundation
import Testing

@testable import Enrichment

@Suite struct ReportTests {
    static let totals = ReportTotals(
        failed: 2,
        problems: [
            Problem("line 17 is not JSON", place: "tickets.jsonl:17", remedy: "Export the ticket again"),
            Problem("“created_at” is missing", place: "tickets.jsonl:44", remedy: "Add it and run with --resume"),
        ], elapsedMilliseconds: 2412, notes: ["14 tickets were done in an earlier run and are not in this report"])

    /// To look at: `SIDENOTE_SAMPLE_REPORT=sample.html swift test --filter ReportTests`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["SIDENOTE_SAMPLE_REPORT"] != nil))
    func writesTheSamplePage() throws {
        let path = try #require(ProcessInfo.processInfo.environment["SIDENOTE_SAMPLE_REPORT"])
        try Data(page(Samples.all, totals: Self.totals).utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func outlineOfACard() throws {
        let page = page([Samples.diskFull])
        let headings = page.split(separator: "<h").dropFirst().compactMap { part -> String? in
            guard let level = part.first, level.isNumber, let start = part.firstIndex(of: ">"),
                let end = part.firstRange(of: "</h")
            else { return nil }
            var html = ""
            for piece in part[part.index(after: start)..<end.lowerBound].split(separator: "<") {
                html += piece.firstIndex(of: ">").map { String(piece[piece.index(after: $0)...]) } ?? String(piece)
            }
            return "\(level) \(html)"
        }
        #expect(
            headings == [
                "1 Enrichment report", "2 Summary", "2 Index", "2 Tickets",
                "2 Op 3: X-ray images not saving, error 0x80070070 (error code)", "3 What was written", "3 Draft",
                "4 Summary", "4 Next steps (internal)", "4 Questions to ask", "4 Reply to the requester", "3 Device",
                "4 HDG-OP03", "3 Documents", "4 SensorView: cache and disk space", "4 Workstations: freeing disk space",
                "3 Earlier tickets", "4 HDG-4377 Operatory 5 sensor will not acquire", "3 Other evidence",
            ])
    }

    @Test func everyTagIsClosedInOrder() {
        let void: Set<String> = ["meta", "input", "!DOCTYPE"]
        var open: [String] = []
        for tag in tags(page(Samples.all, totals: Self.totals)) {
            let name = String(tag.prefix { $0 != " " && $0 != "\n" })
            if name.hasPrefix("/") {
                #expect(open.popLast() == String(name.dropFirst()))
            } else if !void.contains(name), !tag.hasSuffix("/") {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test func everyAnchorExistsOnce() {
        let page = page(Samples.all, totals: Self.totals)
        let ids = values(of: "id", in: page)
        #expect(Set(ids).count == ids.count)
        for target in values(of: "href", in: page) where target.hasPrefix("#") {
            #expect(ids.contains(String(target.dropFirst())), "\(target) leads nowhere")
        }
        for target in values(of: "aria-labelledby", in: page) + values(of: "for", in: page) {
            #expect(ids.contains(target))
        }
    }

    @Test func everyPieceOfEvidenceHasItsPlace() {
        for (number, sample) in Samples.all.enumerated() {
            let ids = values(of: "id", in: page(Array(Samples.all.prefix(number + 1))))
            for evidence in sample.record.context.evidence { #expect(ids.contains("t\(number + 1)-\(evidence.id)")) }
        }
    }

    @Test func loadsAndRunsNothing() {
        let page = page(Samples.all, totals: Self.totals)
        let names = Set(tags(page).map { String($0.prefix { $0 != " " && $0 != "\n" }) })
        #expect(names.isDisjoint(with: ["script", "link", "img", "iframe", "object", "form", "base", "video"]))
        #expect(!structure(page).contains { $0.contains(" style=") || $0.contains(" on") })
        #expect(values(of: "src", in: page).isEmpty)
        let css = String(describing: Stylesheet.text)
        #expect(!css.contains("url(") && !css.contains("@import") && !css.contains("<"))
        for link in values(of: "href", in: page) where !link.hasPrefix("#") { #expect(link.hasPrefix("https://")) }
    }

    @Test func namesItsStylesheetByHash() {
        // FIPS 180-2, appendix B.1: SHA-256 of “abc”.
        #expect(
            ContentSecurity.policy(stylesheet: "abc").contains(
                "style-src 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"))
        #expect(page([]).contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    }

    @Test func saysWhatMatters() {
        let page = page(Samples.all, totals: Self.totals)
        for text in [
            "≈ 7 of 8 grounded", "✓ 1 of 1 grounded", "✕ Approval is blocked.", "! Possible security incident.",
            "! The text seems to give orders to a model.",
            "⌂ Nothing left this machine.", "Receipt 311: 7\u{202F}841 bytes", "SHA-256 <code>9f86d081",
            "email × 1, hostname × 1, person × 3, secret × 1", "overdue by 23\u{00A0}min",
            "3\u{00A0}min before the report", "9.0\u{00A0}GB free of 256\u{00A0}GB (3.5\u{00A0}%)",
            "Not in its evidence: <code>203.0.113.77</code>", "No client matched", "ended 2025-08-31",
            "The client’s policy allows no draft", "quoted history (1\u{202F}284\u{00A0}characters)",
        ] {
            #expect(page.contains(text), "\(text)")
        }
        // Evidence that the record does not hold is shown as such, not linked.
        #expect(page.contains(">E9?</span>"))
    }

    @Test func anEmptyBatchIsAPage() {
        let page = page([])
        #expect(page.contains("id=\"t1\""))
        #expect(page.hasSuffix("</html>\n"))
    }

    @Test func aHugeTicketMakesASmallCard() {
        var sample = Samples.diskFull
        sample.record.ticket.text = String(repeating: "HDG-OP03 10.20.10.63 <b> ", count: 40_000)
        sample.record.ticket.entities = (0..<3000).map {
            Entity(kind: .hostname, value: "HDG-OP\($0)", offset: $0 * 25, length: 8)
        }
        sample.record.context.evidence[0].text = String(repeating: "a", count: 1_000_000)
        #expect(page([sample]).utf8.count < 400_000)
    }

    @Test func sizePerTicket() {
        var writer = ReportWriter(title: "Size", generatedAt: Samples.reportTime)
        let sizes = Samples.all.map { writer.append($0.record, facts: $0.facts).count }
        let head = writer.opening().count
        #expect(sizes.allSatisfy { $0 < 24_000 }, "bytes a card: \(sizes)")
        #expect(head < 20_000, "opening: \(head) bytes")
    }
}
