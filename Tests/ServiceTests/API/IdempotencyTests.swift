import CurlTransport
import Domain
import Foundation
import HTTPTypes
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

    /// The job died again after the answer was lost: asking again must not bring it back.
    @Test func aRetryThatIsRepeatedDoesNotMakeTheJobReadyOnceMore() async throws {
        try await APIWorld.with { world in
            let job = try await world.deadJob("t1", "a")
            let lead = try await world.caller(.lead)
            let path = "/jobs/\(job)/retry"
            let headers = ["Idempotency-Key": "k"]
            let first = try await lead.post(path, headers: headers)
            #expect(first.status == 200 && first.object["state"] as? String == "waiting")
            #expect(first.headers.first(named: "idempotency-replayed") == nil)
            try await world.killJob()
            let again = try await lead.post(path, headers: headers)
            #expect(again.status == 200 && again.text == first.text)
            #expect(again.headers.first(named: "idempotency-replayed") == "true")
            #expect(try world.store.job(job)?.state == .dead)
            #expect(try world.store.auditEntries(AuditFilter(act: "job_retried")).count == 1)
            // Another key is another request.
            #expect(try await lead.post(path, headers: ["Idempotency-Key": "l"]).status == 200)
            #expect(try world.store.job(job)?.state == .waiting)
        }
    }

    @Test func theQueueAnswersAsTheFirstTime() async throws {
        try await APIWorld.with { world in
            let lead = try await world.caller(.lead)
            let first = try await lead.post("/queue/pause", headers: ["Idempotency-Key": "k"])
            #expect(first.object["is_paused"] as? Bool == true)
            _ = try await lead.post("/queue/resume")
            try await world.draft("t1", "a")
            let again = try await lead.post("/queue/pause", headers: ["Idempotency-Key": "k"])
            #expect(again.text == first.text)
            #expect(again.headers.first(named: "idempotency-replayed") == "true")
            #expect(try await lead.get("/queue").object["is_paused"] as? Bool == false)
            #expect(try world.store.auditEntries(AuditFilter(act: "queue_paused")).count == 1)
        }
    }

    @Test(arguments: [("/queue/resume", nil), ("/queue/pause", #"{"lane":"a"}"#)] as [(String, String?)])
    func aKeyCountsOverAllOperations(_ path: String, _ body: String?) async throws {
        try await APIWorld.with { world in
            let lead = try await world.caller(.lead)
            #expect(try await lead.post("/queue/pause", headers: ["Idempotency-Key": "k"]).status == 200)
            let other = try await lead.post(path, body, headers: ["Idempotency-Key": "k"])
            #expect(other.status == 422 && other.problem == "idempotency-key-reused")
            #expect(try await lead.get("/queue").object["is_paused"] as? Bool == true)
            #expect(try world.store.queueFigures(now: SystemClock().now()).pausedLanes == [])
        }
    }

    @Test func aRefusedRetryIsNotKept() async throws {
        try await APIWorld.with { world in
            let job = try await world.deadJob("t1", "a")
            let lead = try await world.caller(.lead)
            let headers = ["Idempotency-Key": "k"]
            _ = try await lead.post("/jobs/\(job)/retry")
            #expect(try await lead.post("/jobs/\(job)/retry", headers: headers).problem == "not-dead")
            try await world.killJob()
            #expect(try await lead.post("/jobs/\(job)/retry", headers: headers).status == 200)
        }
    }

    /// An answer that shows the draft's text once more is a view; one without a text shows what lists do.
    @Test(arguments: [("approve", 1), ("claim", 0)])
    func anAnswerGivenAgainIsAView(_ kind: String, _ views: Int) async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let technician = try await world.caller(.technician)
            let body = #"{"kind":"\#(kind)"}"#
            let first = try await technician.decide(draft, body, revision: 1, key: "k")
            #expect(try world.store.auditEntries(AuditFilter(act: "draft_viewed")).isEmpty)
            let again = try await technician.decide(draft, body, revision: 1, key: "k")
            #expect(again.status == 201 && again.text == first.text)
            let entries = try world.store.auditEntries(AuditFilter(act: "draft_viewed"))
            #expect(entries.count == views)
            for entry in entries {
                #expect(entry.object == "draft:\(draft)" && entry.clientID == "a")
                #expect(entry.detail == ["revision": "2", "decision": "1"])
            }
            try await world.store.breakAudit()
            let unrecorded = try await technician.decide(draft, body, revision: 1, key: "k")
            #expect(unrecorded.status == (views > 0 ? 503 : 201))
        }
    }

    @Test func everyPostTakesAKey() async throws {
        try await APIWorld.with { world in
            let posts = world.table().routes.filter { $0.method == .post }
            #expect(posts.count >= 4)
            for route in posts {
                #expect(route.parameters.contains { $0.name == "Idempotency-Key" }, "\(route.path)")
                #expect(route.problems.contains(.unprocessableContent), "\(route.path)")
                #expect(route.answers.allSatisfy { $0.headers["Idempotency-Replayed"] != nil }, "\(route.path)")
            }
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
