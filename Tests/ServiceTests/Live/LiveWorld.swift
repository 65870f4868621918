import CurlTransport
import Digest
import Domain
import Foundation
import ScriptedServer
import Storage
import Testing

@testable import Service

/// A service that works on tickets with a model whose answers stream as a test says.
struct LiveWorld: Sendable {
    let stage: PageStage
    let server: EventServer

    /// One sentence is supported, one is not, one names the other client's device.
    static let answer = #"""
        {"summary": [{"text": "The printer on PC-A prints nothing.", "kind": "fact", "evidence": ["E1"]}],
         "steps": [{"text": "Restart the mail server 10.9.8.7 in Lisbon.", "kind": "step", "evidence": ["E1"]},
                   {"text": "Compare it with PC-B.", "kind": "step", "evidence": ["E1"]}],
         "questions": [],
         "reply": [{"text": "Hello Grace,", "kind": "courtesy", "evidence": []},
                   {"text": "The printer prints nothing since Monday.", "kind": "fact", "evidence": ["E1"]},
                   {"text": "Kind regards", "kind": "courtesy", "evidence": []}]}
        """#

    /// The whole answer, held up before the reply until the test says so.
    static var held: [EventServer.Step] {
        let cut = answer.range(of: "\"questions\"")?.lowerBound ?? answer.endIndex
        let all = EventServer.steps(String(answer[..<cut]), size: 16).dropLast(3)
        return all + [.wait] + EventServer.steps(String(answer[cut...]), size: 16)
    }

    static func run(
        _ script: @escaping @Sendable (Int) -> [EventServer.Step] = { _ in held },
        use: (LiveWorld) async throws -> Void
    ) async throws {
        let server = try EventServer { number, body in
            body.contains("\"stream\":true")
                ? .init(steps: script(number)) : .init(status: 500, steps: [.send("{}")])
        }
        defer { server.stop() }
        try await PageStage.run(
            settings: ["llm.endpoint": server.url, "llm.model": "small", "policy.default": "local"],
            records: TicketWorld.records, isWorking: true
        ) { stage in try await use(LiveWorld(stage: stage, server: server)) }
    }

    /// A ticket arrives.
    func deliver(_ id: String, client: ClientID? = TicketWorld.a) async throws {
        let name = client?.rawValue
        let ticket = Ticket(
            id: TicketID(id), subject: "Printer prints nothing",
            body: "The printer on PC-A prints nothing since Monday.",
            createdAt: SystemClock().now(),
            requester: .init(name: "Grace", email: name.map { "grace@\($0).example.com" } ?? "x@nobody.example.net"))
        let json = Array(try JSONEncoder().encode(ticket))
        _ = try await stage.store.accept(
            InboundEvent(
                source: "generic", key: UUID().uuidString, action: .changed, ticketID: ticket.id, version: 1,
                contentHash: try SHA256Digest.bytes(of: json), lane: name ?? "unknown", deadline: 1, ticket: json))
    }

    func open(
        _ browser: TestBrowser, _ path: String, form: [(String, String)]? = nil, csrf: String? = nil
    ) async throws -> (status: Int, events: ServerSentEvents) {
        var headers = [
            HTTPHeader("Accept", "text/event-stream, application/json"),
            HTTPHeader("Cookie", browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")),
        ]
        var body: [UInt8] = []
        if let csrf { headers.append(HTTPHeader(CSRF.header, csrf)) }
        if let form {
            headers += [
                HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
                HTTPHeader("Sec-Fetch-Site", "same-origin"),
            ]
            body = Array(
                form.map { "\(TestBrowser.escape($0.0))=\(TestBrowser.escape($0.1))" }.joined(separator: "&").utf8)
        }
        let answer = try await stage.transport.stream(
            HTTPRequest(method: form == nil ? "GET" : "POST", url: stage.url + path, headers: headers, body: body))
        return (answer.head.status, ServerSentEvents(answer.body))
    }

    /// The draft of a ticket, once it is there.
    func draft(_ id: String) async throws -> StoredDraft {
        try await eventually("a draft of \(id)") {
            try stage.store.newestDraft(of: TicketID(id), for: .everyClient) != nil
        }
        let summary = try #require(try stage.store.newestDraft(of: TicketID(id), for: .everyClient))
        return try #require(try stage.store.draft(summary.id, for: .everyClient))
    }
}

/// Hears events one by one.
struct Listener {
    private var iterator: ServerSentEvents.Iterator
    private(set) var heard: [ServerSentEvent] = []

    init(_ events: ServerSentEvents) {
        iterator = events.makeAsyncIterator()
    }

    /// Listens until an event of a kind; nil when the stream ends before.
    mutating func next(_ kind: String) async throws -> [String: Any]? {
        while let event = try await iterator.next() {
            heard.append(event)
            if event.type == kind {
                return try JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any] ?? [:]
            }
        }
        return nil
    }

    var kinds: [String] { heard.map(\.type) }
}
