import Domain
import Drafting
import Enrichment
import ScriptedServer
import Storage
import Testing

@testable import Service

/// What would leave, shown without anything leaving.
@Suite struct OutboundPageTests {
    @Test func itIsWhatACallSends() async throws {
        try await WorkStage.run { stage in
            let draft = try await stage.draft("t1")
            let work = try #require(stage.pages.environment.work)
            guard case .call(let call) = try await work.preview(WorkStage.ticket("t1")) else {
                Issue.record("there is no call")
                return
            }
            let sent = try #require(stage.model.seen.first)
            #expect(stage.model.seen.count == 1)
            #expect(call.body == sent.body)
            #expect(call.refusal == nil)
            var ada = try await stage.pages.browser()
            let page = try await ada.get("/drafts/\(draft)/outbound")
            #expect(page.status == 200)
            for part in [call.sha256, stage.model.address, "A call made now would send this", "at most"] {
                #expect(page.text.contains(part), "\(part)")
            }
            // Looking sends nothing and is no receipt.
            #expect(stage.model.seen.count == 1)
            #expect(
                try stage.store.egressEntries(ticket: nil, client: nil, for: .everyClient, before: nil, limit: 5).count
                    == 1)
            #expect(try stage.store.auditEntries(AuditFilter(act: "draft_viewed")).count == 1)
        }
    }

    @Test func placeholdersAreBoxedAndNamesAreNotThere() async throws {
        let endpoint = "https://model.example.com/v1"
        try await WorkStage.run(policy: .cloudPseudonymized, endpoint: endpoint) { stage in
            let record = ActWorld.record("t1", WorkStage.own, reply: [])
            let draft = try await stage.draft("t1", record: record)
            var ada = try await stage.pages.browser()
            let ticket = try await ada.get("/tickets/t1?tab=egress")
            #expect(ticket.text.contains("href=\"/drafts/\(draft)/outbound\""))
            let page = try await ada.get("/drafts/\(draft)/outbound")
            #expect(page.status == 200)
            #expect(page.text.contains("<span class=\"withheld\" title=\"withheld\">PERSON_1"))
            #expect(page.text.contains(endpoint))
            #expect(page.text.contains("replaced by placeholders"))
            #expect(!page.text.contains("Halloway"))
        }
    }

    @Test func whereNothingMayLeaveThatIsSaid() async throws {
        try await WorkStage.run(policy: .extractive) { stage in
            let draft = try await stage.draft("t1")
            var ada = try await stage.pages.browser()
            let page = try await ada.get("/drafts/\(draft)/outbound")
            #expect(page.text.contains("Nothing would leave"))
            #expect(try await !ada.get("/tickets/t1?tab=egress").text.contains("/outbound"))
        }
        try await WorkStage.run(hasModel: false) { stage in
            _ = try await stage.draft("t1")
            var ada = try await stage.pages.browser()
            let page = try await ada.get("/tickets/t1?tab=egress")
            #expect(page.text.contains("llm.endpoint") && !page.text.contains("/outbound"))
        }
    }

    @Test func itIsForThoseWhoDecide() async throws {
        try await WorkStage.run { stage in
            let draft = try await stage.draft("t1")
            var reader = try await stage.pages.browser(.reader)
            #expect(try await reader.get("/drafts/\(draft)/outbound").status == 403)
            var eve = try await stage.pages.browser(clients: [WorkStage.other])
            #expect(try await eve.get("/drafts/\(draft)/outbound").status == 404)
            #expect(try await eve.get("/drafts/999999/outbound").status == 404)
        }
    }
}
