import Service
import Testing

@Suite("Hostile requests over a real socket")
struct HostileRequestTests {
    struct Hostile: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: String
        /// Of the answers, in order; empty: the connection is closed without one.
        var expected: [Int]
        var testDescription: String { name }

        init(_ name: String, _ bytes: String, _ expected: Int...) {
            self.name = name
            self.bytes = bytes
            self.expected = expected
        }
    }

    private static let host = "Host: localhost\r\n"
    private static let end = "Connection: close\r\n\r\n"

    static let requests: [Hostile] = [
        Hostile("no HTTP at all", "garbage\r\n\r\n", 400),
        Hostile("binary", "\u{1}\u{2}\u{3}\u{0}\r\n\r\n", 400),
        Hostile("a TLS client hello", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}", 400),
        Hostile("HTTP/2 without TLS", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        Hostile("HTTP/3.0 as a version", "GET /healthz HTTP/3.0\r\n\(host)\r\n", 505),
        Hostile("HTTP/0.9", "GET /healthz\r\n\r\n", 505),
        Hostile("no Host", "GET /healthz HTTP/1.1\r\n\(end)", 400),
        Hostile("two Hosts", "GET /healthz HTTP/1.1\r\n\(host)Host: evil.example\r\n\(end)", 400),
        Hostile("another's Host", "GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\(end)", 421),
        Hostile("a Host that is none", "GET /healthz HTTP/1.1\r\nHost: a b/c@d\r\n\(end)", 421),
        Hostile(
            "Content-Length and chunked",
            "POST /echo HTTP/1.1\r\n\(host)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\(host)\(end)",
            400),
        Hostile(
            "two Content-Lengths",
            "POST /echo HTTP/1.1\r\n\(host)Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcdeGET /", 400),
        Hostile(
            "a list of Content-Lengths", "POST /echo HTTP/1.1\r\n\(host)Content-Length: 4, 4\r\n\r\nabcd", 400),
        Hostile("a negative Content-Length", "POST /echo HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n", 400),
        Hostile("a signed Content-Length", "POST /echo HTTP/1.1\r\n\(host)Content-Length: +4\r\n\r\nabcd", 400),
        Hostile(
            "an overflowing Content-Length",
            "POST /echo HTTP/1.1\r\n\(host)Content-Length: 99999999999999999999999\r\n\r\n", 400),
        Hostile(
            "a transfer encoding that only looks like chunked",
            "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501),
        Hostile(
            "chunked twice",
            "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400),
        Hostile(
            "an encoding before chunked",
            "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
        Hostile(
            "a chunk size that is no number",
            "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", 400),
        Hostile(
            "a chunk longer than it says",
            "POST /echo HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n", 400),
        Hostile("a space before the colon", "GET /healthz HTTP/1.1\r\n\(host)X-A : b\r\n\(end)", 400),
        Hostile("a folded field", "GET /healthz HTTP/1.1\r\n\(host)X-A: b\r\n c\r\n\(end)", 400),
        Hostile("a field without a name", "GET /healthz HTTP/1.1\r\n\(host): b\r\n\(end)", 400),
        Hostile("NUL in a field", "GET /healthz HTTP/1.1\r\n\(host)X-A: b\u{0}c\r\n\(end)", 400),
        Hostile("a bare CR in a field", "GET /healthz HTTP/1.1\r\n\(host)X-A: b\rX-B: c\r\n\(end)", 400),
        Hostile(
            "fields beyond the limit",
            "GET /healthz HTTP/1.1\r\n\(host)X-A: \(String(repeating: "a", count: 20_000))\r\n\(end)", 431),
        Hostile(
            "many fields",
            "GET /healthz HTTP/1.1\r\n\(host)"
                + (0..<150).map { "X-\($0): a\r\n" }.joined() + end, 431),
        Hostile(
            "a long address", "GET /\(String(repeating: "a", count: 10_000)) HTTP/1.1\r\n\(host)\(end)", 414),
        Hostile("an address with a space", "GET /a b HTTP/1.1\r\n\(host)\(end)", 400),
        Hostile("an address that is not encoded", "GET /ä HTTP/1.1\r\n\(host)\(end)", 400),
        Hostile("dots in the address", "GET /../../etc/passwd HTTP/1.1\r\n\(host)\(end)", 404),
        Hostile("a proxy request", "CONNECT example.com:443 HTTP/1.1\r\n\(host)\(end)", 501),
        Hostile("TRACE of nothing", "TRACE / HTTP/1.1\r\n\(host)\(end)", 404),
        Hostile("an unknown method", "BREW / HTTP/1.1\r\n\(host)\(end)", 400),
        Hostile(
            "a body that is too large",
            "POST /echo HTTP/1.1\r\n\(host)Content-Length: 5000\r\n\(end)"
                + String(repeating: "a", count: 5000), 413),
        Hostile("nothing", "\r\n\r\n\r\n"),
    ]

    @Test("Each is refused and costs its sender the connection", arguments: requests)
    func refused(_ hostile: Hostile) async throws {
        let routes = TryoutRoutes()
        try await LiveService.run(
            settings: ["server.limits.body_bytes": "4096"], groups: [routes]
        ) { service in
            let connection = try service.connect()
            await connection.send(hostile.bytes)
            connection.finish()
            let answer = try await connection.receive()
            #expect(answer.statuses == hostile.expected, "\(answer.prefix(300))")
            if !hostile.name.contains("HTTP/1.0") {
                #expect(
                    answer.isEmpty || answer.contains("application/problem+json")
                        || answer.contains("Content-Length: 0"))
            }
            #expect(routes.calls.count.finished == 0)
            // The service itself is none the worse for it.
            #expect(try await service.ask("GET /healthz").statuses == [200])
        }
    }

    @Test("Requests sent at once are answered in their order")
    func pipelining() async throws {
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            let answer = try await service.exchange(
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"
                    + "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\nab\r\n3;ext=1\r\ncde\r\n0\r\nX-Trailer: a\r\n\r\n"
                    + "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(answer.statuses == [200, 404, 200, 200])
            #expect(answer.contains("\r\n\r\n3HTTP") && answer.contains("\r\n\r\n5HTTP"))
        }
    }

    @Test(
        "A body that ends early reaches no handler as a whole one",
        arguments: ["Content-Length: 100", "Transfer-Encoding: chunked"])
    func truncated(_ length: String) async throws {
        let routes = TryoutRoutes()
        try await LiveService.run(groups: [routes]) { service in
            let connection = try service.connect()
            await connection.send("POST /echo HTTP/1.1\r\nHost: localhost\r\n\(length)\r\n\r\n5\r\nabcde\r\n")
            try await eventually("the handler runs") { routes.calls.count.began == 1 }
            connection.finish()
            let answer = try await connection.receive()
            #expect(!answer.contains(" 200 "))
            #expect(routes.calls.count.finished == 0)
        }
    }

    @Test("HTTP/1.0 without keep-alive: the connection is closed after the answer")
    func oldHTTP() async throws {
        try await LiveService.run { service in
            let answer = try await service.exchange("GET /healthz HTTP/1.0\r\n\r\n")
            #expect(answer.statuses == [200])
        }
    }

    @Test("A body that waits to be asked for is asked for")
    func expectation() async throws {
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            let connection = try service.connect()
            await connection.send(
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n"
                    + "Connection: close\r\n\r\n")
            #expect(try await connection.receive { $0.contains("\r\n\r\n") }.statuses == [100])
            await connection.send("abc")
            #expect(try await connection.receive().statuses == [200])
        }
    }
}
