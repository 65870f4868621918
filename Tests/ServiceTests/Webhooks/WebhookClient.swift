import CurlTransport
import Foundation

extension WebhookStage {
    struct Answer: Sendable {
        var status: Int
        var headers: [HTTPHeader]
        var text: String

        /// Without what differs from request to request.
        var json: [String: String] {
            let object = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
            return object.mapValues { "\($0)" }.filter { $0.key != "request_id" }
        }
    }

    func post(
        _ source: String, _ headers: [(String, String)], _ body: [UInt8], method: String = "POST"
    ) async throws -> Answer {
        let response = try await transport.send(
            HTTPRequest(
                method: method, url: "http://127.0.0.1:\(port)/webhooks/\(source)",
                headers: headers.map { HTTPHeader($0.0, $0.1) }, body: body))
        return Answer(
            status: response.status, headers: response.headers,
            text: String(decoding: response.body, as: UTF8.self))
    }

    func post(_ call: WebhookCall) async throws -> Answer {
        try await post(call.source, call.headers.map { ($0.key, $0.value) }, Array(call.body.utf8))
    }
}

/// A call of `Fixtures/webhooks`.
struct WebhookCall: Decodable, Sendable {
    var source: String
    var headers: [String: String]
    var body: String

    static let names = [
        "generic-created", "connectwise-psa-added", "connectwise-psa-updated", "connectwise-psa-deleted",
        "autotask-create", "autotask-update", "autotask-note", "halopsa-new", "halopsa-event-only", "email-new",
    ]

    static func load(_ name: String) throws -> WebhookCall {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Fixtures/webhooks/\(name).json")
        return try JSONDecoder().decode(WebhookCall.self, from: Data(contentsOf: file))
    }
}
