import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct InsightPageTests {
    private func run(drafts: Int = 0, _ use: (PageStage) async throws -> Void) async throws {
        try await PageStage.run(records: InsightSeed.records, clock: FixedClock(InsightSeed.end)) { stage in
            if drafts > 0 {
                var seed = InsightSeed(stage.store)
                try await seed.fill(drafts, days: 60)
            }
            try await use(stage)
        }
    }

    @Test func anEmptyStoreSaysSo() async throws {
        try await run { stage in
            var browser = try await stage.browser(.lead)
            let page = try await browser.get("/insights")
            #expect(page.status == 200)
            #expect(page.text.contains("No drafts in this period"))
            #expect(!page.text.contains("<svg"))
        }
    }

    @Test func chartsAndTablesHoldTheSameNumbersAndNoMarkupOfOthers() async throws {
        try await run(drafts: 200) { stage in
            var browser = try await stage.browser(.lead)
            let page = try await browser.get("/insights?days=90")
            #expect(page.status == 200)
            #expect(page.header("Content-Security-Policy") == PageHeaders.policy)
            #expect(page.text.contains("<svg viewBox=\"0 0 720 220\" role=\"img\""))
            #expect(!page.text.contains(" style="))
            #expect(!page.text.contains("<script>alert"))
            #expect(!page.text.contains("<b>Dental"))
            #expect(!page.text.contains("<i>"))
            #expect(page.text.contains("=Harbor &lt;b&gt;Dental&lt;/b&gt;"))
            let insights = try stage.store.insights(
                InsightQuery(
                    since: InsightSeed.end.adding(seconds: 1 - 90 * 86_400), until: InsightSeed.end.adding(seconds: 1),
                    audience: .everyClient))
            #expect(insights.total.drafts == 200)
            #expect(page.text.contains("<b>200</b>"))
        }
    }

    @Test func fewDraftsAreTooFewToSay() async throws {
        try await run(drafts: 8) { stage in
            var browser = try await stage.browser(.lead)
            let page = try await browser.get("/insights?days=90")
            #expect(page.text.contains(ReportTable.tooFew))
            #expect(!page.text.contains("class=\"interval\""))
        }
    }

    @Test(arguments: InsightTables.ids)
    func everyTableCanBeDownloaded(_ table: String) async throws {
        try await run(drafts: 60) { stage in
            var browser = try await stage.browser(.lead)
            let page = try await browser.get("/insights.csv?days=90&table=\(table)")
            #expect(page.status == 200)
            #expect(page.header("Content-Type") == "text/csv; charset=utf-8; header=present")
            let name = "sidenote-\(table)-"
            #expect(page.header("Content-Disposition")?.hasPrefix("attachment; filename=\"\(name)") == true)
            let lines = page.text.components(separatedBy: "\r\n").dropLast()
            #expect(lines.count > 1)
            // No cell begins a formula; numbers have no sign here.
            for cell in lines.flatMap({ $0.components(separatedBy: ",") }) {
                let first = cell.drop { $0 == "\"" || $0 == "\u{FEFF}" }.first
                #expect(!["=", "+", "-", "@", "\t"].contains(first ?? "x"), "\(cell)")
            }
        }
    }

    @Test func leadsSeeTheirOwnClientsAlone() async throws {
        try await run(drafts: 60) { stage in
            var lead = try await stage.browser(.lead, clients: ["a"])
            let page = try await lead.get("/insights?days=90")
            #expect(page.text.contains("Northwind"))
            #expect(!page.text.contains("Harbor"))
            let foreign = try await lead.get("/insights?days=90&client=b")
            let unknown = try await lead.get("/insights?days=90&client=nobody")
            #expect(foreign.status == 404)
            #expect(unknown.status == 404)
            let csv = try await lead.get("/insights.csv?days=90&table=gaps")
            #expect(!csv.text.contains("Harbor"))
            var technician = try await stage.browser(.technician)
            #expect(try await technician.get("/insights").status == 403)
        }
    }

    @Test(arguments: [
        ("?days=8", 400), ("?days=other&from=2026-02-31", 400), ("?from=2026-11-10&to=2026-11-01", 400),
        ("?from=2020-01-01&to=2026-01-01", 400), ("?from=2026-11-01&to=2026-11-10", 200), ("?days=other", 200),
        ("?from=2026-11-01", 200), ("?to=2026-11-01", 200), ("?board=nowhere", 200), ("?days=30&days=7", 400),
        ("?board=%FF", 400), ("?from=%3Cscript%3E", 400), ("?from=1789999999", 400),
    ])
    func badPeriodsAreAnsweredInWords(_ query: String, _ status: Int) async throws {
        try await run { stage in
            var browser = try await stage.browser(.lead)
            let page = try await browser.get("/insights" + query)
            #expect(page.status == status, "\(query)")
            #expect(!page.text.contains("<script>"))
        }
    }

    @Test(arguments: [(0, 1, 1), (1, 1, 1), (4, 1, 4), (5, 2, 3), (9, 5, 2), (37, 10, 4), (81, 50, 2), (900, 500, 2)])
    func scalesHaveRoundLines(_ most: Int, _ step: Int, _ lines: Int) {
        let scale = Chart.scale(most)
        #expect(scale.step == step)
        #expect(scale.lines == lines)
    }
}
