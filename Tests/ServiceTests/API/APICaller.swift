import CurlTransport
import Domain
import Foundation

/// Someone who calls the API over a real connection.
struct APICaller: Sendable {
    let world: APIWorld
    /// nil: nobody.
    var token: String?
    /// What a browser's cookie field holds.
    var cookie: String?

    private var credentials: [HTTPHeader] {
        [token.map { HTTPHeader("Authorization", "Bearer \($0)") }, cookie.map { HTTPHeader("Cookie", $0) }]
            .compactMap { $0 }
    }

    func send(
        _ method: String, _ path: String, headers: [String: String] = [:], body: String? = nil
    ) async throws -> APIAnswer {
        var fields = headers.map { HTTPHeader($0.key, $0.value) } + credentials
        if body != nil, headers["Content-Type"] == nil { fields.append(HTTPHeader("Content-Type", "application/json")) }
        let response = try await world.transport.send(
            HTTPRequest(
                method: method, url: world.url + path, headers: fields, body: Array((body ?? "").utf8)))
        return APIAnswer(status: response.status, headers: response.headers, body: response.body)
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> APIAnswer {
        try await send("GET", "/api/v1" + path, headers: headers)
    }

    func post(_ path: String, _ body: String? = nil, headers: [String: String] = [:]) async throws -> APIAnswer {
        try await send("POST", "/api/v1" + path, headers: headers, body: body)
    }

    func decide(_ draft: Int64, _ body: String, revision: Int64, key: String? = nil) async throws -> APIAnswer {
        var headers = ["If-Match": "\"r\(revision)\""]
        headers["Idempotency-Key"] = key
        return try await post("/enrichments/\(draft)/decisions", body, headers: headers)
    }

    /// Every item of a list, page by page.
    func all(_ path: String, limit: Int) async throws -> [[String: Any]] {
        var items: [[String: Any]] = []
        var cursor: String?
        repeat {
            let mark = path.contains("?") ? "&" : "?"
            let page = try await get("\(path)\(mark)limit=\(limit)" + (cursor.map { "&cursor=\($0)" } ?? "")).object
            items += page["items"] as? [[String: Any]] ?? []
            cursor = page["next_cursor"] as? String
        } while cursor != nil
        return items
    }

    func events(after last: Int64? = nil) async throws -> ServerSentEvents {
        var fields = credentials
        if let last { fields.append(HTTPHeader("Last-Event-ID", String(last))) }
        let response = try await world.transport.stream(
            HTTPRequest(
                url: world.url + "/api/v1/events", headers: fields, deadline: .seconds(120), freshConnection: true))
        guard response.head.status == 200 else { throw Problem("the stream answered \(response.head.status)") }
        return ServerSentEvents(response.body)
    }
}

struct APIAnswer: Sendable {
    var status: Int
    var headers: [HTTPHeader]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
    }

    var items: [[String: Any]] { object["items"] as? [[String: Any]] ?? [] }

    /// Last part of the problem's type.
    var problem: String? {
        (object["type"] as? String)?.split(separator: ":").last.map(String.init)
    }

    /// Everything but what differs from request to request.
    var comparable: String {
        let kept = headers.filter { !["date", "x-request-id"].contains($0.name.lowercased()) }
            .map { "\($0.name.lowercased()): \($0.value)" }.sorted()
        var object = object
        object["request_id"] = nil
        let body = (try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)) ?? Data()
        return "\(status)\n\(kept.joined(separator: "\n"))\n\(String(decoding: body, as: UTF8.self))"
    }
}
