import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct QueuePageTests {
    private func run(_ use: (PageStage) async throws -> Void) async throws {
        try await PageStage.run(records: PageStage.clients, use)
    }

    @Test func aLineSaysWhatThereIsToKnow() async throws {
        try await run { stage in
            try await stage.draft(
                "t1", "a", subject: "Printer jams", number: "4711", original: "FW: Printer jams!!", device: "PC-17",
                isBlocked: true)
            var browser = try await stage.browser()
            let page = try await browser.get("/")
            #expect(page.status == 200)
            for part in [
                "Printer jams</a>", "title=\"FW: Printer jams!!\"", "Acme &amp; Söhne", "4711", "blocked 2", "6/8",
                "PC-17", "Service", "left</span>", "<table id=\"queue\"", "data-ticket=\"t1\"", "role=\"columnheader\"",
                "href=\"/tickets/t1\"", "aria-label=\"Mark ticket 4711\"",
            ] { #expect(page.text.contains(part), "\(part)") }
        }
    }

    @Test func statesAreWordsAndTheOrderIsTimeLeft() async throws {
        try await run { stage in
            try await stage.draft("late", "a", subject: "late", dueIn: -7200)
            try await stage.draft("never", "a", subject: "never", dueIn: nil)
            try await stage.draft("soon", "a", subject: "soon", mode: .extractive, dueIn: 600)
            try await stage.draft(
                "ask", "b", subject: "ask", questions: [Sentence(text: "Which?", kind: .question)], dueIn: 60_000)
            var browser = try await stage.browser()
            let page = try await browser.get("/")
            #expect(page.subjects == ["late", "soon", "ask", "never"])
            for part in ["late</span>", "no SLA", "extractive", "needs info", "ready"] {
                #expect(page.text.contains(part), "\(part)")
            }
            for (query, expected) in [
                ("state=ready", ["late", "never"]), ("state=extractive", ["soon"]), ("client=b", ["ask"]),
                ("q=LAT", ["late"]), ("board=Service&client=a", ["late", "soon", "never"]), ("board=Other", []),
                ("mine=1", []), ("state=approved", []), ("client=&state=&q=", ["late", "soon", "ask", "never"]),
            ] { #expect(try await browser.get("/?" + query).subjects == expected, "\(query)") }
            #expect(try await browser.get("/?client=b&q=zz").text.contains("Nothing matches"))
        }
    }

    @Test func emptyQueuesSayWhy() async throws {
        try await run { stage in
            var lead = try await stage.browser(.lead)
            var reader = try await stage.browser(.reader, clients: ["b"])
            #expect(try await lead.get("/").text.contains("href=\"/welcome\""))
            #expect(try await reader.get("/").text.contains("/welcome") == false)
            let id = try await stage.draft("t1", "a")
            #expect(try await lead.get("/").subjects.count == 1)
            let page = try await lead.get("/")
            let token = try #require(page.csrfToken)
            _ = try await lead.post(
                "/queue/acts", [("csrf_token", token), ("act", "reject"), ("confirm", "1"), ("mark-\(id)", "1")])
            #expect(try await lead.get("/").text.contains("Nothing to review"))
            let rejected = try await lead.get("/?state=rejected")
            #expect(rejected.subjects.count == 1 && rejected.text.contains("by you"))
        }
    }

    @Test func workWithoutADraftStandsAbove() async throws {
        try await run { stage in
            let now = stage.environment.clock.now()
            for ticket in ["w1", "w2"] {
                _ = try await stage.store.accept(
                    InboundEvent(
                        source: "generic", key: ticket, action: .changed, ticketID: TicketID(ticket),
                        version: 1, contentHash: Array(ticket.utf8), lane: "a", deadline: now.milliseconds,
                        ticket: Array("{}".utf8)))
            }
            let first = try #require(try await stage.store.lease(limit: 1, owner: "t", seconds: 60, now: now).first)
            try await stage.store.fail(
                first.job.id, first.lease, JobFailure(reason: "<b>no model</b>", isPermanent: true), now: now)
            var browser = try await stage.browser()
            let page = try await browser.get("/")
            #expect(page.text.contains("1 could not be researched, 1 being researched"))
            #expect(page.text.contains("could not be researched: &lt;b&gt;no model&lt;/b&gt;"))
            #expect(try await browser.get("/?mine=1").text.contains("researched") == false)
        }
    }

    @Test func pagesGoForthAndBack() async throws {
        try await run { stage in
            for number in 0..<53 {
                try await stage.draft("t\(number)", "a", subject: "s\(number)", dueIn: Int64(1000 + number))
            }
            var browser = try await stage.browser()
            let first = try await browser.get("/?client=a")
            #expect(first.subjects == (0..<50).map { "s\($0)" } && first.address("prev") == nil)
            let second = try await browser.get(try #require(first.address("next")))
            #expect(second.subjects == ["s50", "s51", "s52"] && second.address("next") == nil)
            let back = try await browser.get(try #require(second.address("prev")))
            #expect(back.subjects == first.subjects)
            // A place is one of its view alone.
            let cursor = try #require(first.address("next")).replacing("client=a&", with: "")
            #expect(try await browser.get(cursor).status == 400)
        }
    }

    @Test(arguments: [
        "state=odd", "after=x", "after=%00", "before=AAAA&after=BBBB", "q=" + String(repeating: "a", count: 300),
        "a=1&a=2",
        "q=%ff",
    ])
    func badAddressesGiveAPage(_ query: String) async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let page = try await browser.get("/?" + query)
            #expect(page.status == 400 && page.text.contains("To the queue"))
        }
    }

    @Test func oneClientsDraftsAreNoOthers() async throws {
        try await run { stage in
            let own = try await stage.draft("ta", "a", subject: "of a", board: "Board A")
            let other = try await stage.draft("tb", "b", subject: "of b", board: "Board B")
            try await stage.draft("tn", nil, subject: "of nobody")
            var browser = try await stage.browser(clients: ["a"])
            let page = try await browser.get("/")
            #expect(page.subjects == ["of a"])
            #expect(!page.text.contains("Borealis") && !page.text.contains("Board B"))
            #expect(page.text.contains("To review<span class=\"count\">1</span>"))
            let foreign = try await browser.get("/?client=b")
            #expect(foreign.subjects.isEmpty)
            let absent = try await browser.get("/?client=zz")
            #expect(foreign.subjects == absent.subjects && foreign.status == absent.status)
            let rows = try await browser.get("/queue/rows?drafts=\(own),\(other)")
            #expect(rows.subjects == ["of a"])
            let acted = try await browser.post(
                "/queue/acts",
                [("csrf_token", try #require(page.csrfToken)), ("act", "claim"), ("mark-\(other)", "1")])
            #expect(acted.status == 200 && acted.text.contains("Nothing was claimed"))
            #expect(!acted.text.contains("of b"))
            #expect(try stage.store.summary(other, for: .everyClient)?.state == .open)
        }
    }

    @Test func dataIsNeverMarkup() async throws {
        let nasty = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\u{0}\u{202E}"
        try await run { stage in
            try await stage.draft(
                "t/<b>&?#1", "a", subject: nasty, number: nasty, original: nasty + "!", board: nasty, device: nasty)
            var browser = try await stage.browser(name: "<b>Ada</b>")
            for path in ["/", "/?q=" + TestBrowser.escape("\"><script>"), "/queue/rows?drafts=1"] {
                let page = try await browser.get(path)
                #expect(page.status == 200)
                #expect(!page.text.contains("<script>") && !page.text.contains("<img") && !page.text.contains("<b>"))
            }
            #expect(try await browser.get("/").text.contains("href=\"/tickets/t%2F%3Cb%3E%26%3F%231\""))
        }
    }

    // MARK: Marks

    @Test func severalAreClaimedEachForItself() async throws {
        try await run { stage in
            let first = try await stage.draft("t1", "a", subject: "one")
            let second = try await stage.draft("t2", "a", subject: "two")
            var ada = try await stage.browser(name: "Ada")
            var ben = try await stage.browser(name: "Ben")
            let page = try await ada.get("/")
            let marks = [
                ("csrf_token", try #require(page.csrfToken)), ("form", "f1"), ("back", "/?client=a"),
                ("act", "claim"), ("mark-\(first)", "1"), ("mark-\(second)", "1"),
            ]
            let taken = try await ben.get("/")
            _ = try await ben.post(
                "/queue/acts",
                [("csrf_token", try #require(taken.csrfToken)), ("act", "claim"), ("mark-\(first)", "1")])
            let answer = try await ada.post("/queue/acts", marks)
            #expect(answer.status == 200 && answer.text.contains("1 ticket claimed, 1 not"))
            #expect(answer.text.contains("has changed since you looked at it"))
            #expect(answer.text.contains("href=\"/?client=a\""))
            // Pressed twice: done once, told alike.
            let again = try await ada.post("/queue/acts", marks)
            #expect(again.text.contains("1 ticket claimed, 1 not"))
            #expect(try stage.store.summary(second, for: .everyClient)?.revision == 2)
            let seen = try await ada.get("/")
            #expect(seen.text.contains("<bdi>Ben</bdi>") && seen.text.contains("<bdi>you</bdi>"))
            #expect(try await ada.get("/?mine=1").subjects == ["two"])
        }
    }

    @Test func rejectingSeveralIsAskedFirst() async throws {
        try await run { stage in
            let id = try await stage.draft("t1", "a")
            var browser = try await stage.browser()
            let token = try #require(try await browser.get("/").csrfToken)
            let asked = try await browser.post(
                "/queue/acts", [("csrf_token", token), ("act", "reject"), ("mark-\(id)", "1")])
            #expect(asked.text.contains("Reject 1 ticket as not needed?") && asked.text.contains("name=\"confirm\""))
            #expect(try stage.store.summary(id, for: .everyClient)?.state == .open)
            let done = try await browser.post(
                "/queue/acts", [("csrf_token", token), ("act", "reject"), ("confirm", "1"), ("mark-\(id)", "1")],
                [HTTPHeader("Accept", "application/json")])
            #expect(done.status == 200 && done.text.contains("\"message\":\"1 ticket rejected.\""))
            let decisions = try stage.store.decisions(.init(draft: id), for: .everyClient, before: nil, limit: 5)
            #expect(decisions.first?.payload.rejection == .notNeeded)
        }
    }

    @Test func badMarksGiveAPage() async throws {
        try await run { stage in
            var browser = try await stage.browser()
            let token = try #require(try await browser.get("/account").csrfToken)
            for fields in [
                [("act", "claim")], [("act", "fly"), ("mark-1", "1")], [("act", "claim"), ("mark-x", "1")],
            ] {
                let page = try await browser.post("/queue/acts", [("csrf_token", token)] + fields)
                #expect(page.status == 400 && page.text.contains("To the queue"))
            }
            var reader = try await stage.browser(.reader)
            let home = try await reader.get("/")
            #expect(!home.text.contains("type=\"checkbox\" name=\"mark-"))
            let refused = try await reader.post(
                "/queue/acts", [("csrf_token", try #require(home.csrfToken)), ("act", "claim"), ("mark-1", "1")])
            #expect(refused.status == 403)
        }
    }

    @Test func aLineIsBroughtUpToDateForItsView() async throws {
        try await run { stage in
            let id = try await stage.draft("t1", "a", isBlocked: true)
            var browser = try await stage.browser()
            let inView = try await browser.get("/queue/rows?state=blocked&drafts=\(id)")
            #expect(inView.text.contains("data-in-view=\"1\""))
            let outside = try await browser.get("/queue/rows?state=ready&drafts=\(id)")
            #expect(outside.text.contains("data-in-view=\"0\""))
            for list in ["", "x", "0", "1,,x", (1...51).map(String.init).joined(separator: ",")] {
                #expect(try await browser.get("/queue/rows?drafts=\(list)").status == 400)
            }
        }
    }
}
