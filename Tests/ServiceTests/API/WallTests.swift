import Domain
import Foundation
import HTTPTypes
import Logging
import Settings
import Storage
import Testing

@testable import Service

/// What lies outside a caller's clients answers as if it did not exist.
@Suite struct WallTests {
    @Test func anotherClientsThingsAnswerLikeAbsentOnes() async throws {
        try await APIWorld.with { world in
            let foreign = try await world.draft("tb", "b")
            let unmatched = try await world.draft("tn", nil)
            _ = try await world.store.record(
                EgressEntry(
                    at: SystemClock().now(), ticketID: "tb", clientID: "b", endpoint: "http://127.0.0.1/v1",
                    body: Array("{}".utf8)))
            let admin = try await world.caller(.admin, ["a"])
            let claim = #"{"kind":"claim"}"#
            let match = ["If-Match": "\"r1\""]
            // A foreign thing, one without a client, and one that does not exist.
            let paths: [(String, [String], String)] = [
                ("/enrichments/%", ["\(foreign)", "\(unmatched)"], "99999"),
                ("/enrichments/%/evidence", ["\(foreign)", "\(unmatched)"], "99999"),
                ("/enrichments/%/evidence/E1", ["\(foreign)", "\(unmatched)"], "99999"),
                ("/enrichments/%/decisions", ["\(foreign)", "\(unmatched)"], "99999"),
                ("/tickets/%", ["tb", "tn", "old-b", "old-nobody"], "absent"),
                ("/clients/%", ["b"], "absent"),
                ("/devices?client_id=%", ["b"], "absent"),
                ("/documents?client_id=%", ["b"], "absent"),
                ("/documents/%", ["doc-b"], "absent"),
                ("/search?q=printer&client_id=%", ["b"], "absent"),
                ("/jobs/%", ["1", "2"], "99999"),
                ("/ledger/egress/%/body", ["1"], "99999"),
                ("/enrichments?client_id=%", ["b"], "absent"),
                ("/enrichments?ticket_id=%", ["tb", "tn"], "absent"),
                ("/tickets?client_id=%", ["b"], "absent"),
                ("/decisions?client_id=%", ["b"], "absent"),
                ("/ledger/egress?client_id=%", ["b"], "absent"),
                ("/ledger/egress?ticket_id=%", ["tb"], "absent"),
                ("/ledger/audit?client_id=%", ["b"], "absent"),
                ("/ledger/audit?object=draft:%", ["\(foreign)", "\(unmatched)"], "99999"),
            ]
            for (path, hidden, absent) in paths {
                let expected = try await admin.get(path.replacing("%", with: absent)).comparable
                for id in hidden {
                    #expect(try await admin.get(path.replacing("%", with: id)).comparable == expected, "\(path) \(id)")
                }
            }
            let expected = try await admin.post("/enrichments/99999/decisions", claim, headers: match).comparable
            for id in [foreign, unmatched] {
                let answer = try await admin.post("/enrichments/\(id)/decisions", claim, headers: match)
                #expect(answer.comparable == expected)
                #expect(answer.status == 404)
            }
            let retry = try await admin.post("/jobs/99999/retry")
            #expect(try await admin.post("/jobs/1/retry").comparable == retry.comparable)
            #expect(try await admin.post("/queue/pause", #"{"lane":"b"}"#).status == 404)
            #expect(try await admin.post("/queue/pause").status == 403)
            // None of it was noted as seen.
            #expect(try world.store.auditEntries(AuditFilter(act: "draft_viewed")).isEmpty)
        }
    }

    @Test func listsHoldTheCallersClientsAlone() async throws {
        try await APIWorld.with { world in
            let own = try await world.draft("ta", "a")
            for (ticket, client) in [("tb", "b"), ("tc", "c")] { try await world.draft(ticket, ClientID(client)) }
            try await world.draft("tn", nil)
            for draft in 1...4 {
                _ = try await world.caller(.lead).decide(Int64(draft), #"{"kind":"claim"}"#, revision: 1)
            }
            let admin = try await world.caller(.admin, ["a"])
            #expect(try await admin.get("/enrichments").items.compactMap { $0["id"] as? Int } == [Int(own)])
            #expect(try await admin.get("/decisions").items.compactMap { $0["enrichment_id"] as? Int } == [Int(own)])
            #expect(try await admin.get("/tickets").items.compactMap { $0["id"] as? String } == ["old-a", "ta"])
            #expect(try await admin.get("/clients").items.compactMap { $0["id"] as? String } == ["a"])
            #expect(try await admin.get("/jobs").items.compactMap { $0["ticket_id"] as? String } == ["ta"])
            #expect(
                try await admin.get("/documents?client_id=a").items.compactMap { $0["id"] as? String }
                    == ["doc-a", "doc-shared"])
            #expect(try await admin.get("/documents/doc-shared").status == 200)
            let usage = try await admin.get("/usage").object
            #expect(usage["drafts"] as? Int == 1)
            #expect(usage["input_tokens"] as? Int == 100)
            let audit = try await admin.get("/ledger/audit").items
            #expect(!audit.isEmpty && audit.allSatisfy { $0["client_id"] as? String == "a" })
            let queue = try await admin.get("/queue").object
            #expect(queue["waiting"] is NSNull)
            // Two clients see both, and still nothing else.
            let two = try await world.caller(.reader, ["a", "c"])
            #expect(try await two.get("/enrichments").items.compactMap { $0["client_id"] as? String } == ["c", "a"])
            let none = try await world.caller(.reader, [])
            #expect(try await none.get("/enrichments").items.isEmpty)
            #expect(try await none.get("/clients").items.isEmpty)
        }
    }

    @Test func searchStaysWithinOneClient() async throws {
        try await APIWorld.with { world in
            let reader = try await world.caller(.reader, ["a"])
            func ids(_ query: String, _ caller: APICaller) async throws -> Set<String> {
                Set(try await caller.get("/search?" + query).items.compactMap { $0["id"] as? String })
            }
            #expect(try await ids("q=printer+spooler&client_id=a", reader) == ["doc-a", "doc-shared"])
            #expect(try await ids("q=printer&client_id=a&kind=tickets", reader) == ["old-a"])
            #expect(try await ids("q=HOST-A&client_id=a&kind=devices", reader) == ["dev-a"])
            #expect(try await ids("q=HOST-B&client_id=a&kind=devices", reader) == [])
            let everyone = try await world.caller(.reader)
            #expect(try await ids("q=printer&client_id=a&kind=tickets", everyone) == ["old-a", "old-nobody"])
            let explained = try await reader.get("/search?q=spooler&client_id=a&explain=true").items
            #expect((explained.first?["terms"] as? [Any])?.isEmpty == false)
        }
    }

    @Test(.timeLimit(.minutes(1))) func searchFollowsTheStore() async throws {
        try await APIWorld.with { world in
            let reader = try await world.caller(.reader)
            let path = "/search?q=zebra&client_id=a"
            #expect(try await reader.get(path).items.isEmpty)
            var batch = ImportBatch()
            batch.documents = [
                StoredDocument(
                    document: Document(id: "doc-new", clientID: "a", title: "Label printer", body: "body"),
                    text: "The zebra prints labels.")
            ]
            _ = try world.store.write(batch)
            try await eventually("the new document is found") {
                try await reader.get(path).items.compactMap { $0["id"] as? String } == ["doc-new"]
            }
        }
    }

    @Test func rolesAreAsTheTableSays() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("ta", "a")
            var callers: [Role: APICaller] = [:]
            for role in Role.allCases { callers[role] = try await world.caller(role) }
            let nobody = APICaller(world: world)
            for route in world.table().routes where route.path != "/events" {
                let path = route.path.replacing("{enrichment_id}", with: "\(draft)").replacing(
                    "{evidence_id}", with: "E1"
                )
                .replacing("{job_id}", with: "1").replacing("{receipt}", with: "1")
                .replacing("{client_id}", with: "a").replacing("{ticket_id}", with: "ta")
                .replacing("{document_id}", with: "doc-a")
                let method = route.method.rawValue
                let stranger = try await nobody.send(method, "/api/v1" + path).status
                #expect((stranger == 401) == (route.role != nil), "\(path)")
                for (role, caller) in callers {
                    guard let needed = route.role else { continue }
                    let status = try await caller.send(method, "/api/v1" + path).status
                    #expect((status == 403) == (role < needed), "\(method) \(path) \(role) \(status)")
                    #expect(status != 401 && status < 500)
                }
            }
        }
    }
}
