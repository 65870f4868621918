import CurlTransport
import Foundation
import Testing

/// Against `openssl s_server` with certificates made on the spot; skipped where there is no openssl.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct TLSTests {
    @Test func trustsTheNamedAuthorityAndChecksTheName() async throws {
        let server = try TLSServer(name: "localhost")
        defer { server.stop() }
        let transport = try CurlTransport(settings: .init(caFile: server.certificate))
        let answer = try await server.send(HTTPRequest(url: "https://localhost:\(server.port)/"), over: transport)
        #expect(answer.status == 200)
        #expect(answer.timings.tls > .zero)
        // Same server, same certificate, another name.
        await #expect {
            try await server.send(HTTPRequest(url: "https://127.0.0.1:\(server.port)/"), over: transport)
        } throws: {
            ($0 as? TransportError)?.kind == .tls
        }
    }

    @Test func refusesAnUnknownAuthorityAndAMissingFile() async throws {
        let server = try TLSServer(name: "localhost")
        defer { server.stop() }
        for file in [nil, "/nonexistent/ca.pem"] {
            let transport = try CurlTransport(settings: .init(caFile: file))
            await #expect {
                try await server.send(HTTPRequest(url: "https://localhost:\(server.port)/"), over: transport)
            } throws: {
                ($0 as? TransportError)?.kind == .tls
            }
        }
    }
}

private struct TLSServer {
    let port: Int
    let certificate: String
    private let folder: URL
    private let process: Process

    init(name: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appendingPathComponent("cert.pem").path
        let key = folder.appendingPathComponent("key.pem").path
        let maker = Self.openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout", key, "-out", certificate,
        ])
        try maker.run()
        maker.waitUntilExit()
        // A port that was free a moment ago: s_server does not tell which one it chose before its buffer is full.
        let probe = try RawServer { _, _ in }
        port = probe.port
        probe.stop()
        process = Self.openssl([
            "s_server", "-accept", "\(port)", "-cert", certificate, "-key", key, "-www", "-quiet",
        ])
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    /// Sends once the server listens.
    func send(_ request: HTTPRequest, over transport: CurlTransport) async throws -> HTTPResponse {
        for _ in 0..<200 {
            do {
                return try await transport.send(request)
            } catch let error as TransportError where error.kind == .connect {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        return try await transport.send(request)
    }

    func stop() {
        // It inherits a mask in which SIGTERM is blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func openssl(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}
