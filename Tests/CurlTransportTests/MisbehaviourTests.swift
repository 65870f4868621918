import CurlTransport
import Foundation
import Synchronization
import Testing

/// What a bad server, a bad network or a bad request comes to.
@Suite struct MisbehaviourTests {
    let transport: CurlTransport

    init() throws {
        transport = try CurlTransport()
    }

    private func failure(_ request: HTTPRequest) async -> TransportError? {
        do {
            _ = try await transport.send(request)
            return nil
        } catch {
            return error as? TransportError
        }
    }

    private func failure(
        of request: HTTPRequest = HTTPRequest(url: ""),
        server handler: @escaping @Sendable (RawConnection) -> Void
    ) async throws -> TransportError? {
        let server = try RawServer { connection, _ in
            _ = connection.request()
            handler(connection)
        }
        defer { server.stop() }
        var request = request
        request.url = server.url
        return await failure(request)
    }

    @Test func closingMidway() async throws {
        let error = try await failure { $0.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort") }
        #expect(error?.kind == .closedMidway)
        let silent = try await failure { _ in }
        #expect(silent?.kind == .closedMidway)
        let chunked = try await failure { $0.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab") }
        #expect(chunked?.kind == .closedMidway)
    }

    @Test func notHTTP() async throws {
        let error = try await failure { $0.write("SSH-2.0-OpenSSH_9.2\r\n") }
        #expect(error?.kind == .malformedResponse)
        let status = try await failure { $0.write("HTTP/1.1 abc Bad\r\n\r\n") }
        #expect(status?.kind == .malformedResponse)
    }

    @Test func bodiesAndHeadsBeyondTheLimit() async throws {
        let limited = HTTPRequest(url: "", maxResponseBytes: 1000)
        let announced = try await failure(of: limited) { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            connection.write([UInt8](repeating: 65, count: 100_000))
        }
        #expect(announced?.kind == .tooLarge(limit: 1000))
        let endless = try await failure(of: limited) { connection in
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write([UInt8](repeating: 65, count: 10_000)) {}
        }
        #expect(endless?.kind == .tooLarge(limit: 1000))
        let heads = try await failure { connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            while connection.write("X-Filler: \(String(repeating: "a", count: 1000))\r\n") {}
        }
        #expect(heads?.kind == .headersTooLarge(limit: 64 << 10))
        let exact = try await failure(of: HTTPRequest(url: "", maxResponseBytes: 5)) { $0.answer("12345") }
        #expect(exact == nil)
    }

    @Test func decompressionBombsCountUnpacked() async throws {
        // A few kilobytes that unpack to ten megabytes.
        let bomb = try #require(try gzipZeros(10 << 20))
        let error = try await failure(of: HTTPRequest(url: "", maxResponseBytes: 1 << 20)) { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n")
            connection.write(bomb)
            connection.drain()
        }
        #expect(error?.kind == .tooLarge(limit: 1 << 20))
    }

    @Test func deadlines() async throws {
        let waiting = try await failure(of: HTTPRequest(url: "", deadline: .milliseconds(200))) { $0.drain() }
        #expect(waiting?.kind == .timeout(.waiting))
        let dripping = try await failure(of: HTTPRequest(url: "", deadline: .milliseconds(300))) { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while connection.write("x") { usleep(20_000) }
        }
        #expect(dripping?.kind == .timeout(.receiving))
        let idle = try await failure(of: HTTPRequest(url: "", idleTimeout: .seconds(1))) { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nx")
            connection.drain()
        }
        #expect(idle?.kind == .timeout(.idle))
    }

    @Test func nobodyThere() async throws {
        let server = try RawServer { _, _ in }
        let url = server.url
        server.stop()
        let error = await failure(HTTPRequest(method: "POST", url: url, body: [1]))
        #expect(error?.kind == .connect)
        #expect(error?.bodyMayHaveLeft == false)
        #expect(await failure(HTTPRequest(url: "https://no-such-host.invalid/"))?.kind == .resolve)
    }

    @Test func tlsIsNeverGivenUp() async throws {
        let server = try RawServer { connection, _ in
            _ = connection.read()
            connection.answer("plain")
        }
        defer { server.stop() }
        let error = await failure(HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))
        #expect(error?.kind == .tls)
    }

    /// A server that closes a kept connection on the second request, by farewell or by reset.
    @Test(arguments: [false, true])
    func aDeadKeptConnectionIsToldApartAndTheBodyIsNotSentTwice(resetting: Bool) async throws {
        let bodies = Mutex<[[UInt8]]>([])
        let server = try RawServer { connection, number in
            while let request = connection.request() {
                bodies.withLock { $0.append(request.body) }
                if number == 1, bodies.withLock({ $0.count }) == 2 {
                    if resetting { connection.reset() }
                    return
                }
                connection.answer("ok")
            }
        }
        defer { server.stop() }
        var request = HTTPRequest(method: "POST", url: server.url, body: [1])
        _ = try await transport.send(request)
        let error = await failure(request)
        #expect(error?.kind == .staleConnection)
        #expect(error?.bodyMayHaveLeft == true)
        #expect(bodies.withLock { $0.count } == 2)
        request.freshConnection = true
        let answer = try await transport.send(request)
        #expect(!answer.head.reusedConnection)
        #expect(bodies.withLock { $0.count } == 3)
    }

    @Test(arguments: [
        HTTPHeader("X", "a\r\nEvil: 1"), HTTPHeader("X", "a\nb"), HTTPHeader("X", "a\0b"), HTTPHeader("X\r\nY", "a"),
        HTTPHeader("X Y", "a"), HTTPHeader("", "a"), HTTPHeader("X:Y", "a"), HTTPHeader("Content-Length", "1"),
        HTTPHeader("transfer-encoding", "chunked"),
    ])
    func headersThatMustNotBeSent(header: HTTPHeader) async throws {
        let error = await failure(HTTPRequest(url: "http://127.0.0.1:9/", headers: [header]))
        #expect(error?.kind == .invalidRequest)
        #expect(error.map { "\($0)".contains("Evil") } == false)
    }

    @Test func methodsThatMustNotBeSent() async throws {
        for method in ["", "GET /x HTTP/1.1\r\nA: b", "get"] {
            #expect(await failure(HTTPRequest(method: method, url: "http://127.0.0.1:9/"))?.kind == .invalidRequest)
        }
    }

    @Test func plainHTTPIsForThisMachine() async throws {
        #expect(await failure(HTTPRequest(url: "http://192.0.2.1/v1?key=hidden"))?.kind == .insecure)
        #expect(await failure(HTTPRequest(url: "http://127.0.0.1.example.com/"))?.kind == .insecure)
        let allowed = HTTPRequest(url: "http://no-such-host.invalid/", allowInsecure: true)
        #expect(await failure(allowed)?.kind == .resolve)
    }

    @Test func errorTextsHoldNoSecret() async throws {
        let request = HTTPRequest(
            url: "https://no-such-host-topsecret.invalid/topsecret/path?token=hidden",
            headers: [HTTPHeader("Authorization", "Bearer sk-123456")], secrets: ["topsecret"])
        let error = try #require(await failure(request))
        let text = "\(error) \(error.detail) \(error.endpoint)"
        #expect(!text.contains("topsecret") && !text.contains("hidden"))
        #expect(text.contains("no-such-host-***"))
        var dumped = ""
        dump(request, to: &dumped)
        #expect(!"\(request) \(String(reflecting: request)) \(dumped)".contains("sk-123456"))
    }
}

/// A gzip member that unpacks to `count` zero bytes, through the system's gzip.
private func gzipZeros(_ count: Int) throws -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "head -c \(count) /dev/zero | gzip -9"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Array(data) : nil
}
