import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct HostileTests {
    /// Each is refused with a problem that repeats nothing of it.
    static let requests: [(path: String, status: Int)] = [
        ("/enrichments?limt=5", 400), ("/enrichments?limit=0", 400), ("/enrichments?limit=201", 400),
        ("/enrichments?limit=%2B5", 400), ("/enrichments?limit=05", 400), ("/enrichments?limit=5&limit=5", 400),
        ("/enrichments?limit=99999999999999999999", 400), ("/enrichments?cursor=", 400),
        ("/enrichments?cursor=AAAA", 400), ("/enrichments?cursor=%00", 400), ("/enrichments?state=OPEN", 400),
        ("/enrichments?blocked=yes", 400), ("/enrichments?created_since=yesterday", 400),
        ("/enrichments?client_id=%FF", 400), ("/enrichments?client_id=%", 400), ("/enrichments?client_id=%4", 400),
        ("/enrichments?client_id=", 400), ("/enrichments?=1", 400), ("/enrichments?client_id[]=a", 400),
        ("/enrichments/0", 404), ("/enrichments/-1", 404), ("/enrichments/1e3", 404),
        ("/enrichments/99999999999999999999", 404), ("/enrichments/%31%00", 404), ("/enrichments/1%20OR%201=1", 404),
        ("/enrichments/1/evidence/%FF", 404), ("/tickets/%27%3B%20DROP%20TABLE%20drafts%3B--", 404),
        ("/tickets/..%2F..%2Fetc%2Fpasswd", 404), ("/documents/%00", 404), ("/search?q=x", 400),
        ("/search?q=&client_id=a", 400), ("/search?q=x&client_id=a&k=0", 400),
        ("/search?q=x&client_id=a&kind=contacts", 400), ("/usage?since=2020-01-01&until=2026-01-01", 400),
        ("/usage?since=2026-01-02&until=2026-01-01", 400), ("/contacts", 404), ("/nothing", 404),
    ]

    @Test func badRequestsAreRefused() async throws {
        try await APIWorld.with { world in
            try await world.draft("ta", "a")
            let admin = try await world.caller(.admin)
            for (path, status) in Self.requests {
                let answer = try await admin.get(path)
                #expect(answer.status == status, "\(path): \(answer.text)")
                #expect(answer.headers.first(named: "content-type") == "application/problem+json", "\(path)")
                #expect(!answer.text.contains("DROP") && !answer.text.contains("passwd"))
            }
            let hint = try await admin.get("/enrichments?limt=5").object
            #expect(hint["remedy"] as? String == "Did you mean limit?")
            let long = String(repeating: "x", count: 5000)
            #expect(try await admin.get("/enrichments?\(long)=1").status == 400)
            #expect(try await admin.get("/tickets/\(long)").status == 404)
        }
    }

    static let bodies: [(body: String, status: Int)] = [
        ("", 400), ("{", 400), ("[]", 400), ("null", 400), ("{}", 400), ("\"claim\"", 400),
        (#"{"kind":"claim","kin":"x"}"#, 400), (#"{"kind":"Claim"}"#, 400), (#"{"kind":1}"#, 400),
        (#"{"kind":"claim","text":"x"}"#, 400), (#"{"kind":"approve","text":7}"#, 400),
        (#"{"kind":"approve","text":null}"#, 400), (#"{"kind":"approve","confirm_unsupported":"true"}"#, 400),
        (#"{"kind":"edit"}"#, 422), (#"{"kind":"edit","text":"   "}"#, 422), (#"{"kind":"reject"}"#, 422),
        (#"{"kind":"reject","reason":"\n"}"#, 422), (String(repeating: "[", count: 10_000), 400),
        (
            #"{"kind":"claim","x":"# + String(repeating: "{\"a\":", count: 40) + "1"
                + String(repeating: "}", count: 41), 400
        ),
        (#"{"kind":"edit","text":"\#(String(repeating: "x", count: 65_537))"}"#, 413),
        (#"{"kind":"edit","text":"\#(String(repeating: "x", count: 140_000))"}"#, 413),
    ]

    @Test func badBodiesAreRefusedAndChangeNothing() async throws {
        try await APIWorld.with { world in
            let draft = try await world.draft("ta", "a")
            let technician = try await world.caller(.technician)
            for (body, status) in Self.bodies {
                let answer = try await technician.decide(draft, body, revision: 1)
                #expect(answer.status == status, "\(body.prefix(60)): \(answer.text)")
            }
            let invalid = try await technician.post(
                "/enrichments/\(draft)/decisions", #"{"kind":"claim"}"#,
                headers: ["If-Match": "\"r1\"", "Content-Type": "text/plain"])
            #expect(invalid.status == 415)
            #expect(try await technician.send("DELETE", "/api/v1/enrichments/\(draft)").status == 405)
            #expect(try world.store.decisions(DecisionFilter(), for: .everyClient, before: nil, limit: 10).isEmpty)
            #expect(try world.store.summary(draft, for: .everyClient)?.revision == 1)
        }
    }

    @Test func anyTextIsKeptAsItIs() async throws {
        try await APIWorld.with { world in
            let technician = try await world.caller(.technician)
            for (number, text) in ["<script>alert(1)</script>", "a\u{0}b", "𝄞 ‮ \u{FEFF}", "'; --"].enumerated() {
                let draft = try await world.draft("t\(number)", "a")
                let body = try JSONSerialization.data(withJSONObject: ["kind": "edit", "text": text])
                let answer = try await technician.decide(draft, String(decoding: body, as: UTF8.self), revision: 1)
                #expect((answer.object["decision"] as? [String: Any])?["text"] as? String == text)
                let shown = try await technician.get("/enrichments/\(draft)").object["text"] as? [String: Any]
                #expect(shown?["text"] as? String == text)
            }
        }
    }
}
