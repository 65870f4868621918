import Domain
import ScriptedServer
import Storage
import Testing

@testable import Service

/// A draft made anew, the whole way: form, pipeline, model, store.
@Suite struct RegenerateWayTests {
    private static let wish = "Mention the toner."

    private static func script(_ seen: ScriptedServer.Seen) -> ScriptedServer.Answer {
        WorkStage.answer(seen.text.contains(wish) ? "The toner is empty." : "Please restart the print spooler.")
    }

    private static func refusal(_ seen: ScriptedServer.Seen) -> ScriptedServer.Answer {
        seen.text.contains(wish) ? .json("{}", status: 400) : WorkStage.answer("Please restart it.")
    }

    private static func fields(_ key: String, instruction: String = wish) -> [(String, String)] {
        [("key", key), ("instruction", instruction), ("style", "shorter"), ("language", "de")]
    }

    @Test func theInstructionReachesTheModelAndTheDraftIsReplaced() async throws {
        try await WorkStage.run(script: Self.script) { stage in
            let draft = try await stage.draft("t1")
            let former = try stage.record(draft)
            #expect(former.draft.mode == .llm && former.egress.count == 1)
            var ada = try await stage.pages.browser(clients: [WorkStage.own])
            let answer = try await ada.act("regenerate", draft, Self.fields("k"))
            #expect(answer.status == 303)
            let asked = try #require(stage.model.seen.last?.text)
            for part in [Self.wish, "Make the reply shorter than usual.", "German"] {
                #expect(asked.contains(part), "\(part)")
            }
            let record = try stage.record(draft)
            #expect(record.draft.replyText.contains("The toner is empty."))
            #expect(record.draft.language == "de")
            #expect(try stage.revision(draft) == 2)
            // Both calls stay listed, and what both cost.
            #expect(record.egress.count == 2 && record.egress.first == former.egress.first)
            #expect(record.usage.inputTokens == 200 && record.usage.outputTokens == 20)
            let now = SystemClock().now()
            let total = try stage.store.insights(
                InsightQuery(since: now.adding(seconds: -3600), until: now.adding(seconds: 60), audience: .everyClient)
            ).total
            #expect(total.drafts == 1 && total.inputTokens == 200)
            let decisions = try stage.store.decisions(
                DecisionFilter(draft: draft), for: .everyClient, before: nil, limit: 5)
            #expect(decisions.map(\.kind) == [.regenerate])
            #expect(decisions.first?.payload.instruction?.contains(Self.wish) == true)
        }
    }

    @Test func theSameFormTwiceIsDoneOnce() async throws {
        try await WorkStage.run(script: Self.script) { stage in
            let draft = try await stage.draft("t1")
            let browser = try await stage.pages.browser()
            let (first, second) = (browser, browser)
            async let left = Self.send(first, draft)
            async let right = Self.send(second, draft)
            let answers = try await [left, right]
            #expect(answers.map(\.status) == [200, 200])
            #expect(Set(answers.map { $0.object["revision"] as? Int }) == [2])
            #expect(Set(answers.map { $0.object["decision_id"] as? Int }).count == 1)
            #expect(answers.count { $0.object["is_replay"] as? Bool == true } == 1)
            // Once for the draft, once for the draft made anew.
            #expect(stage.model.seen.count == 2)
            let later = try await Self.send(browser, draft)
            #expect(later.object["is_replay"] as? Bool == true)
            #expect(stage.model.seen.count == 2)
            #expect(try stage.revision(draft) == 2)
            #expect(try stage.store.auditEntries(AuditFilter(act: "draft_regenerated")).count == 1)
        }
    }

    private static func send(_ browser: TestBrowser, _ draft: Int64) async throws -> TestBrowser.Page {
        var browser = browser
        return try await browser.act("regenerate", draft, fields("k"), json: true)
    }

    @Test func whatWasTypedStaysInTheFormOfARefusal() async throws {
        try await WorkStage.run(script: Self.script) { stage in
            let draft = try await stage.draft("t1")
            var ada = try await stage.pages.browser()
            _ = try await ada.act("claim", draft)
            let stale = try await ada.act("regenerate", draft, Self.fields("k") + [("struck", "spooler\nfloor")])
            #expect(stale.status == 412)
            let long = String(repeating: "x", count: 201)
            let refused = try await ada.act("regenerate", draft, revision: 2, Self.fields("k", instruction: long))
            #expect(refused.status == 400)
            #expect(refused.text.contains("value=\"\(long)\""))
            for part in [
                "value=\"\(Self.wish)\"", "value=\"shorter\" selected", "value=\"de\" selected",
                "name=\"revision\" value=\"2\"", "data-act=\"regenerate\"",
            ] { #expect(stale.text.contains(part), "\(part)") }
            #expect(stage.model.seen.count == 1)
            var eve = try await stage.pages.browser(clients: [WorkStage.other])
            #expect(try await eve.act("regenerate", draft, revision: 2, Self.fields("k")).status == 404)
            #expect(try stage.revision(draft) == 2)
        }
    }

    @Test func whenTheModelFailsTheDraftStands() async throws {
        try await WorkStage.run(script: Self.refusal) { stage in
            let draft = try await stage.draft("t1")
            var ada = try await stage.pages.browser()
            let answer = try await ada.act("regenerate", draft, Self.fields("k"))
            #expect(answer.status == 502)
            #expect(answer.text.contains("value=\"\(Self.wish)\""))
            #expect(try stage.record(draft).draft.replyText.contains("Please restart it."))
            #expect(try stage.revision(draft) == 1)
            // Nothing was kept, so the same form may be sent again.
            #expect(try await ada.act("regenerate", draft, Self.fields("k")).status == 502)
        }
    }

    @Test func aStruckTermChangesTheRanking() async throws {
        try await WorkStage.run(hasModel: false) { stage in
            let draft = try await stage.draft("t1")
            #expect(try stage.record(draft).context.documents.first?.id == "spooler")
            var ada = try await stage.pages.browser()
            let needs = try await ada.act("regenerate", draft, [("instruction", "x")])
            #expect(needs.status == 422 && needs.text.contains("value=\"x\""))
            let answer = try await ada.act(
                "regenerate", draft, [("struck", "spooler\nhangs"), ("language", "fr")])
            #expect(answer.status == 303)
            let record = try stage.record(draft)
            #expect(record.context.documents.first?.id == "toner")
            #expect(record.draft.language == "fr")
        }
    }

    /// Retention takes the ticket before its draft where the draft is the younger.
    @Test func theFactsOfADraftStandForATicketThatIsGone() async throws {
        try await WorkStage.run(script: Self.script) { stage in
            let told = try await stage.draft("t1", isKept: false)
            let untold = try await stage.draft("t2", isKept: false, hasFacts: false)
            #expect(try stage.store.ticket("t1", for: .everyClient) == nil)
            var ada = try await stage.pages.browser()
            #expect(try await ada.act("regenerate", told, Self.fields("k")).status == 303)
            let record = try stage.record(told)
            #expect(record.draft.replyText.contains("The toner is empty."))
            #expect(record.ticket.text.contains("prints blank pages"))
            #expect(record.context.contact?.name == "Jane Halloway")
            // It is not kept again by that.
            #expect(try stage.store.ticket("t1", for: .everyClient) == nil)
            let refused = try await ada.act("regenerate", untold, Self.fields("k"))
            #expect(refused.status == 409)
            #expect(refused.text.contains("not kept any more"))
            #expect(refused.text.contains("value=\"\(Self.wish)\""))
        }
    }
}
