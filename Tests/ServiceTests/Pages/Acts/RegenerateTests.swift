import CurlTransport
import Domain
import Enrichment
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct RegenerateTests {
    @Test func theNewRecordTakesThePlaceAndTheFormerIsKept() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            var ada = try await stage.browser()
            #expect(try await ada.act("edit", draft, [("text", "An edit of the former draft.")]).status == 303)
            let lead = Principal(
                actor: Actor(.user, "x"), name: "x", role: .lead, audience: .everyClient, isBrowserSession: true)
            let record = ActWorld.record("t1", ActWorld.own, reply: [(ActWorld.internalOnly, ["E3"])], isBlocked: true)
            var payload = Decision.Payload()
            payload.struck = ["copier"]
            let request = DecisionRequest(draft: draft, kind: .regenerate, payload: payload, revisions: [2])
            let now = SystemClock().now()
            let result = try await stage.store.regenerate(request, with: record, by: lead, now: now)
            #expect(result.revision == 3)
            await #expect(throws: ReviewRefusal.revisionMismatch(current: 3)) {
                _ = try await stage.store.regenerate(request, with: record, by: lead, now: now)
            }
            let foreign = ActWorld.record("t1", ActWorld.other, reply: [])
            let next = DecisionRequest(draft: draft, kind: .regenerate, payload: payload, revisions: [3])
            await #expect(throws: ReviewRefusal.stale) {
                _ = try await stage.store.regenerate(next, with: foreign, by: lead, now: now)
            }
            let after = try #require(try stage.store.draft(draft, for: .everyClient))
            #expect(after.record == record)
            #expect(try stage.store.summary(draft, for: .everyClient)?.isBlocked == true)
            // The edit was of the former draft.
            #expect(try stage.store.text(of: draft, for: .everyClient) == nil)
            let (_, copy) = try #require(try stage.environment.desk.draft(draft, for: .everyClient))
            #expect(copy.text == record.draft.replyText)
            #expect(try stage.store.auditEntries(AuditFilter(act: "draft_regenerated")).count == 1)
        }
    }

    @Test func whatCannotBeDoneIsSaidAndChangesNothing() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            var ada = try await stage.browser()
            #expect(try await ada.get("/tickets/t1").text.contains("data-act=\"regenerate\""))
            let long = String(repeating: "x", count: 201)
            #expect(try await ada.act("regenerate", draft, [("instruction", long)]).status == 400)
            #expect(try await ada.act("regenerate", draft, [("style", "angry")]).status == 400)
            let gone = try await ada.act("regenerate", draft, [("struck", "printer")])
            #expect(gone.status == 409)
            #expect(gone.text.contains("not kept any more"))
            #expect(try await ada.act("regenerate", draft, revision: 7, [("struck", "printer")]).status == 412)
            var reader = try await stage.browser(.reader)
            #expect(try await reader.act("regenerate", draft).status == 403)
            var eve = try await stage.browser(clients: [ActWorld.other])
            #expect(try await eve.act("regenerate", draft).status == 404)
            #expect(try stage.store.summary(draft, for: .everyClient)?.revision == 1)
        }
    }

    @Test func aTextOf64KilobytesIsCheckedInOnePass() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let id = try await ActWorld.draft(in: stage.store, "t1")
            let (draft, copy) = try #require(try stage.environment.desk.draft(id, for: .everyClient))
            var text = ReviewCheck.Text(copy)
            text.reply = String(
                String(repeating: "The spooler of printer number seven was cleared by the vendor. ", count: 1_100)
                    .prefix(65_000))
            _ = try stage.environment.desk.check(draft, text)
            let begun = ContinuousClock.now
            let result = try stage.environment.desk.check(draft, text)
            print(
                "checked \(text.reply.utf8.count) bytes, \(result.reply.count) sentences: \(ContinuousClock.now - begun)"
            )
            #expect(result.reply.count > 900)
            let again = try stage.environment.desk.check(draft, text)
            #expect(again.verdict == result.verdict)
        }
    }
}
