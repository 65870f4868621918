import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A chat completions endpoint on a free loopback port that answers from a script.
final class ScriptedEndpoint: Sendable {
    struct Answer: Sendable {
        var status = 200
        var body: String
        var headers: [String: String] = ["Content-Type": "application/json"]
    }

    struct Seen: Sendable {
        var path: String
        var headers: [String: String]
        var body: [UInt8]

        var json: [String: any Sendable] {
            (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: any Sendable]) ?? [:]
        }
    }

    private let received = Mutex<[Seen]>([])
    var seen: [Seen] { received.withLock { $0 } }

    /// Runs `use` while the endpoint listens; the script gets each request and its number, from 1.
    static func run(
        _ script: @escaping @Sendable (Seen, Int) async -> Answer,
        _ use: (String, ScriptedEndpoint) async throws -> Void
    ) async throws {
        let endpoint = ScriptedEndpoint()
        let server = HTTPServer(address: .loopback(port: 0), logger: .disabled)
        await server.appendRoute("*") { request in
            var headers: [String: String] = [:]
            for (name, value) in request.headers { headers[name.rawValue.lowercased()] = value }
            let seen = Seen(path: request.path, headers: headers, body: Array(try await request.bodyData))
            let number = endpoint.received.withLock { list in
                list.append(seen)
                return list.count
            }
            let answer = await script(seen, number)
            var fields = HTTPHeaders()
            for (name, value) in answer.headers { fields[HTTPHeader(name)] = value }
            return HTTPResponse(
                statusCode: HTTPStatusCode(answer.status, phrase: "Scripted"), headers: fields,
                body: Data(answer.body.utf8))
        }
        let running = Task { try await server.run() }
        defer { running.cancel() }
        try await server.waitUntilListening()
        let port =
            switch await server.listeningAddress {
            case .ip4(_, let port), .ip6(_, let port): port
            default: UInt16(0)
            }
        try await use("http://localhost:\(port)", endpoint)
    }
}
