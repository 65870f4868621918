import CurlTransport
import Foundation
import ScriptedServer

/// A vendor's API on a free port of this machine that answers from a script, and what asks it.
struct FakeVendor: Sendable {
    typealias Seen = ScriptedServer.Seen
    typealias Answer = ScriptedServer.Answer

    let server: ScriptedServer
    let transport: CurlTransport

    /// Scheme, host and port.
    var address: String { server.address }
    var seen: [Seen] { server.seen }

    func count(_ path: String) -> Int { server.count(path) }

    /// Runs `use` while the vendor listens.
    static func run(
        _ script: @escaping @Sendable (Seen, FakeVendor) async -> Answer, _ use: (FakeVendor) async throws -> Void
    ) async throws {
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        try await ScriptedServer.run { seen, server in
            await script(seen, FakeVendor(server: server, transport: transport))
        } use: { server in
            try await use(FakeVendor(server: server, transport: transport))
        }
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
