import Domain
import Foundation
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "reads what exports write",
        arguments: [
            ("2026-09-14T13:05:00Z", "2026-09-14T13:05:00Z"), ("2026-09-14t13:05:00z", "2026-09-14T13:05:00Z"),
            ("2026-09-14 13:05:00", "2026-09-14T13:05:00Z"), ("2026-09-14T15:05:00+02:00", "2026-09-14T13:05:00Z"),
            ("2026-09-14T15:05:00+0200", "2026-09-14T13:05:00Z"), ("2026-09-14T13:05", "2026-09-14T13:05:00Z"),
            ("2026-09-14T13:05:00.123Z", "2026-09-14T13:05:00.123Z"), ("2026-09-14", "2026-09-14T00:00:00Z"),
            ("2026-09-14T13:05:00.1234567Z", "2026-09-14T13:05:00.123Z"), ("1789391100", "2026-09-14T13:05:00Z"),
            ("1789391100000", "2026-09-14T13:05:00Z"), ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"), (" 2026-09-14T13:05:00Z ", "2026-09-14T13:05:00Z"),
        ])
    func reads(text: String, expected: String) {
        #expect(Timestamp(text)?.description == expected)
    }

    @Test(
        "refuses what is ambiguous or wrong",
        arguments: [
            "", "03/04/2026", "yesterday", "2026-13-01", "2026-02-30", "2025-02-29", "2026-09-14T25:00:00Z",
            "2026-09-14T13:05:00+99:00", "2026-09-14T13", "2026-9-1", "12345", "2026-09-14T13:05:00Zx", "null",
        ])
    func refuses(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("writes and reads any second of four centuries the same")
    func roundTrip() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let time = Timestamp(seconds: Int64.random(in: -6_000_000_000...6_000_000_000, using: &generator))
            #expect(Timestamp(time.description) == time)
        }
    }
}

@Suite("Lenient decoding")
struct RecordDecodingTests {
    private func decode<Record: Decodable>(_ json: String) throws -> Record {
        try JSONDecoder().decode(Record.self, from: Data(json.utf8))
    }

    @Test("a ticket needs an id and a creation time, everything else may be missing or null")
    func minimalTicket() throws {
        let ticket: Ticket = try decode(#"{"id": 42, "created_at": "2026-09-14", "notes": null, "requester": null}"#)
        #expect(ticket.id == "42")
        #expect(ticket.notes.isEmpty)
        #expect(ticket.bodyFormat == .text)
        #expect(ticket.clientID == nil)
    }

    @Test(
        "a missing, null, empty or nested id is refused",
        arguments: [
            #"{"created_at": "2026-09-14"}"#, #"{"id": null, "created_at": "2026-09-14"}"#,
            #"{"id": "  ", "created_at": "2026-09-14"}"#, #"{"id": {"a": 1}, "created_at": "2026-09-14"}"#,
        ])
    func badID(json: String) {
        #expect(throws: DecodingError.self) { let _: Ticket = try decode(json) }
    }

    @Test("unknown keys are left out and unknown words of a vocabulary are kept as text")
    func unknowns() throws {
        let document: Document = try decode(
            #"{"id": "d", "client_id": null, "title": "t", "body": "b", "visibility": "vip", "colour": "red"}"#)
        #expect(document.visibility.rawValue == "vip")
        #expect(!document.visibility.mayReachRequester)
    }

    @Test(
        "a ticket counts as closed by its closing time or its status",
        arguments: [("Closed", true), ("resolved by client", true), ("New", false), ("In progress", false)])
    func closed(status: String, expected: Bool) {
        let ticket = Ticket(id: "t", subject: "", body: "", createdAt: Timestamp(seconds: 0), status: status)
        #expect(ticket.isClosed == expected)
    }
}

@Suite("Scopes")
struct ScopeTests {
    @Test("a scope admits its own client's records and the shared ones, no others")
    func admits() {
        #expect(Scope.client("a").admits(owner: "a"))
        #expect(Scope.client("a").admits(owner: nil))
        #expect(!Scope.client("a").admits(owner: "b"))
        #expect(!Scope.sharedOnly.admits(owner: "a"))
        #expect(Scope.client("a").partitions == [.client("a"), .shared])
        #expect(Scope.sharedOnly.partitions == [.shared])
    }

    @Test("a problem is told as what, where and remedy")
    func problem() {
        #expect(Problem("it broke", place: "here", remedy: "Mend it").description == "it broke. here. Mend it.")
        #expect(Problem("why?").description == "why?")
    }
}
