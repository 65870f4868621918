import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct PagingTests {
    @Test func pagesHoldEveryDraftOnceWhileOthersAreAdded() async throws {
        try await APIWorld.with { world in
            for number in 0..<23 { try await world.draft("t\(number)", number % 2 == 0 ? "a" : "b") }
            let reader = try await world.caller(.reader)
            var seen: [Int] = []
            var cursor: String?
            var added = 0
            repeat {
                let page = try await reader.get("/enrichments?limit=5" + (cursor.map { "&cursor=\($0)" } ?? "")).object
                seen += (page["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? Int }
                cursor = page["next_cursor"] as? String
                try await world.draft("new\(added)", "a")
                added += 1
            } while cursor != nil
            #expect(seen == Array((1...23).reversed()))
        }
    }

    @Test func everyListCanBePagedByOne() async throws {
        try await APIWorld.with { world in
            for number in 0..<3 {
                let draft = try await world.draft("t\(number)", "a")
                _ = try await world.caller(.technician).decide(draft, #"{"kind":"claim"}"#, revision: 1)
            }
            let admin = try await world.caller(.admin)
            for path in [
                "/enrichments", "/tickets", "/decisions", "/clients", "/devices?client_id=a", "/documents?client_id=a",
                "/jobs", "/enrichments/1/evidence", "/enrichments/1/decisions",
            ] {
                let whole = try await admin.get(path).items.map { "\($0["id"] ?? "")" }
                let single = try await admin.all(path, limit: 1).map { "\($0["id"] ?? "")" }
                #expect(!whole.isEmpty, "\(path)")
                #expect(single == whole, "\(path)")
                #expect(Set(single).count == single.count, "\(path)")
            }
        }
    }

    @Test func aCursorIsForItsListAndFiltersAlone() async throws {
        try await APIWorld.with { world in
            for number in 0..<3 { try await world.draft("t\(number)", "a") }
            let reader = try await world.caller(.reader)
            let page = try await reader.get("/enrichments?limit=1&client_id=a").object
            let cursor = try #require(page["next_cursor"] as? String)
            #expect(try await reader.get("/enrichments?client_id=a&cursor=\(cursor)").status == 200)
            #expect(try await reader.get("/enrichments?client_id=a&limit=2&cursor=\(cursor)").status == 200)
            #expect(try await reader.get("/enrichments?client_id=b&cursor=\(cursor)").status == 400)
            #expect(try await reader.get("/tickets?client_id=a&cursor=\(cursor)").status == 400)
            for position in cursor.indices {
                var altered = cursor
                altered.replaceSubrange(position...position, with: cursor[position] == "A" ? "B" : "A")
                #expect(try await reader.get("/enrichments?client_id=a&cursor=\(altered)").status == 400)
            }
            #expect(try await reader.get("/enrichments?client_id=a&cursor=\(cursor)=").status == 400)
        }
    }

    @Test func filtersNarrow() async throws {
        try await APIWorld.with { world in
            try await world.draft("t1", "a", isBlocked: true)
            try await world.draft("t2", "b")
            try await world.draft("t2", "b", content: "2")
            let reader = try await world.caller(.reader)
            func ids(_ query: String) async throws -> [Int] {
                try await reader.get("/enrichments?\(query)").items.compactMap { $0["id"] as? Int }
            }
            #expect(try await ids("client_id=a") == [1])
            #expect(try await ids("ticket_id=t2") == [3, 2])
            #expect(try await ids("state=stale") == [2])
            #expect(try await ids("blocked=true") == [1])
            #expect(try await ids("mode=llm") == [])
            #expect(try await ids("created_since=2020-01-01T00:00:00Z") == [3, 2, 1])
            #expect(try await ids("created_since=2999-01-01T00:00:00Z") == [])
            #expect(
                try await reader.get("/tickets?state=open&client_id=b").items.compactMap { $0["id"] as? String } == [
                    "t2"
                ])
            #expect(try await reader.get("/tickets?q=OF+OLD-a").items.compactMap { $0["id"] as? String } == ["old-a"])
        }
    }
}
