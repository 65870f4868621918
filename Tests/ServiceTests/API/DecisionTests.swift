import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct DecisionTests {
    @Test func aDraftIsClaimedEditedAndApproved() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let technician = try await world.caller(.technician)
            let first = try await technician.get("/enrichments/\(draft)")
            #expect(first.headers.first(named: "etag") == "\"r1\"")
            #expect(
                try await technician.get("/enrichments/\(draft)", headers: ["If-None-Match": "\"r1\""]).status == 304)
            #expect(try await technician.decide(draft, #"{"kind":"claim"}"#, revision: 1).status == 201)
            #expect(try await technician.decide(draft, #"{"kind":"approve"}"#, revision: 2).problem == "blocked-draft")
            let edited = try await technician.decide(draft, #"{"kind":"edit","text":"My own words."}"#, revision: 2)
            #expect(edited.headers.first(named: "etag") == "\"r3\"")
            let approved = try await technician.decide(draft, #"{"kind":"approve"}"#, revision: 3)
            #expect(approved.object["state"] as? String == "approved")
            let decision = try #require(approved.object["decision"] as? [String: Any])
            #expect(decision["text"] as? String == "My own words.")
            #expect(decision["edit_id"] as? Int == 2)
            #expect(
                try await technician.decide(draft, #"{"kind":"reject","reason":"No"}"#, revision: 4).problem
                    == "already-decided")
            let shown = try await technician.get("/enrichments/\(draft)").object
            #expect((shown["text"] as? [String: Any])?["text"] as? String == "My own words.")
            let acts = try world.store.auditEntries(AuditFilter(object: "draft:\(draft)")).map(\.act.rawValue)
            #expect(Set(acts) == ["draft_made", "draft_viewed", "draft_claimed", "draft_edited", "draft_approved"])
        }
    }

    @Test func aDraftWithoutAnEditKeepsItsOwnText() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let answer = try await world.caller(.technician).decide(draft, #"{"kind":"approve"}"#, revision: 1)
            #expect((answer.object["decision"] as? [String: Any])?["text"] as? String == "Hello from t1.")
        }
    }

    @Test func onlyALeadApprovesABlockedDraftAsItStands() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let body = #"{"kind":"approve","confirm_unsupported":true}"#
            #expect(try await world.caller(.technician).decide(draft, body, revision: 1).status == 403)
            let lead = try await world.caller(.lead)
            #expect(try await lead.decide(draft, #"{"kind":"approve"}"#, revision: 1).status == 409)
            let answer = try await lead.decide(draft, body, revision: 1)
            #expect((answer.object["decision"] as? [String: Any])?["confirm_unsupported"] as? Bool == true)
            let entry = try #require(try world.store.auditEntries(AuditFilter(act: "draft_approved")).first)
            #expect(entry.detail["confirm_unsupported"] == "true")
        }
    }

    @Test func preconditionsAreRequired() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let technician = try await world.caller(.technician)
            let path = "/enrichments/\(draft)/decisions"
            let claim = #"{"kind":"claim"}"#
            #expect(try await technician.post(path, claim).status == 428)
            #expect(try await technician.post(path, claim, headers: ["If-Match": "r1"]).status == 400)
            let any = try await technician.post(path, claim, headers: ["If-Match": "*"])
            #expect(any.status == 400)
            #expect(any.object["detail"] as? String == "If-Match must name the draft's revision; * names none.")
            #expect(any.object["remedy"] as? String == "It looks like \"r1\".")
            #expect(try await technician.post(path, claim, headers: ["If-Match": "W/\"r1\""]).status == 412)
            let stale = try await technician.post(path, claim, headers: ["If-Match": "\"r7\""])
            #expect(stale.status == 412)
            #expect(stale.headers.first(named: "etag") == "\"r1\"")
            #expect(try await technician.post(path, claim, headers: ["If-Match": "\"r9\", \"r1\""]).status == 201)
        }
    }

    @Test func ofTwoAtOnceExactlyOneWins() async throws {
        try await APIWorld.with { world in
            let callers = [try await world.caller(.technician), try await world.caller(.technician)]
            for round in 0..<20 {
                let draft = try await world.draft("t\(round)", "a")
                let answers = try await withThrowingTaskGroup(of: APIAnswer.self) { group in
                    for caller in callers {
                        group.addTask { try await caller.decide(draft, #"{"kind":"claim"}"#, revision: 1) }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(answers.map(\.status).sorted() == [201, 412])
            }
            #expect(try world.store.decisions(DecisionFilter(), for: .everyClient, before: nil, limit: 100).count == 20)
        }
    }

    @Test func aClaimHoldsAgainstOthersButALead() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let holder = try await world.caller(.technician)
            let other = try await world.caller(.technician)
            let lead = try await world.caller(.lead)
            _ = try await holder.decide(draft, #"{"kind":"claim"}"#, revision: 1)
            for body in [#"{"kind":"claim"}"#, #"{"kind":"release"}"#, #"{"kind":"approve"}"#] {
                #expect(try await other.decide(draft, body, revision: 2).problem == "claimed-by-another")
            }
            #expect(try await lead.decide(draft, #"{"kind":"release"}"#, revision: 2).status == 201)
            #expect(try await other.decide(draft, #"{"kind":"claim"}"#, revision: 3).status == 201)
        }
    }

    @Test func aStaleDraftIsNotDecided() async throws {
        try await APIWorld.with { world in
            let old = try await world.draft("t1", "a")
            try await world.draft("t1", "a", content: "2")
            let answer = try await world.caller(.lead).decide(old, #"{"kind":"approve"}"#, revision: 2)
            #expect(answer.problem == "stale-draft")
        }
    }

    @Test func aViewThatCannotBeRecordedIsRefused() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let reader = try await world.caller(.reader)
            _ = try await reader.get("/me")
            try await world.store.breakAudit()
            for path in [
                "/enrichments/\(draft)", "/enrichments/\(draft)/evidence", "/enrichments/\(draft)/evidence/E1",
            ] {
                let answer = try await reader.get(path)
                #expect(answer.status == 503)
                #expect(answer.headers.first(named: "retry-after") != nil)
                #expect(!answer.text.contains("Evidence of"))
            }
            let list = try await reader.get("/enrichments")
            #expect(list.status == 200)
        }
    }
}
