import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// An HTTP server on a free loopback port that answers from a script.
public final class ScriptedServer: Sendable {
    public struct Seen: Sendable {
        /// From 1, in the order of arrival.
        public var number: Int
        public var method: String
        /// With its query, names and values as decoded.
        public var path: String
        /// By lower-case name.
        public var headers: [String: String]
        public var body: [UInt8]

        public var text: String { String(decoding: body, as: UTF8.self) }

        public var json: [String: any Sendable] {
            (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: any Sendable]) ?? [:]
        }
    }

    public struct Answer: Sendable {
        public var status: Int
        public var body: String
        public var headers: [String: String]
        /// Does not come before the connection is given up.
        public var hangs = false

        public init(
            status: Int = 200, body: String = "", headers: [String: String] = ["Content-Type": "application/json"],
            hangs: Bool = false
        ) {
            self.status = status
            self.body = body
            self.headers = headers
            self.hangs = hangs
        }

        public static func json(_ body: String, status: Int = 200) -> Answer { Answer(status: status, body: body) }
        public static let missing = Answer(status: 404, body: #"{"code":"NotFound"}"#)
    }

    /// Scheme, host and port.
    public let address: String
    private let received: Mutex<[Seen]>

    public var seen: [Seen] { received.withLock { $0 } }

    public func count(_ path: String) -> Int { seen.filter { $0.path.hasPrefix(path) }.count }

    private init(_ address: String) {
        self.address = address
        received = Mutex([])
    }

    /// Runs `use` while the server listens.
    public static func run(
        _ script: @escaping @Sendable (Seen, ScriptedServer) async throws -> Answer,
        use: (ScriptedServer) async throws -> Void
    ) async throws {
        let holder = Mutex<ScriptedServer?>(nil)
        let server = HTTPServer(address: .loopback(port: 0), logger: .disabled)
        await server.appendRoute("*") { request in
            guard let scripted = holder.withLock({ $0 }) else { return HTTPResponse(statusCode: .serviceUnavailable) }
            let answer = try await script(try await scripted.receive(request), scripted)
            if answer.hangs { try await Task.sleep(for: .seconds(600)) }
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
        let scripted = ScriptedServer("http://localhost:\(port)")
        holder.withLock { $0 = scripted }
        try await use(scripted)
    }

    private func receive(_ request: HTTPRequest) async throws -> Seen {
        var headers: [String: String] = [:]
        for (name, value) in request.headers { headers[name.rawValue.lowercased()] = value }
        let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let path = request.path + (query.isEmpty ? "" : "?" + query)
        let body = Array(try await request.bodyData)
        return received.withLock { list in
            let seen = Seen(
                number: list.count + 1, method: request.method.rawValue, path: path, headers: headers, body: body)
            list.append(seen)
            return seen
        }
    }
}
