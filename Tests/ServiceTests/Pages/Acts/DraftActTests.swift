import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct DraftActTests {
    @Test func aDraftIsReadEditedAndApprovedByForms() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t 1/x")
            var ada = try await stage.browser()
            let page = try await ada.get("/tickets/t%201%2Fx")
            #expect(page.status == 200)
            for act in ["edit", "approve", "reject", "claim", "rate", "delete-sentence", "attach"] {
                #expect(page.text.contains("data-act=\"\(act)\""), "\(act)")
            }
            let claimed = try await ada.act("claim", draft)
            #expect(claimed.status == 303)
            #expect(claimed.location == "/tickets/t%201%2Fx?flash=claimed")
            let text = "Hello.\r\n\r\nThe printer on the second floor prints blank pages since Monday."
            #expect(try await ada.act("edit", draft, revision: 2, [("text", text)]).status == 303)
            let edited = try await ada.get("/tickets/t%201%2Fx")
            #expect(edited.text.contains("<ins>"))
            #expect(try await ada.act("approve", draft, revision: 3).status == 303)
            let approval = try #require(
                try stage.store.decisions(
                    DecisionFilter(draft: draft, kind: .approve), for: .everyClient, before: nil, limit: 1
                ).first)
            #expect(approval.payload.text == text.replacing("\r\n", with: "\n"))
            #expect(approval.payload.change?.inserted == 2)
            #expect(approval.payload.claims?.blocked == false)
            let final = try await ada.get("/tickets/t%201%2Fx")
            #expect(final.text.contains("does not write into your ticket system yet"))
            #expect(final.text.contains("data-copy=\"final-text\""))
            #expect(final.text.contains("[E1] Printer"))
        }
    }

    @Test func whatNobodySupportsBlocksUntilSomebodyVouches() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(
                in: stage.store, "t1", reply: [(ActWorld.supported, ["E1"]), (ActWorld.unsupported, ["E1"])])
            var ada = try await stage.browser()
            let page = try await ada.get("/tickets/t1")
            #expect(page.text.contains("This text cannot be approved yet"))
            #expect(page.text.contains("disabled"))
            let refused = try await ada.act("approve", draft)
            #expect(refused.status == 409)
            #expect(refused.text.contains("Sentence 3 of the reply"))
            #expect(try await ada.act("approve", draft, [("confirm_unsupported", "1")]).status == 403)
            #expect(try await ada.act("vouch", draft, [("sentence", "No such sentence.")]).status == 422)
            #expect(try await ada.act("vouch", draft, [("sentence", ActWorld.unsupported)]).status == 303)
            #expect(try await ada.get("/tickets/t1").text.contains("vouches for it"))
            #expect(try await ada.act("approve", draft, revision: 2).status == 303)
        }
    }

    @Test func aLeadConfirmsByName() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1", reply: [(ActWorld.unsupported, ["E1"])])
            var lead = try await stage.browser(.lead)
            #expect(try await lead.act("approve", draft, [("confirm_unsupported", "1")]).status == 303)
        }
    }

    @Test func internalEvidenceIsToldOnlyOnConfirmation() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let reply = [(ActWorld.internalOnly, ["E3"])]
            let first = try await ActWorld.draft(in: stage.store, "t1", reply: reply)
            let second = try await ActWorld.draft(in: stage.store, "t2", reply: reply)
            var ada = try await stage.browser()
            let refused = try await ada.act("approve", first, json: true)
            #expect(refused.status == 409)
            #expect((refused.object["type"] as? String)?.hasSuffix("needs-confirmation") == true)
            #expect(try await ada.act("approve", first, [("confirm_internal", "1")]).status == 303)
            let note = try await ada.act("approve", second, [("as_note", "1")])
            #expect(note.location == "/tickets/t2?flash=approved-internal")
        }
    }

    @Test func sentencesAreDeletedGivenSourcesAndEvidenceIsRated() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(
                in: stage.store, "t1", reply: [(ActWorld.supported, []), (ActWorld.unsupported, ["E1"])])
            var ada = try await stage.browser()
            #expect(try await ada.act("delete-sentence", draft, [("sentence", ActWorld.unsupported)]).status == 303)
            let edit = try #require(try stage.store.text(of: draft, for: .everyClient))
            #expect(edit.payload.text == "Hello.\n\n" + ActWorld.supported)
            #expect(try await ada.act("approve", draft, revision: 2).status == 409)
            let source = [("sentence", ActWorld.supported), ("evidence", "E1")]
            #expect(try await ada.act("attach", draft, revision: 2, source).status == 303)
            #expect(try await ada.act("approve", draft, revision: 3).status == 303)
            #expect(try await ada.act("rate", draft, revision: 1, [("evidence", "E1"), ("useful", "1")]).status == 412)
            #expect(try await ada.act("rate", draft, revision: 4, [("evidence", "E1"), ("useful", "0")]).status == 303)
            #expect(try await ada.act("rate", draft, revision: 4, [("evidence", "E9"), ("useful", "1")]).status == 422)
            #expect(try stage.store.summary(draft, for: .everyClient)?.revision == 4)
        }
    }

    @Test func aDecisionIsTakenBackForTenSecondsByWhoMadeIt() async throws {
        let clock = HandClock()
        try await PageStage.run(records: ActWorld.records, clock: clock) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1", now: clock.now())
            var ada = try await stage.browser()
            var bob = try await stage.browser(name: "Bob")
            #expect(try await ada.act("reject", draft, [("rejection", "other")]).status == 422)
            #expect(try await ada.act("reject", draft, [("rejection", "tone")]).status == 303)
            #expect(try await bob.act("undo", draft, revision: 2).status == 409)
            #expect(try await ada.get("/tickets/t1").text.contains("data-act=\"undo\""))
            clock.advance(seconds: 9)
            #expect(try await ada.act("undo", draft, revision: 2).status == 303)
            #expect(try await ada.act("approve", draft, revision: 3).status == 303)
            clock.advance(seconds: 11)
            let late = try await ada.act("undo", draft, revision: 4)
            #expect(late.status == 409)
            #expect(late.text.contains("Too late"))
        }
    }
}
