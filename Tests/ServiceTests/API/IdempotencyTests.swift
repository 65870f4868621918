import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct IdempotencyTests {
    @Test func fiftyAtOnceTakeOneDecision() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let technician = try await world.caller(.technician)
            let answers = try await withThrowingTaskGroup(of: APIAnswer.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await technician.decide(draft, #"{"kind":"approve"}"#, revision: 1, key: "once")
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 201 })
            #expect(Set(answers.map(\.text)).count == 1)
            #expect(Set(answers.map { $0.headers.first(named: "etag") }) == ["\"r2\""])
            #expect(answers.count { $0.headers.first(named: "idempotency-replayed") == nil } == 1)
            #expect(try world.store.decisions(DecisionFilter(), for: .everyClient, before: nil, limit: 10).count == 1)
            #expect(try world.store.events(after: 0, for: .everyClient, limit: 10).count == 2)
        }
    }

    @Test func aKeyStandsForOneRequestOfOneCaller() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let technician = try await world.caller(.technician)
            #expect(try await technician.decide(draft, #"{"kind":"claim"}"#, revision: 1, key: "k").status == 201)
            let other = try await technician.decide(draft, #"{"kind":"release"}"#, revision: 2, key: "k")
            #expect(other.status == 422)
            #expect(other.problem == "idempotency-key-reused")
            // The same word of another caller is another key.
            let lead = try await world.caller(.lead)
            #expect(try await lead.decide(draft, #"{"kind":"release"}"#, revision: 2, key: "k").status == 201)
        }
    }

    @Test func aRefusalIsNotKept() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let holder = try await world.caller(.technician)
            let other = try await world.caller(.technician)
            _ = try await holder.decide(draft, #"{"kind":"claim"}"#, revision: 1)
            #expect(try await other.decide(draft, #"{"kind":"claim"}"#, revision: 3, key: "k").status == 412)
            _ = try await holder.decide(draft, #"{"kind":"release"}"#, revision: 2)
            #expect(try await other.decide(draft, #"{"kind":"claim"}"#, revision: 3, key: "k").status == 201)
        }
    }
}
