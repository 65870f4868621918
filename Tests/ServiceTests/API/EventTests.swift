import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct EventTests {
    /// The next events that are no change of position, until `count` are there.
    private func take(_ count: Int, from stream: ServerSentEvents) async throws -> [ServerSentEvent] {
        var found: [ServerSentEvent] = []
        for try await event in stream where !event.data.isEmpty {
            found.append(event)
            if found.count == count { break }
        }
        return found
    }

    @Test func eventsSayWhatHappened() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("ta", "a")
            let technician = try await world.caller(.technician)
            _ = try await technician.decide(draft, #"{"kind":"claim"}"#, revision: 1)
            _ = try await technician.decide(draft, #"{"kind":"release"}"#, revision: 2)
            let events = try await take(3, from: technician.events(after: 0))
            #expect(events.map(\.type) == ["draft_ready", "draft_claimed", "draft_released"])
            #expect(events.map(\.id) == ["1", "2", "3"])
            let data = try #require(
                try JSONSerialization.jsonObject(with: Data(events[1].data.utf8)) as? [String: Any])
            #expect(data["draft"] as? Int == 1)
            #expect(data["ticket_id"] as? String == "ta")
            #expect(data["client_id"] as? String == "a")
            #expect(data["state"] as? String == "claimed")
            #expect((data["at"] as? String).flatMap { Timestamp($0) } != nil)
        }
    }

    /// One listener connects again after every few events while several write at once.
    @Test func nothingIsLostOrRepeatedAcrossReconnects() async throws {
        try await APIWorld.with { world in
            let total = 120
            let listener = try await world.caller(.reader, ["a"])
            let writers = try await [world.caller(.technician), world.caller(.technician), world.caller(.technician)]
            var drafts: [Int64] = []
            for number in 0..<6 { drafts.append(try await world.draft("t\(number)", number % 2 == 0 ? "a" : "b")) }
            let start = try world.store.eventRange().newest
            let seen = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for (index, writer) in writers.enumerated() {
                    let mine = Array(drafts[index * 2..<index * 2 + 2])
                    group.addTask {
                        var revisions = [Int64](repeating: 1, count: 2)
                        for turn in 0..<total / 3 {
                            for place in 0..<2 {
                                let body = turn % 2 == 0 ? #"{"kind":"claim"}"# : #"{"kind":"release"}"#
                                let answer = try await writer.decide(mine[place], body, revision: revisions[place])
                                guard answer.status == 201 else { throw Problem("answered \(answer.status)") }
                                revisions[place] += 1
                            }
                        }
                        return []
                    }
                }
                group.addTask {
                    var ids: [Int64] = []
                    while ids.count < total {
                        let stream = try await listener.events(after: ids.last ?? start)
                        ids += try await take(min(7, total - ids.count), from: stream).compactMap { Int64($0.id) }
                    }
                    return ids
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let expected = try world.store.events(after: start, for: .clients(["a"]), limit: 1000).map(\.id)
            #expect(expected.count == total)
            #expect(seen == expected)
        }
    }

    @Test func whatIsGoneIsSaid() async throws {
        try await APIWorld.with { world in
            for number in 0..<3 { try await world.draft("t\(number)", "a") }
            try await world.store.pruneEvents(before: SystemClock().now().adding(seconds: 60))
            let reader = try await world.caller(.reader)
            let gone = try await take(1, from: reader.events(after: 1))
            #expect(gone.map(\.type) == ["reset"])
            #expect(gone.map(\.id) == ["3"])
            #expect(try await take(1, from: reader.events(after: 999)).map(\.type) == ["reset"])
            async let next = take(1, from: reader.events(after: 3))
            try await world.draft("t9", "a")
            #expect(try await next.map(\.id) == ["4"])
        }
    }

    /// A client whose retention is shorter than events are kept.
    @Test func whatRetentionTookIsSaid() async throws {
        try await APIWorld.with { world in
            for (number, client) in ["b", "a", "b"].enumerated() {
                try await world.draft("t-\(client)-\(number)", ClientID(client))
            }
            _ = try await world.store.applyRetention(
                RetentionRules(days: nil, clients: ["a": 1]), now: SystemClock().now().adding(seconds: 2 * 86_400))
            let admin = try await world.caller(.admin)
            #expect(try await take(1, from: admin.events(after: 1)).map(\.type) == ["reset"])
            #expect(try await take(1, from: admin.events(after: 2)).map(\.id) == ["3"])
        }
    }

    @Test func streamsPerCallerAreBoundedAndGivenBack() async throws {
        try await APIWorld.with { world in
            let reader = try await world.caller(.reader)
            var open: [ServerSentEvents.Iterator] = []
            for _ in 0..<8 { open.append(try await reader.events().makeAsyncIterator()) }
            #expect(try await reader.get("/events").status == 429)
            // Another caller has slots of its own.
            open.append(try await world.caller(.reader).events().makeAsyncIterator())
            open.removeAll()
            // Free again as soon as the server has seen that they went.
            var status = 429
            while status == 429 {
                do {
                    _ = try await reader.events()
                    status = 200
                } catch {
                    await Task.yield()
                }
            }
            #expect(status == 200)
        }
    }

    @Test(.timeLimit(.minutes(1))) func aRevokedTokenEndsItsStream() async throws {
        let timing = EventTiming(poll: .milliseconds(50), recheck: .milliseconds(100))
        try await APIWorld.with(timing: timing) { world in
            let reader = try await world.caller(.reader)
            let stream = try await reader.events()
            let token = try #require(try world.store.tokens().first)
            _ = try await world.store.revokeToken(token.id, by: Actor(.console, "test"))
            for try await event in stream { #expect(event.data.isEmpty) }
            #expect(try await reader.get("/me").status == 401)
        }
    }

    /// How a browser's session ends while its page listens.
    enum SessionEnd: CaseIterable {
        case signedOut, idle, over, disabled, otherClients

        func happen(to secret: SessionSecret, of account: Account, _ store: SQLiteStore) async throws {
            let now = SystemClock().now()
            let actor = Actor(.user, account.id)
            var change = AccountChange()
            switch self {
            case .signedOut:
                try await store.endSession(
                    secret: secret.text, audit: AuditEntry(at: now, actor: actor, act: "sign_out"))
            case .idle: try await store.touchSession(secret: secret.text, now: now.adding(seconds: -90 * 86_400))
            case .over: try await store.moveSessionEnds(to: now.adding(seconds: -1))
            case .disabled:
                change.isDisabled = true
                _ = try await store.updateAccount(account.id, change, by: actor)
            case .otherClients:
                change.clients = .some(["b"])
                _ = try await store.updateAccount(account.id, change, by: actor)
            }
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: SessionEnd.allCases)
    func anEndedSessionEndsItsStream(_ end: SessionEnd) async throws {
        let timing = EventTiming(poll: .milliseconds(50), recheck: .milliseconds(100))
        try await APIWorld.with(timing: timing) { world in
            let (secret, account) = try await world.session(.reader)
            let page = APICaller(world: world, cookie: "sidenote-local=\(secret.text)")
            #expect(try await page.get("/me").status == 200)
            var stream = try await page.events().makeAsyncIterator()
            // It lasts while the session does, over several looks at it.
            let seen = ContinuousClock.now + timing.recheck * 3
            repeat {
                let draft = try await world.draft("t1", "a", content: UUID().uuidString)
                var event = try await stream.next()
                while let other = event, other.type != "draft_ready" { event = try await stream.next() }
                #expect(event?.data.contains("\"draft\":\(draft),") == true)
            } while ContinuousClock.now < seen
            try await end.happen(to: secret, of: account, world.store)
            while let last = try await stream.next() { #expect(last.data.isEmpty) }
        }
    }

    @Test(.timeLimit(.minutes(1))) func aStopEndsStreams() async throws {
        try await APIWorld.with { world in
            let stream = try await world.caller(.reader).events()
            try await world.shutDown()
            for try await event in stream { #expect(event.data.isEmpty) }
        }
    }

    @Test(.timeLimit(.minutes(1))) func aQuietStreamIsKeptAlive() async throws {
        let timing = EventTiming(keepAlive: .milliseconds(100), poll: .milliseconds(20))
        try await APIWorld.with(timing: timing) { world in
            let token = try await world.token(.reader)
            let response = try await world.transport.stream(
                HTTPRequest(url: world.url + "/api/v1/events", headers: [.init("Authorization", "Bearer \(token)")]))
            #expect(response.head.headers.first(named: "content-type") == "text/event-stream; charset=utf-8")
            var text = ""
            for try await chunk in response.body {
                text += String(decoding: chunk, as: UTF8.self)
                if text.contains(": keep-alive\n\n") { break }
            }
            #expect(text.hasPrefix("retry: 3000\n\n"))
        }
    }
}
