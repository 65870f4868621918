import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct LedgerPageTests {
    private static let body = #"{"messages":[{"content":"Log on to HOST_1\nHOST_2 with [secret removed: password]"}]}"#

    private func run(_ use: (PageStage, InsightSeed) async throws -> Void) async throws {
        try await PageStage.run(records: InsightSeed.records, clock: FixedClock(InsightSeed.end)) { stage in
            try await use(stage, InsightSeed(stage.store))
        }
    }

    @Test func emptyLedgersSaySo() async throws {
        try await run { stage, _ in
            var browser = try await stage.browser(.lead, clients: ["a"])
            #expect(try await browser.get("/ledger").text.contains("Nothing was sent"))
            #expect(try await browser.get("/ledger?tab=audit").text.contains("Nothing was done yet"))
            #expect(try await browser.get("/ledger?number=5").text.contains("No entry fits"))
        }
    }

    @Test func anEntryShowsItsHashesAndItsBytesOnRequest() async throws {
        try await run { stage, seed in
            let receipt = try await seed.send("T-1", "a", Self.body, at: InsightSeed.end)
            var browser = try await stage.browser(.lead, clients: ["a"])
            let plain = try await browser.get("/ledger/egress/\(receipt)")
            let entry = try #require(try stage.store.egressEntry(receipt, for: .everyClient))
            #expect(plain.text.contains(entry.hash))
            #expect(plain.text.contains(entry.previousHash))
            #expect(plain.text.contains("password 1"))
            #expect(!plain.text.contains("HOST_1"))
            #expect(try views(stage) == 0)
            let shown = try await browser.get("/ledger/egress/\(receipt)?bytes=shown")
            #expect(
                shown.text.contains("<span class=\"withheld\">HOST_1</span>\\n<span class=\"withheld\">HOST_2</span>"))
            #expect(shown.text.contains("<span class=\"withheld\">[secret removed: password]</span>"))
            #expect(try views(stage) == 1)
        }
    }

    private func views(_ stage: PageStage) throws -> Int {
        try stage.store.auditEntries(AuditFilter(act: "egress_body_viewed")).count
    }

    @Test func whatIsOfAnotherClientIsAsIfItWereNotThere() async throws {
        try await run { stage, seed in
            let receipt = try await seed.send("T-1", "b", Self.body, at: InsightSeed.end)
            var seeds = seed
            try await seeds.fill(3, days: 1)
            var lead = try await stage.browser(.lead, clients: ["a"])
            var foreign = try await lead.get("/ledger/egress/\(receipt)?bytes=shown")
            var absent = try await lead.get("/ledger/egress/999?bytes=shown")
            #expect(foreign.status == 404)
            #expect(main(foreign.text) == main(absent.text))
            #expect(try views(stage) == 0)
            for entry in try stage.store.auditEntries() where entry.clientID != "a" {
                foreign = try await lead.get("/ledger/audit/\(entry.id)")
                #expect(foreign.status == 404, "\(entry.act)")
            }
            absent = try await lead.get("/ledger/statement?client=nobody")
            foreign = try await lead.get("/ledger/statement?client=b")
            #expect(foreign.status == 404)
            #expect(main(foreign.text) == main(absent.text))
            let list = try await lead.get("/ledger?tab=audit")
            #expect(!list.text.contains("account created</td>"))
            let sent = try await lead.get("/ledger").text
            #expect(!sent.contains("Harbor"))
        }
    }

    /// A lead of every client sees acts on clients, and nothing of accounts; an administrator sees those too.
    @Test func leadsSeeNothingOfAccounts() async throws {
        try await run { stage, _ in
            var lead = try await stage.browser(.lead)
            var admin = try await stage.browser(.admin)
            let acts = try await lead.get("/ledger?tab=audit").text
            #expect(!acts.contains("account created</td>"))
            #expect(try await admin.get("/ledger?tab=audit").text.contains("account created</td>"))
        }
    }

    @Test func listsGoOnBelowTheLastEntry() async throws {
        try await run { stage, seed in
            for number in 0..<120 {
                _ = try await seed.send(TicketID("T-\(number)"), "a", "{}", at: InsightSeed.end)
            }
            var browser = try await stage.browser(.lead)
            var address: String? = "/ledger"
            var seen: [String] = []
            while let path = address {
                let page = try await browser.get(path)
                for part in page.text.components(separatedBy: "href=\"/ledger/egress/").dropFirst() {
                    seen.append(String(part.prefix { $0 != "\"" }))
                }
                address = page.text.components(separatedBy: "\" rel=\"next\"").first.flatMap { before in
                    page.text.contains("rel=\"next\"")
                        ? before.components(separatedBy: "href=\"").last?.replacing("&amp;", with: "&") : nil
                }
            }
            #expect(seen == (1...120).reversed().map(String.init))
        }
    }

    @Test func verificationRunsAsideAndIsNoted() async throws {
        try await run { stage, seed in
            _ = try await seed.send("T-1", "a", Self.body, at: InsightSeed.end)
            var admin = try await stage.browser(.admin, name: "Grace")
            let before = try await admin.get("/ledger/verification")
            #expect(before.text.contains("Not verified since this service started"))
            let answer = try await admin.post("/ledger/verify", [("csrf_token", before.csrfToken ?? "")])
            #expect(answer.status == 303)
            #expect(answer.location == "/ledger/verification")
            try await eventually("the verification ends") {
                try await admin.get("/ledger/verification").text.contains("Both ledgers are sound")
            }
            let page = try await admin.get("/ledger/verification")
            #expect(page.text.contains("started by Grace"))
            #expect(page.text.contains(try stage.store.verify().head))
            let noted = try stage.store.auditEntries(AuditFilter(act: "ledgers_verified"))
            #expect(noted.count == 1)
            #expect(noted.first?.detail["sound"] == "true")
            var lead = try await stage.browser(.lead)
            #expect(try await lead.get("/ledger/verification").status == 403)
        }
    }

    @Test func onlyOneVerificationAtATime() async throws {
        try await run { stage, _ in
            let verification = LedgerVerification(
                store: stage.store, clock: FixedClock(InsightSeed.end), logger: stage.environment.logger)
            let starts = (0..<50).map { _ in verification.start(by: Actor(.user, "u_1")) }
            #expect(starts.first == true)
            try await eventually("it ends") { verification.state.running == nil }
            let noted = try stage.store.auditEntries(AuditFilter(act: "ledgers_verified")).count
            #expect(noted == starts.filter(\.self).count)
            #expect(verification.state.last?.found?.isSound == true)
        }
    }

    @Test func statementsSumUpAMonth() async throws {
        try await run { stage, seed in
            // 2026-11-18
            _ = try await seed.send("=T-1", "a", Self.body, at: InsightSeed.end)
            _ = try await seed.send("T-2", "b", Self.body, at: InsightSeed.end)
            var lead = try await stage.browser(.lead, clients: ["a"])
            let month = try #require(CalendarMonth(of: InsightSeed.end))
            let page = try await lead.get("/ledger/statement?client=a&month=\(month)")
            let statement = try stage.store.egressStatement("a", month, for: .everyClient)
            #expect(statement.calls == 1)
            #expect(page.text.contains(statement.digest))
            #expect(page.text.contains("\(statement.headReceipt):\(statement.headHash)"))
            let csv = try await lead.get("/ledger/statement.csv?client=a&month=\(month)")
            #expect(csv.header("Content-Disposition") == "attachment; filename=\"sidenote-statement-a-\(month).csv\"")
            #expect(csv.text.contains(",'=T-1,"))
            #expect(csv.text.contains(statement.digest))
            #expect(!csv.text.contains("T-2"))
            #expect(try await lead.get("/ledger/statement?client=a&month=2026-13").status == 400)
            #expect(try await lead.get("/ledger/statement.csv").status == 400)
            #expect(try await lead.get("/ledger/statement").status == 200)
        }
    }

    @Test(arguments: [
        ("?tab=audit&from=yesterday", 400), ("?number=x", 400), ("?number=0", 400),
        ("?from=2026-11-02&to=2026-11-01", 400),
        ("?tab=nonsense", 200), ("?before=nonsense", 200), ("?client=%3Cscript%3E", 200),
        ("?tab=audit&act=%3Cb%3E", 200),
        ("?tab=audit&actor=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", 200),
        ("?number=9223372036854775807&tab=audit", 200),
        ("/egress/0", 404), ("/egress/-1", 404), ("/egress/1x", 404), ("/audit/9223372036854775807", 404),
    ])
    func badAddressesAreAnsweredInWords(_ address: String, _ status: Int) async throws {
        try await run { stage, _ in
            var browser = try await stage.browser(.admin)
            let page = try await browser.get("/ledger" + address)
            #expect(page.status == status, "\(address)")
            #expect(!page.text.contains("<script>alert") && !page.text.contains("<b>\""))
        }
    }

    /// What is inside `main`.
    private func main(_ page: String) -> String {
        guard let start = page.range(of: "<main"), let end = page.range(of: "</main>") else { return page }
        return String(page[start.lowerBound..<end.lowerBound])
    }

    @Test(arguments: [
        ("HOST_1", ["HOST_1"]), ("xHOST_1", []), ("HOST_", []), (#"\nHOST_12's"#, ["HOST_12"]), (#"\\nHOST_1"#, []),
        ("EMAIL_2B, PERSON_3", ["EMAIL_2B", "PERSON_3"]), ("[secret removed: x", []), ("HOST", []),
        ("[secret removed: password] [x]", ["[secret removed: password]"]),
    ])
    func standInsAreFound(_ text: String, _ found: [String]) {
        let bytes = Array(text.utf8)[...]
        #expect(WithheldMarks.ranges(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) } == found)
    }
}
