import CurlTransport
import Domain
import Drafting
import Enrichment
import Foundation
import ScriptedServer
import Storage
import Testing

@testable import Service

/// Looking on while a ticket is worked on, over real connections to a model that streams.
@Suite struct LiveTests {
    private func texts(_ data: [String: Any]?) -> [String] {
        (data?["sentences"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
    }

    @Test func whatStandsIsSeenAtOnceAndSentencesAsTheyAreWritten() async throws {
        try await LiveWorld.run { world in
            try await world.deliver("t1")
            var ada = try await world.stage.browser(clients: [TicketWorld.a])
            let (status, events) = try await world.open(ada, "/tickets/t1/progress")
            #expect(status == 200)
            var listener = Listener(events)
            let found = try #require(try await listener.next("found"))
            let evidence = try #require(found["evidence"] as? [[String: Any]])
            #expect(evidence.first?["id"] as? String == "E1")
            #expect((evidence.first?["text"] as? String)?.contains("since Monday") == true)
            #expect(!texts(found).isEmpty)
            let page = try await ada.get("/tickets/t1").text
            #expect(page.contains("data-progress=\"/tickets/t1/progress\""))
            #expect(page.contains("action=\"/tickets/t1/stop\""))
            // The model waits with the reply; what came before it is here.
            var lines: [[String: Any]] = []
            while lines.count < 3, let told = try await listener.next("sentences") {
                lines += told["sentences"] as? [[String: Any]] ?? []
            }
            #expect(lines.map { $0["part"] as? String } == ["summary", "steps", "steps"])
            #expect(lines[0]["word"] as? String == "supported")
            #expect(lines[0]["tone"] as? String == "ok")
            #expect(lines[1]["word"] as? String == "unsupported")
            #expect((lines[1]["missing"] as? [String])?.contains("10.9.8.7") == true)
            // It names another client's device.
            #expect(lines[2]["is_withheld"] as? Bool == true)
            #expect(lines[2]["text"] == nil)
            #expect(!listener.heard.contains { $0.data.contains("PC-B") })
            // Who comes later hears the same.
            var late = Listener(try await world.open(ada, "/tickets/t1/progress").events)
            #expect(try await late.next("sentences") != nil)
            world.server.goOn()
            #expect(try await listener.next("done")?["outcome"] as? String == "drafted")
            #expect(try await listener.next("more") == nil)
            #expect(try await late.next("done") != nil)
            let draft = try await world.draft("t1")
            #expect(draft.record.draft.mode == .llm)
            #expect(draft.record.draft.steps.count == 2)
            #expect(draft.record.claims.blocked)
            #expect(world.stage.environment.live.count == 0)
            #expect(try await ada.get("/tickets/t1").text.contains("Lisbon"))
            // There is nothing left to look on at.
            var over = Listener(try await world.open(ada, "/tickets/t1/progress").events)
            #expect(try await over.next("done") != nil)
        }
    }

    @Test func onlyTheClientsOwnLookOn() async throws {
        try await LiveWorld.run { _ in
            [.wait] + EventServer.steps(LiveWorld.answer)
        } use: { world in
            try await world.deliver("t1")
            var all = Listener(try await world.open(try await world.stage.browser(), "/tickets/t1/progress").events)
            _ = try await all.next("found")
            let eve = try await world.stage.browser(clients: [TicketWorld.b])
            for path in ["/tickets/t1/progress", "/tickets/none/progress"] {
                #expect(try await world.open(eve, path).status == 404)
            }
            var stopper = eve
            #expect(try await stopper.stop("t1").status == 404)
            #expect(try await stopper.stop("none").status == 404)
            var reader = try await world.stage.browser(.reader, clients: [TicketWorld.a])
            #expect(try await world.open(reader, "/tickets/t1/progress").status == 200)
            #expect(try await reader.stop("t1").status == 403)
            #expect(try await !reader.get("/tickets/t1").text.contains("/stop\""))
            let stranger = world.stage.stranger()
            #expect(try await world.open(stranger, "/tickets/t1/progress").status == 303)
            world.server.goOn()
            _ = try await all.next("done")
        }
    }

    @Test func aTicketOfNobodyIsForThoseWhoSeeAll() async throws {
        let draft = LiveDraft()
        #expect(draft.isShown(to: .everyClient))
        #expect(!draft.isShown(to: .clients([TicketWorld.a])))
        await draft.observe(.found(FoundSoFar(ticketID: "t", clientID: nil, evidence: [], extract: [])))
        #expect(draft.news(after: 0, for: .clients([TicketWorld.a])).text.isEmpty)
        #expect(draft.news(after: 0, for: .everyClient).text.hasPrefix("event: found\n"))
    }

    @Test func stoppingGivesTheDraftThatQuotes() async throws {
        try await LiveWorld.run { _ in
            [.send(EventServer.piece("{\"summary\": [")), .drain]
        } use: { world in
            try await world.deliver("t1")
            var ada = try await world.stage.browser(clients: [TicketWorld.a], name: "Ada Lovelace")
            var listener = Listener(try await world.open(ada, "/tickets/t1/progress").events)
            _ = try await listener.next("found")
            try await eventually("the model is asked") { world.server.bodies.count == 1 }
            let answer = try await ada.stop("t1")
            #expect(answer.status == 303)
            #expect(answer.location?.hasPrefix("/tickets/t1?flash=stopped") == true)
            #expect(try await listener.next("stopped")?["by"] as? String == "Ada Lovelace")
            #expect(try await listener.next("done")?["outcome"] as? String == "drafted")
            let draft = try await world.draft("t1")
            #expect(draft.record.draft.mode == .extractive)
            #expect(draft.record.warnings.contains("drafted without the model: stopped by Ada Lovelace"))
            #expect(draft.record.egress.count == 1)
            let entry = try #require(try world.stage.store.auditEntries(AuditFilter(act: "model_stopped")).first)
            #expect(entry.object == "ticket:t1")
            #expect(entry.clientID == TicketWorld.a)
            #expect(entry.actor.hasPrefix("user:"))
            try await eventually("the model is left alone") { world.server.hangUps == 1 }
            let late = try await ada.stop("t1", json: true)
            #expect(late.status == 409)
            #expect(try world.stage.store.auditEntries(AuditFilter(act: "model_stopped")).count == 1)
        }
    }

    @Test func aListenerThatGoesChangesNothing() async throws {
        try await LiveWorld.run { world in
            try await world.deliver("t1")
            let ada = try await world.stage.browser(clients: [TicketWorld.a])
            for _ in 0..<12 {
                var listener = Listener(try await world.open(ada, "/tickets/t1/progress").events)
                _ = try await listener.next("found")
                // Eight at once are allowed; those that went are not counted for long.
                if try await world.open(ada, "/tickets/t1/progress").status == 429 { break }
            }
            world.server.goOn()
            #expect(try await world.draft("t1").record.draft.mode == .llm)
            #expect(world.server.hangUps == 0)
        }
    }

    @Test func streamsArePerPersonAndBounded() async throws {
        try await LiveWorld.run { world in
            try await world.deliver("t1")
            let ada = try await world.stage.browser(clients: [TicketWorld.a])
            var kept: [ServerSentEvents] = []
            for _ in 0..<8 {
                let (status, events) = try await world.open(ada, "/tickets/t1/progress")
                #expect(status == 200)
                kept.append(events)
            }
            #expect(try await world.open(ada, "/tickets/t1/progress").status == 429)
            let bob = try await world.stage.browser(clients: [TicketWorld.a])
            #expect(try await world.open(bob, "/tickets/t1/progress").status == 200)
            world.server.goOn()
            for events in kept {
                var listener = Listener(events)
                _ = try await listener.next("done")
            }
        }
    }

    @Test func whatIsHeldIsBounded() async throws {
        let draft = LiveDraft(limit: 2_000)
        await draft.observe(.found(FoundSoFar(ticketID: "t", clientID: nil, evidence: [], extract: [])))
        for number in 0..<50 {
            await draft.observe(
                .sentences([
                    CheckedSentence(.reply, number, Sentence(text: String(repeating: "x", count: 100), kind: .fact))
                ]))
        }
        let news = draft.news(after: 0, for: .everyClient)
        #expect(news.text.utf8.count <= 2_000)
        await draft.observe(.startsOver)
        #expect(!draft.news(after: 0, for: .everyClient).text.contains("event: sentences"))
        // The end is always told.
        draft.end(.done, [:])
        #expect(draft.news(after: news.number, for: .everyClient).isOver)
        #expect(draft.news(after: news.number, for: .everyClient).text.contains("event: done"))
    }
}

extension TestBrowser {
    mutating func stop(_ ticket: String, json: Bool = false) async throws -> Page {
        let token = try #require(try await get("/account").csrfToken)
        return try await post(
            "/tickets/\(ticket)/stop", [("csrf_token", token)], site: "same-origin",
            [HTTPHeader("Accept", json ? "application/json" : "text/html")])
    }
}
