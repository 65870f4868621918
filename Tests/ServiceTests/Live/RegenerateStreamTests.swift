import CurlTransport
import Domain
import Foundation
import ScriptedServer
import Storage
import Testing

@testable import Service

@Suite struct RegenerateStreamTests {
    /// The token in the header, as scripts send it, or in the form.
    private func csrf(_ form: [(String, String)], asHeader: Bool) -> (form: [(String, String)], header: String?) {
        asHeader ? (form.filter { $0.0 != "csrf_token" }, form.first { $0.0 == "csrf_token" }?.1) : (form, nil)
    }

    private func form(_ browser: inout TestBrowser, revision: Int64 = 1) async throws -> [(String, String)] {
        [
            ("csrf_token", try #require(try await browser.get("/account").csrfToken)), ("revision", String(revision)),
            ("language", "de"),
        ]
    }

    @Test func theAnswerIsTheProgressAndThenTheResult() async throws {
        try await LiveWorld.run { _ in
            EventServer.steps(LiveWorld.answer)
        } use: { world in
            try await world.deliver("t1")
            let draft = try await world.draft("t1")
            var ada = try await world.stage.browser(clients: [TicketWorld.a])
            let (fields, header) = csrf(try await form(&ada), asHeader: true)
            let (status, events) = try await world.open(
                ada, "/drafts/\(draft.id)/regenerate", form: fields, csrf: header)
            #expect(status == 200)
            var listener = Listener(events)
            let told = try #require(try await listener.next("done"))
            #expect(told["revision"] as? Int == 2)
            #expect(told["flash"] as? String == "regenerating")
            #expect(told["page"] as? String == "/tickets/t1")
            #expect(listener.kinds.first == "found")
            #expect(listener.kinds.contains("sentences"))
            #expect(!listener.heard.contains { $0.data.contains("PC-B") })
            let after = try #require(try world.stage.store.draft(draft.id, for: .everyClient))
            #expect(after.revision == 2)
            #expect(after.record.draft.language == "de")
            #expect(after.record.egress.count > draft.record.egress.count)
            // Refused as without a stream, as the last event.
            var again = Listener(
                try await world.open(ada, "/drafts/\(draft.id)/regenerate", form: try await form(&ada)).events)
            #expect(try await again.next("problem")?["status"] as? Int == 412)
        }
    }

    @Test(arguments: [false, true]) func whoGoesAwayChangesNothing(asHeader: Bool) async throws {
        try await LiveWorld.run { number in
            number == 1
                ? EventServer.steps(LiveWorld.answer) : [.send(EventServer.piece("{\"summary\": [")), .drain]
        } use: { world in
            try await world.deliver("t1")
            let draft = try await world.draft("t1")
            var ada = try await world.stage.browser(clients: [TicketWorld.a])
            let (fields, header) = csrf(try await form(&ada), asHeader: asHeader)
            do {
                var listener = Listener(
                    try await world.open(ada, "/drafts/\(draft.id)/regenerate", form: fields, csrf: header).events)
                #expect(try await listener.next("found") != nil)
                try await eventually("the model is asked") { world.server.bodies.count == 2 }
            }
            try await eventually("the model is left alone") { world.server.hangUps == 1 }
            let after = try #require(try world.stage.store.draft(draft.id, for: .everyClient))
            #expect(after.revision == 1)
            #expect(after.record == draft.record)
            #expect(try world.stage.store.auditEntries(AuditFilter(act: "draft_regenerated")).isEmpty)
        }
    }

    @Test func rolesAndClientsCountBeforeTheStreamBegins() async throws {
        try await LiveWorld.run { _ in
            EventServer.steps(LiveWorld.answer)
        } use: { world in
            try await world.deliver("t1")
            let draft = try await world.draft("t1")
            var reader = try await world.stage.browser(.reader, clients: [TicketWorld.a])
            let path = "/drafts/\(draft.id)/regenerate"
            #expect(try await world.open(reader, path, form: try await form(&reader)).status == 403)
            var eve = try await world.stage.browser(clients: [TicketWorld.b])
            #expect(try await world.open(eve, path, form: try await form(&eve)).status == 404)
            let ada = try await world.stage.browser(clients: [TicketWorld.a])
            // Without the session's token.
            #expect(try await world.open(ada, path, form: [("revision", "1")]).status == 403)
            #expect(world.server.bodies.count == 1)
        }
    }
}
