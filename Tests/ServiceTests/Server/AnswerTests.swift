import Service
import Testing

@Suite("What every answer has")
struct AnswerTests {
    @Test(
        "Security headers stand on every kind of answer",
        arguments: ["GET /healthz", "GET /nowhere", "POST /healthz", "GET /throw/unexpected", "OPTIONS /healthz"])
    func securityHeaders(_ line: String) async throws {
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            let answer = try await service.ask(line)
            let policy = try #require(answer.header("Content-Security-Policy"))
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(answer.header("X-Content-Type-Options") == "nosniff")
            #expect(answer.header("Referrer-Policy") == "no-referrer")
            #expect(answer.header("Strict-Transport-Security") == nil)
            #expect(answer.header("Server") == "sidenote")
        }
    }

    @Test("A page keeps its own policy")
    func ownPolicy() async throws {
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            let answer = try await service.ask("GET /page")
            #expect(answer.header("Content-Security-Policy") == "default-src 'self'")
        }
    }

    @Test(
        "What is thrown becomes a problem without insides",
        arguments: [
            ("store", 503), ("problem", 500), ("forbidden", 403), ("http", 409), ("cancelled", 503),
            ("unexpected", 500),
        ])
    func errors(_ kind: String, _ status: Int) async throws {
        let directory = LiveService.newDirectory()
        var routes = TryoutRoutes()
        routes.place = directory + "/sidenote.sqlite"
        try await LiveService.run(directory: directory, groups: [routes]) { service in
            let answer = try await service.ask("GET /throw/\(kind)")
            #expect(answer.statuses == [status])
            #expect(answer.header("Content-Type") == "application/problem+json")
            let id = try #require(answer.header("X-Request-ID"))
            #expect(answer.contains("\"request_id\":\"\(id)\""))
            for secret in ["secret", "hunter2", "inside", "disk", service.directory] {
                #expect(!answer.contains(secret))
            }
            #expect((answer.header("Retry-After") != nil) == (status == 503))
            if status >= 500 { #expect(answer.header("Cache-Control") == "no-store") }
        }
    }

    @Test("A method that a route does not take is told those it takes")
    func methods() async throws {
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            let refused = try await service.ask("DELETE /items/7")
            #expect(refused.statuses == [405])
            #expect(refused.header("Allow") == "GET, HEAD, OPTIONS, PUT")
            let options = try await service.ask("OPTIONS /items/7")
            #expect(options.statuses == [204])
            #expect(options.header("Allow") == "GET, HEAD, OPTIONS, PUT")
            #expect(try await service.ask("OPTIONS /nowhere").statuses == [404])
            let trace = try await service.ask("TRACE /items/7")
            #expect(trace.statuses == [405])
            #expect(trace.header("Allow") == "GET, HEAD, OPTIONS, PUT")
            #expect(try await service.ask("TRACE /nowhere").statuses == [404])
            #expect(options.header("Access-Control-Allow-Origin") == nil)
        }
    }

    @Test("HEAD answers as GET does, without the body")
    func head() async throws {
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            let answer = try await service.ask("HEAD /large/5000")
            #expect(answer.statuses == [200])
            #expect(answer.header("Content-Length") == "5000")
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test(
        "A caller's request id is taken when it is a plain word",
        arguments: [
            ("abcdefgh", true), ("ABC-123-def-456", true), ("short", false), (String(repeating: "a", count: 64), true),
            (String(repeating: "a", count: 65), false), ("has space", false), ("semi;colon", false),
            ("under_score", false), ("ümlautümlaut", false),
        ])
    func requestID(_ given: String, _ isTaken: Bool) async throws {
        try await LiveService.run { service in
            let id = try await service.ask("GET /healthz", ["X-Request-ID: \(given)"]).header("X-Request-ID")
            #expect((id == given) == isTaken)
            #expect(try #require(id).utf8.count >= 8)
        }
    }

    @Test("The access line names the route and nothing a caller could have wanted to hide")
    func accessLine() async throws {
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            _ = try await service.ask(
                "GET /items/id-in-the-path?token=in-the-query", ["Authorization: Bearer in-a-header"])
            _ = try await service.ask("GET /nowhere/one-time-link")
            _ = try await service.ask("POST /echo", body: "in-the-body")
            let lines = service.log.lines.filter { $0.hasPrefix("request ") }
            #expect(lines.count == 3)
            #expect(lines[0].contains("route=/items/{id}") && lines[0].contains("status=200"))
            #expect(lines[0].contains("method=GET") && lines[0].contains("client=127.0.0.1"))
            #expect(lines[1].contains("route=(none)") && lines[1].contains("status=404"))
            let all = service.log.lines.joined(separator: "\n")
            for secret in ["id-in-the-path", "in-the-query", "in-a-header", "one-time-link", "in-the-body"] {
                #expect(!all.contains(secret))
            }
        }
    }

    @Test("Behind a trusted proxy the caller is who the proxy says; otherwise the headers say nothing")
    func proxy() async throws {
        let headers = ["X-Forwarded-For: 203.0.113.9, 198.51.100.7", "X-Forwarded-Proto: https"]
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            let answer = try await service.ask("GET /who", headers)
            #expect(answer.contains("127.0.0.1 false"))
        }
        try await LiveService.run(
            settings: ["server.trusted_proxies": "127.0.0.0/8"], groups: [TryoutRoutes()]
        ) { service in
            let answer = try await service.ask("GET /who", headers)
            #expect(answer.contains("198.51.100.7 true"))
            #expect(answer.header("Strict-Transport-Security") == "max-age=31536000")
        }
    }
}
