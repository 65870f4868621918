import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct ActProtectionTests {
    @Test(arguments: Act.allCases.map(\.rawValue) + ["check", "presence"])
    func whoMayNotIsRefusedAndNothingIsWritten(act: String) async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            let fields = [
                ("text", "Hello."), ("sentence", ActWorld.supported), ("evidence", "E1"), ("useful", "1"),
                ("rejection", "tone"),
            ]
            var reader = try await stage.browser(.reader)
            #expect(try await reader.act(act, draft, fields).status == 403)
            var eve = try await stage.browser(clients: [ActWorld.other])
            #expect(try await eve.act(act, draft, fields).status == 404)
            #expect(try await eve.act(act, draft + 1000, fields).status == 404)
            var ada = try await stage.browser()
            let token = try #require(try await ada.get("/account").csrfToken)
            let path = "/drafts/\(draft)/\(act)"
            let own = [("revision", "1")] + fields
            #expect(try await ada.post(path, own).status == 403)
            #expect(try await ada.post(path, own + [("csrf_token", token)], site: "cross-site").status == 403)
            #expect(
                try await ada.post(
                    path, own + [("csrf_token", token)], site: nil, [HTTPHeader("Origin", "https://evil.example")]
                ).status == 403)
            let after = try #require(try stage.store.summary(draft, for: .everyClient))
            #expect(after.revision == 1)
            #expect(after.state == .open)
        }
    }

    @Test func aTextMayHave64Kilobytes() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            var ada = try await stage.browser()
            let most = String(repeating: "ä ", count: 21_845)
            #expect(most.utf8.count <= 65_536)
            #expect(try await ada.act("edit", draft, [("text", most)]).status == 303)
            let more = String(repeating: "x", count: 65_537)
            let refused = try await ada.act("edit", draft, revision: 2, [("text", more)])
            #expect(refused.status == 413)
            #expect(refused.text.contains(more))
            #expect(try await ada.act("check", draft, revision: 2, [("text", more)]).status == 413)
        }
    }

    @Test func aTextIsCheckedAsItIsTyped() async throws {
        try await PageStage.run(records: ActWorld.records) { stage in
            let draft = try await ActWorld.draft(in: stage.store, "t1")
            var ada = try await stage.browser()
            let text = "Hello. \(ActWorld.supported) Server SRV-99 is down. ZEPHYR-SRV-3 too."
            let page = try await ada.act("check", draft, [("text", text)])
            #expect(page.status == 200)
            let reply = try #require(page.object["reply"] as? [[String: Any]])
            #expect(
                reply.map { $0["support"] as? String } == ["not_needed", "supported", "unsupported", "unsupported"])
            #expect(reply[1]["evidence"] as? [String] == ["E1"])
            #expect(page.object["blocked"] as? Bool == true)
            let reasons = try #require(page.object["reasons"] as? [String])
            #expect(reasons.contains { $0.contains("another client") })
            #expect(try stage.store.summary(draft, for: .everyClient)?.revision == 1)
        }
    }
}
