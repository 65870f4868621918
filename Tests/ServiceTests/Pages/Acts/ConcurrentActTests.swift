import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct ConcurrentActTests {
    @Test func theSecondIsToldWhoDidWhatAndKeepsTheirText() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            var ada = try await stage.browser(name: "Ada Lovelace")
            var lead = try await stage.browser(.lead, name: "Bob")
            #expect(try await ada.act("edit", draft, [("text", "Ada's text.")]).status == 303)
            let mine = "Bob's <b>own</b> text.\n</textarea><script>alert(1)</script>"
            let refused = try await lead.act("edit", draft, [("text", mine)])
            #expect(refused.status == 412)
            #expect(refused.text.contains("Ada Lovelace changed the text"))
            #expect(refused.text.contains("Bob&#39;s &lt;b&gt;own&lt;/b&gt; text."))
            #expect(refused.text.contains("<del>"))
            #expect(!refused.text.contains("<script>alert"))
            #expect(try stage.store.text(of: draft, for: .everyClient)?.payload.text == "Ada's text.")
        }
    }

    @Test func ofTwoWhoApproveAtOnceExactlyOneWins() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            let people = [try await stage.browser(name: "Ada"), try await stage.browser(name: "Bob")]
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for person in people {
                    group.addTask {
                        var person = person
                        return try await person.act("approve", draft).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }.sorted()
            }
            #expect(statuses.first == 303)
            #expect([409, 412].contains(statuses.last))
            let approvals = try stage.store.decisions(
                DecisionFilter(draft: draft, kind: .approve), for: .everyClient, before: nil, limit: 10)
            #expect(approvals.count == 1)
        }
    }

    @Test func aFormSentTwiceIsDoneOnce() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            var ada = try await stage.browser()
            let fields = [("text", "Hello. " + ActWorld.supported), ("key", "page-1.edit.")]
            #expect(try await ada.act("edit", draft, fields).status == 303)
            #expect(try await ada.act("edit", draft, fields).status == 303)
            #expect(try stage.store.summary(draft, for: .everyClient)?.revision == 2)
            // The same page from the history with another text is another request, and comes too late.
            #expect(try await ada.act("edit", draft, [("text", "Else."), ("key", "page-1.edit.")]).status == 412)
        }
    }

    @Test func aChangedTicketAsksToLookAgain() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            _ = try await ActWorld.draft(
                in: stage.store, "t1", content: "2", now: SystemClock().now().adding(seconds: 5))
            var ada = try await stage.browser()
            let refused = try await ada.act("edit", draft, revision: 2, [("text", "My long reply.")])
            #expect(refused.status == 409)
            #expect(refused.text.contains("My long reply."))
            #expect(refused.text.contains("Open the newer draft"))
        }
    }

    @Test func whoHasItOpenIsToldToThoseWhoMaySeeIt() async throws {
        let clock = HandClock()
        try await PageStage.run(records: ActWorld.records, clock: clock) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1", now: clock.now())
            var ada = try await stage.browser(name: "Ada")
            var bob = try await stage.browser(name: "Bob")
            var eve = try await stage.browser(clients: [ActWorld.other], name: "Eve")
            _ = try await ada.get("/tickets/t1")
            #expect(try await bob.act("presence", draft).object["open_by"] as? [String] == ["Ada"])
            #expect(try await eve.act("presence", draft).status == 404)
            clock.advance(seconds: 121)
            #expect(try await ada.act("presence", draft).object["open_by"] as? [String] == [])
        }
    }
}
