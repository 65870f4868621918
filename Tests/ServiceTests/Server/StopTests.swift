import Service
import Testing

@Suite("Stopping")
struct StopTests {
    @Test("What is under way is finished, and nothing new is let in")
    func finishes() async throws {
        let routes = TryoutRoutes()
        try await LiveService.run(groups: [routes]) { service in
            let waiting = try service.connect()
            let idle = try service.connect()
            await idle.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            _ = try await idle.receive { $0.contains("ok") }
            await waiting.send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await eventually("the handler runs") { routes.calls.count.began == 1 }
            await service.stop()
            #expect(try await idle.receive().isEmpty)
            routes.gate.open()
            #expect(try await waiting.receive().statuses == [200])
            #expect(throws: RawConnection.Failure.self) { _ = try service.connect() }
        }
    }

    @Test("What does not end is ended after a few seconds", .timeLimit(.minutes(1)))
    func ends() async throws {
        let routes = TryoutRoutes()
        try await LiveService.run(groups: [routes]) { service in
            let stream = try service.connect()
            await stream.send("GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await stream.receive { $0.contains(": here") }.statuses == [200])
            let slow = try service.connect()
            await slow.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n")
            await service.stop()
            #expect(!(try await slow.receive().contains(" 200 ")))
            #expect(!(try await stream.receive().contains("last")))
            routes.gate.open()
        }
    }
}
