import CurlTransport
import Domain
import Storage
import Testing

@testable import Service

@Suite struct TicketPageTests {
    @Test func showsTheTicketTheDraftAndWhatItRestsOn() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            let draft = try await stage.draft("t-1", TicketWorld.a)
            var browser = try await stage.browser()
            let page = try await browser.get("/tickets/t-1")
            #expect(page.status == 200)
            for part in [
                "data-ticket=\"t-1\" data-draft=\"\(draft)\" data-revision=\"1\" data-state=\"open\"", "SD-77",
                "Client a",
                "Grace", "VIP", "grace@a.example.com", "Gold", "PC-A", "● online", "Policy: local model",
                "<h1 dir=\"auto\">Printer prints nothing</h1>", "RE: Printer prints nothing",
                "data-sentence=\"summary-0\" data-support=\"supported\" data-evidence=\"E1\"",
                "data-sentence=\"steps-0\"", "data-evidence=\"E2 E1\"",
                "data-sentence=\"steps-1\" data-support=\"unsupported\" data-evidence=\"\"",
                "class=\"chip ok\" href=\"#ev-E1\"", "E9 does not exist",
                "Not in what it cites: <code dir=\"auto\">KX-99",
                "This text cannot be approved yet", "id=\"ev-E2\" data-evidence=\"E2\"",
                "Speaks of Windows 10; PC-A has Windows 11.", "old: ", "spooler", "Restarted the spooler.",
                "! 2.0\u{00A0}GB free of 100\u{00A0}GB", "Disk nearly full",
                "host name <code dir=\"auto\">PC-A</code> in the text",
                "Nothing left the building for this draft.", "Old printer trouble", "data-due=",
                "<mark class=\"cited\" data-for=\"steps-0\">",
            ] { #expect(page.text.contains(part), "\(part)") }
            for tab in TicketQuery.Tab.allCases {
                #expect(page.text.contains("id=\"tab-\(tab.rawValue)\" href=\"#panel-\(tab.rawValue)\""))
                #expect(page.text.contains("id=\"panel-\(tab.rawValue)\""))
            }
            let views = try stage.store.auditEntries(AuditFilter(act: "draft_viewed"), limit: 10)
            #expect(views.map(\.object) == ["draft:\(draft)"])
        }
    }

    @Test func anotherClientsTicketAnswersLikeAnAbsentOne() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            try await stage.draft("t-a", TicketWorld.a)
            let other = try await stage.draft("t-b", TicketWorld.b)
            try await stage.draft("t-n", nil)
            try await stage.deliver("t-w", TicketWorld.b)
            let receipt = try await stage.store.record(
                EgressEntry(
                    at: TicketWorld.start, ticketID: "t-b", clientID: TicketWorld.b, endpoint: "http://127.0.0.1/v1",
                    body: Array("{}".utf8))
            ).receipt
            var browser = try await stage.browser(clients: [TicketWorld.a])
            let absent = plain(try await browser.get("/tickets/zzz"), "/tickets/zzz")
            for path in [
                "/tickets/t-b", "/tickets/t-n", "/tickets/old-b", "/tickets/t-w", "/tickets/t-a?draft=\(other)",
                "/tickets/t-b?draft=\(other)", "/tickets/t-b/egress/\(receipt)", "/tickets/t-a/egress/\(receipt)",
                "/tickets/t-a?draft=999",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == 404)
                #expect(plain(page, path) == absent, "\(path)")
            }
            #expect(try await browser.get("/tickets/t-a").status == 200)
            let seen = try stage.store.auditEntries(AuditFilter(act: "draft_viewed"), limit: 10)
            #expect(seen.count == 1)
        }
    }

    /// Without what differs from page to page: token, time, address.
    private func plain(_ page: TestBrowser.Page, _ path: String) -> String {
        var text = page.text
        if let token = page.csrfToken { text = text.replacing(token, with: "") }
        for (start, end) in [
            ("<meta name=\"csrf\" content=\"", "\""), ("data-now=\"", "\""), ("name=\"next\" value=\"", "\""),
        ] {
            var rest = text[...]
            var kept = ""
            while let range = rest.firstRange(of: start) {
                kept += rest[..<range.upperBound]
                rest = rest[range.upperBound...].drop { String($0) != end }
            }
            text = kept + rest
        }
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: "name=\"csrf_token\" value=\"") {
            result += rest[..<range.upperBound]
            rest = rest[range.upperBound...].drop { $0 != "\"" }
        }
        return result + rest
    }

    @Test func hostileTextStaysText() async throws {
        let bad =
            "\"'><script>alert(1)</script><img src=x onerror=alert(1)><style>*{}</style>](javascript:x)\u{0}\u{202E}"
        try await PageStage.run(records: TicketWorld.records) { stage in
            let facts = TicketWorld.facts(
                "t-1",
                { ticket in
                    ticket.number = bad
                    ticket.subject = bad
                    ticket.requester = .init(name: bad, email: bad, phone: bad)
                    ticket.agreement = bad
                    ticket.board = bad
                    ticket.url = "javascript:alert(1)"
                },
                removed: [
                    .init(kind: "quote", text: bad), .init(kind: "hidden", text: bad), .init(kind: bad, text: bad),
                ])
            try await stage.draft("t\"<script>", TicketWorld.a, facts: facts) { record in
                record.ticket.subject = bad
                record.ticket.text = bad
                record.ticket.language = bad
                record.ticket.entities = [Entity(kind: .product, value: "script")]
                record.ticket.flags = ["hidden_text", "prompt_injection_suspected", bad]
                record.triage.category = bad
                record.triage.duplicateOf = [TicketID(bad), "x/../y"]
                record.triage.needs = [bad]
                record.warnings = [bad]
                record.claims.reasons = [bad]
                record.draft.language = bad
                record.draft.model = bad
                record.draft.mode = .llm
                record.draft.replyText = bad
                record.draft.reply = [
                    Sentence(text: bad, kind: .fact, evidence: [bad, "E1"], support: .weak, missing: [bad])
                ]
                record.context.evidence = [
                    Evidence(
                        id: bad, kind: .document, source: bad, title: bad, text: bad + "\n" + bad,
                        url: "data:text/html,x"),
                    Evidence(
                        id: "E1", kind: .device, source: bad, title: bad, text: bad, url: "https://a@b.example.com/"),
                ]
                record.context.devices = [
                    DeviceMatch(
                        id: "dev-a", hostname: bad, score: 1e300, evidence: [.init(kind: bad, value: bad, place: bad)])
                ]
                record.context.documents = [
                    DocumentMatch(
                        id: "d", title: bad, url: "javascript:1", visibility: .init(rawValue: bad), score: -1e300,
                        matchedTerms: [.init(term: bad, weight: 1e300)])
                ]
                record.context.tickets = [TicketMatch(id: TicketID(bad), subject: bad, score: 1, resolution: bad)]
                record.egress = [EgressReceipt(receipt: 1, endpoint: bad, bytes: 1, sha256: bad, redacted: [bad: 1])]
            }
            var browser = try await stage.browser(name: bad)
            let page = try await browser.get("/tickets/" + TestBrowser.escape("t\"<script>"))
            #expect(page.status == 200)
            let lowered = page.text.lowercased()
            for tag in ["<script>", "<img", "<style", "href=\"javascript", "href=\"data", "\u{0}"] {
                #expect(!lowered.contains(tag), "\(tag)")
            }
            #expect(
                page.text.ranges(of: "<script ").count
                    == page.text.ranges(of: "<script type=\"module\" src=\"/assets/").count)
            #expect(page.text.contains("&lt;script&gt;alert(1)"))
        }
    }

    @Test func saysWhereATicketWithoutADraftStands() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            try await stage.deliver("t-1", TicketWorld.a)
            try await stage.deliver("t-2", TicketWorld.a)
            var browser = try await stage.browser(clients: [TicketWorld.a])
            let waiting = try await browser.get("/tickets/t-2")
            #expect(waiting.status == 200)
            #expect(waiting.text.contains("This ticket is being researched."))
            #expect(waiting.text.contains("1\u{00A0}ticket is before it."))
            #expect(try await browser.get("/tickets/t-1").text.contains("It is next in line."))

            let now = SystemClock().now()
            for leased in try await stage.store.lease(limit: 2, owner: "test", seconds: 60, now: now) {
                if leased.job.ticketID == "t-1" {
                    #expect(try await browser.get("/tickets/t-1").text.contains("worked on at this moment"))
                    try await stage.store.fail(
                        leased.job.id, leased.lease,
                        JobFailure(reason: "the delivery holds no <b>ticket</b>", isPermanent: true), now: now)
                }
            }
            let dead = try await browser.get("/tickets/t-1")
            #expect(dead.text.contains("This ticket could not be researched."))
            #expect(dead.text.contains("The delivery holds no &lt;b&gt;ticket&lt;/b&gt;"))

            let kept = try await browser.get("/tickets/old-a")
            #expect(kept.text.contains("There is no draft for this ticket."))
            #expect(kept.text.contains("Old printer trouble"))
        }
    }

    @Test func aChangedTicketShowsWhatChanged() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            let old = try await stage.draft("t-1", TicketWorld.a)
            let new = try await stage.draft("t-1", TicketWorld.a, content: "2") { record in
                record.ticket.text = "The scanner on PC-A prints nothing since Monday."
            }
            var browser = try await stage.browser()
            let current = try await browser.get("/tickets/t-1")
            #expect(current.text.contains("data-draft=\"\(new)\""))
            #expect(!current.text.contains("id=\"changed\""))
            let stale = try await browser.get("/tickets/t-1?draft=\(old)")
            #expect(stale.text.contains("data-draft=\"\(old)\""))
            #expect(stale.text.contains("data-state=\"stale\""))
            #expect(stale.text.contains("The ticket has changed since this draft was written."))
            #expect(stale.text.contains("<del><span class=\"vh\">taken out: </span>printer</del>"))
            #expect(stale.text.contains("<ins><span class=\"vh\">new: </span>scanner</ins>"))
            #expect(stale.text.contains("/tickets/t-1?draft=\(new)"))

            try await stage.deliver("t-1", TicketWorld.a, content: "3")
            let waiting = try await browser.get("/tickets/t-1")
            #expect(waiting.text.contains("A new draft is being prepared."))
        }
    }

    @Test func longTextsAreShownInFullWhenAskedFor() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            let text = String(repeating: "Ein Wort – ", count: 90_000) + "the very end"
            try await stage.draft("t-1", TicketWorld.a) { record in
                record.ticket.text = text
                record.context.evidence[1].text = String(repeating: "padding words here. ", count: 400) + "last words"
            }
            var browser = try await stage.browser()
            let cut = try await browser.get("/tickets/t-1")
            #expect(cut.text.utf8.count < 150_000)
            #expect(cut.text.contains("Show all of it (1.2\u{00A0}MB)"))
            #expect(!cut.text.contains("the very end"))
            #expect(!cut.text.contains("last words"))
            #expect(cut.text.contains("?evidence=E2#ev-E2"))
            #expect(try await browser.get("/tickets/t-1?whole=1").text.contains("the very end"))
            #expect(try await browser.get("/tickets/t-1?evidence=E2").text.contains("last words"))
        }
    }

    @Test func theOriginalIsShownWhenAskedFor() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            try await stage.draft("t-1", TicketWorld.a)
            try await stage.draft("t-2", nil)
            var browser = try await stage.browser()
            #expect(
                try await browser.get("/tickets/t-1?original=1").text.contains(
                    "<pre class=\"source\" dir=\"auto\">\nbody</pre>"))
            #expect(try await browser.get("/tickets/t-2?original=1").text.contains("The original is not kept here"))
        }
    }

    @Test(arguments: [
        ("/tickets/%FF", 404), ("/tickets/%zz", 404), ("/tickets/t-1?draft=0", 404), ("/tickets/t-1?draft=x", 404),
        ("/tickets/t-1?draft=-1", 404), ("/tickets/t-1?draft=99999999999999999999", 404),
        ("/tickets/t-1?draft=1&draft=1", 400), ("/tickets/t-1?whole=%ZZ", 400), ("/tickets/t-1/egress/0", 404),
        ("/tickets/t-1/egress/x", 404), ("/tickets/t-1/egress/9223372036854775807", 404),
        ("/tickets/" + String(repeating: "a", count: 600), 404), ("/tickets/t-1?tab=nonsense", 200),
        ("/tickets/t-1?evidence=%3Cb%3E&whole=7", 200),
    ])
    func badAddresses(path: String, status: Int) async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            try await stage.draft("t-1", TicketWorld.a)
            var browser = try await stage.browser()
            #expect(try await browser.get(path).status == status)
        }
    }

    @Test(arguments: ["a/b", "ü ß", "100%25", "?x=1#y", "\"<b>", "日本", "a+b"])
    func anIdMayHoldAnyCharacter(id: String) async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            try await stage.draft("next", TicketWorld.a)
            try await stage.draft(id, TicketWorld.a)
            var browser = try await stage.browser()
            #expect(try await browser.get("/tickets/" + TestBrowser.escape(id)).status == 200)
            let neighbour = try await browser.get("/tickets/next").text
            #expect(neighbour.contains("<a href=\"\(TicketLinks.path(TicketID(id)))\" rel=\"next\">"))
        }
    }

    @Test func aPodHasNoNavigationAndOpensThePageElsewhere() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            try await stage.draft("t-1", TicketWorld.a) { $0.triage.duplicateOf = ["old-a"] }
            var browser = try await stage.browser()
            let page = try await browser.get("/tickets/t-1?pod=1")
            #expect(page.text.contains("<body class=\"pod\""))
            #expect(!page.text.contains("class=\"top\""))
            #expect(
                page.text.contains("<a href=\"/tickets/t-1\" target=\"_blank\" rel=\"noopener\">Open the full page</a>")
            )
            #expect(page.text.contains("href=\"/tickets/old-a?pod=1\""))
        }
    }

    @Test func tellsWhoDidWhat() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            let id = try await stage.draft("t-1", TicketWorld.a)
            let account = try await stage.store.createAccount(
                login: "mary", name: "Mary <b>", role: .technician, clients: nil, passwordHash: nil,
                by: Actor(.console, "test"))
            let mary = Principal(
                actor: Actor(.user, account.id), name: account.name, role: .technician, audience: .everyClient,
                isBrowserSession: true)
            let now = SystemClock().now()
            var payload = Decision.Payload()
            payload.sentence = "Replace the toner of KX-99."
            _ = try await stage.store.decide(
                DecisionRequest(draft: id, kind: .vouch, payload: payload, revisions: [1]), by: mary, now: now)
            payload = Decision.Payload(text: "My own words.")
            _ = try await stage.store.decide(
                DecisionRequest(draft: id, kind: .edit, payload: payload, revisions: [2]), by: mary, now: now)
            var browser = try await stage.browser()
            let page = try await browser.get("/tickets/t-1")
            #expect(page.text.contains("Mary &lt;b&gt; has this ticket in hand."))
            #expect(page.text.contains("<bdi>Mary &lt;b&gt;</bdi> vouches for it"))
            #expect(page.text.contains("My own words."))
            #expect(page.text.contains("vouched for a sentence"))
        }
    }

    /// Texts as long as real ones; assets counted as they are sent.
    @Test func aTicketWithTenDocumentsWeighsLittle() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            try await stage.draft("t-1", TicketWorld.a) { record in
                for number in 4...13 {
                    let words = (0..<150).map { "word\(($0 * 7919 + number * 104_729) % 5000)" }.joined(separator: " ")
                    record.context.evidence.append(
                        Evidence(
                            id: "E\(number)", kind: .document, source: "doc-\(number)", title: "Document \(number)",
                            text: words, url: "https://docs.example.com/\(number)"))
                    record.context.documents.append(
                        DocumentMatch(
                            id: DocumentID("doc-\(number)"), title: "Document \(number)", visibility: .internal,
                            score: 3,
                            matchedTerms: (0..<8).map { TermWeight(term: "term\($0)", weight: 1.5) }))
                }
            }
            var browser = try await stage.browser()
            let page = try await browser.send("GET", "/tickets/t-1", [HTTPHeader("Accept", "text/html")], [])
            var weight = Gzip.compress(Array(page.text.utf8), level: 5)?.count ?? .max
            let assets = [
                "app.css", "core.js", "keys.js", "live.js", "send.js", "say.js", "leave.js", "dialog.js", "ticket.js",
                "acts.js",
            ]
            for name in assets {
                let asset = try await browser.get("/assets/\(stage.kit.assets.hash)/\(name)")
                #expect(asset.status == 200)
                weight += Gzip.compress(Array(asset.text.utf8), level: 5)?.count ?? .max
            }
            #expect(weight < 60_000, "\(weight)")
        }
    }
}
