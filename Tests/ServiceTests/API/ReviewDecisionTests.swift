import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

/// The decisions of a review over the API: vouching, sources, ratings, taking back, deleting a sentence.
@Suite struct ReviewDecisionTests {
    private static let blocking = "The server FS-99 is down."

    private static func vouch(_ sentence: String = blocking) -> String {
        #"{"kind":"vouch","sentence":"\#(sentence)"}"#
    }

    /// One request of each kind, in a form that the blocked draft of `APIWorld` takes.
    private static let bodies = [
        #"{"kind":"claim"}"#, #"{"kind":"release"}"#, #"{"kind":"edit","text":"My own words."}"#, vouch(),
        #"{"kind":"attach","sentence":"The server FS-99 is down.","evidence":"E1"}"#,
        #"{"kind":"rate","evidence":"E1","is_useful":true}"#, #"{"kind":"approve"}"#,
        #"{"kind":"reject","rejection":"tone"}"#, #"{"kind":"undo"}"#,
    ]

    @Test func aVouchedSentenceBlocksNoMore() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let ada = try await world.caller(.technician)
            #expect(try await ada.decide(draft, #"{"kind":"approve"}"#, revision: 1).problem == "blocked-draft")
            let vouched = try await ada.decide(draft, Self.vouch(), revision: 1)
            #expect(vouched.status == 201 && vouched.object["state"] as? String == "claimed")
            #expect(vouched.headers.first(named: "etag") == "\"r2\"")
            let decision = try #require(vouched.object["decision"] as? [String: Any])
            #expect(decision["sentence"] as? String == Self.blocking)
            #expect(try await ada.decide(draft, #"{"kind":"approve"}"#, revision: 2).status == 201)
            // Lists over drafts say that it was done, and not what for.
            let list = try await ada.get("/decisions?kind=vouch")
            #expect(list.items.count == 1 && !list.text.contains("FS-99"))
            let entry = try #require(try world.store.auditEntries(AuditFilter(act: "draft_vouched")).first)
            #expect(entry.detail["sentence_sha256"]?.count == 64 && !entry.detail.values.contains(Self.blocking))
        }
    }

    @Test func onlyASentenceOfTheTextIsVouchedFor() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let ada = try await world.caller(.technician)
            #expect(try await ada.decide(draft, Self.vouch("Not in it."), revision: 1).problem == "text-missing")
            #expect(try await ada.decide(draft, #"{"kind":"vouch"}"#, revision: 1).status >= 400)
            #expect(try await ada.decide(draft, #"{"kind":"vouch","text":"x"}"#, revision: 1).status == 400)
            #expect(try world.store.summary(draft, for: .everyClient)?.revision == 1)
        }
    }

    @Test func aSourceIsOneOfTheDraftsPiecesOfEvidence() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let ada = try await world.caller(.technician)
            func attach(_ evidence: String) -> String {
                #"{"kind":"attach","sentence":"\#(Self.blocking)","evidence":"\#(evidence)"}"#
            }
            #expect(try await ada.decide(draft, attach("E77"), revision: 1).problem == "text-missing")
            let answer = try await ada.decide(draft, attach("E1"), revision: 1)
            #expect(answer.status == 201)
            #expect((answer.object["decision"] as? [String: Any])?["evidence"] as? String == "E1")
            // It does not say that, so the sentence still blocks.
            #expect(try await ada.decide(draft, #"{"kind":"approve"}"#, revision: 2).problem == "blocked-draft")
        }
    }

    @Test func aRatingChangesNothingAnotherDecidesOn() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let ada = try await world.caller(.technician)
            let bob = try await world.caller(.technician)
            #expect(try await ada.decide(draft, #"{"kind":"claim"}"#, revision: 1).status == 201)
            let rated = try await bob.decide(draft, #"{"kind":"rate","evidence":"E2","is_useful":false}"#, revision: 2)
            #expect(rated.status == 201 && rated.headers.first(named: "etag") == "\"r2\"")
            #expect((rated.object["decision"] as? [String: Any])?["is_useful"] as? Bool == false)
            #expect(rated.object["state"] as? String == "claimed")
            for body in [#"{"kind":"rate","evidence":"E2"}"#, #"{"kind":"rate","is_useful":true}"#] {
                let answer = try await bob.decide(draft, body, revision: 2)
                #expect((400..<500).contains(answer.status), "\(body): \(answer.status)")
            }
            #expect(try await ada.decide(draft, #"{"kind":"approve"}"#, revision: 2).status == 201)
            #expect(
                try await bob.decide(draft, #"{"kind":"rate","evidence":"E1","is_useful":true}"#, revision: 3).status
                    == 201)
        }
    }

    @Test func onesOwnDecisionIsTakenBackAndAnothersIsNot() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let ada = try await world.caller(.technician)
            let undo = #"{"kind":"undo"}"#
            #expect(try await ada.decide(draft, undo, revision: 1).problem == "too-late")
            #expect(try await ada.decide(draft, #"{"kind":"approve"}"#, revision: 1).status == 201)
            #expect(try await world.caller(.admin).decide(draft, undo, revision: 2).problem == "too-late")
            let answer = try await ada.decide(draft, undo, revision: 2)
            #expect(answer.status == 201 && answer.object["state"] as? String == "claimed")
            #expect(try await ada.decide(draft, #"{"kind":"reject","rejection":"tone"}"#, revision: 3).status == 201)
        }
    }

    @Test func aSentenceIsDeletedByAnEditWithoutIt() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let ada = try await world.caller(.technician)
            #expect(try await ada.decide(draft, #"{"kind":"edit","text":"Hello."}"#, revision: 1).status == 201)
            let approved = try await ada.decide(draft, #"{"kind":"approve"}"#, revision: 2)
            #expect((approved.object["decision"] as? [String: Any])?["text"] as? String == "Hello.")
        }
    }

    @Test func makingADraftAnewIsNoDecisionOfTheAPI() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a")
            let answer = try await world.caller(.admin).decide(draft, #"{"kind":"regenerate"}"#, revision: 1)
            #expect(answer.status == 400)
            #expect(try world.store.summary(draft, for: .everyClient)?.revision == 1)
        }
    }

    @Test func everyKindNeedsTheRevisionThatWasRead() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let ada = try await world.caller(.lead)
            for body in Self.bodies {
                #expect(try await ada.post("/enrichments/\(draft)/decisions", body).status == 428, "\(body)")
                let stale = try await ada.decide(draft, body, revision: 9)
                #expect(stale.status == 412, "\(body)")
                #expect(stale.headers.first(named: "etag") == "\"r1\"", "\(body)")
            }
            #expect(try world.store.decisions(DecisionFilter(), for: .everyClient, before: nil, limit: 9).isEmpty)
        }
    }

    @Test(arguments: [
        vouch(), #"{"kind":"attach","sentence":"The server FS-99 is down.","evidence":"E1"}"#,
        #"{"kind":"rate","evidence":"E1","is_useful":true}"#,
    ])
    func theSameKeyIsDoneOnce(_ body: String) async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let ada = try await world.caller(.technician)
            let first = try await ada.decide(draft, body, revision: 1, key: "k")
            let again = try await ada.decide(draft, body, revision: 1, key: "k")
            #expect(first.status == 201 && again.status == 201 && again.text == first.text)
            #expect(again.headers.first(named: "idempotency-replayed") != nil)
            #expect(try await ada.decide(draft, #"{"kind":"claim"}"#, revision: 1, key: "k").status == 422)
            #expect(try world.store.decisions(DecisionFilter(), for: .everyClient, before: nil, limit: 9).count == 1)
        }
    }

    /// Another client's draft answers exactly as one that is not there.
    @Test func anotherClientsDraftIsNotThere() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("t1", "a", isBlocked: true)
            let eve = try await world.caller(.lead, ["b"])
            for body in Self.bodies {
                let foreign = try await eve.decide(draft, body, revision: 1)
                let absent = try await eve.decide(draft + 1000, body, revision: 1)
                #expect(foreign.status == 404, "\(body)")
                #expect(foreign.comparable == absent.comparable, "\(body)")
            }
            #expect(try world.store.summary(draft, for: .everyClient)?.revision == 1)
        }
    }
}
