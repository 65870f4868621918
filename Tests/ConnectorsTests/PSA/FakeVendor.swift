import CurlTransport
import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A vendor's API on a free port of this machine that answers from a script.
final class FakeVendor: Sendable {
    struct Seen: Sendable {
        var method: String
        /// With its query, names and values as decoded.
        var path: String
        var headers: [String: String]
        var body: String
    }

    struct Answer: Sendable {
        var status = 200
        var headers = ["Content-Type": "application/json"]
        var body = ""
        /// Does not come before the connection is given up.
        var hangs = false

        static func json(_ body: String, status: Int = 200) -> Answer { Answer(status: status, body: body) }
        static let missing = Answer(status: 404, body: #"{"code":"NotFound"}"#)
    }

    /// Scheme, host and port.
    let address: String
    let transport: CurlTransport
    private let received = Mutex<[Seen]>([])

    var seen: [Seen] { received.withLock { $0 } }

    func count(_ path: String) -> Int { seen.filter { $0.path.hasPrefix(path) }.count }

    private init(_ address: String) throws {
        self.address = address
        transport = try CurlTransport()
    }

    /// Runs `use` while the vendor listens.
    static func run(
        _ script: @escaping @Sendable (Seen, FakeVendor) async -> Answer, _ use: (FakeVendor) async throws -> Void
    ) async throws {
        let holder = Mutex<FakeVendor?>(nil)
        let server = HTTPServer(address: .loopback(port: 0), logger: .disabled)
        await server.appendRoute("*") { request in
            guard let vendor = holder.withLock({ $0 }) else { return HTTPResponse(statusCode: .serviceUnavailable) }
            var headers: [String: String] = [:]
            for (name, value) in request.headers { headers[name.rawValue.lowercased()] = value }
            let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            let seen = Seen(
                method: request.method.rawValue, path: request.path + (query.isEmpty ? "" : "?" + query),
                headers: headers, body: String(decoding: try await request.bodyData, as: UTF8.self))
            vendor.received.withLock { $0.append(seen) }
            let answer = await script(seen, vendor)
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
        let vendor = try FakeVendor("http://localhost:\(port)")
        holder.withLock { $0 = vendor }
        defer { vendor.transport.shutDown() }
        try await use(vendor)
    }
}

/// Answers of `Fixtures/psa`.
enum VendorSamples {
    /// JSON texts by path below the API's root.
    static func load(_ name: String) throws -> [String: String] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appendingPathComponent("Fixtures/psa/\(name).json"))
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        return try object.mapValues {
            String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
        }
    }
}
