import Service
import Testing

@Suite("Slow clients over a real socket")
struct SlowClientTests {
    private static let head = "server.limits.head_s"
    private static let idle = "server.limits.idle_s"
    private static let grace = "server.limits.body_grace_s"
    private static let body = "server.limits.body_s"
    private static let stall = "server.limits.stall_s"

    private func dropped(_ service: LiveService, _ reason: String) -> Bool {
        service.metrics.registry.text().contains("sidenote_connections_dropped_total{reason=\"\(reason)\"}")
    }

    @Test(
        "An unfinished head is given up", arguments: ["", "GET ", "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: b"])
    func slowHead(_ bytes: String) async throws {
        try await LiveService.run(settings: [Self.head: "0.3"]) { service in
            let connection = try service.connect()
            await connection.send(bytes)
            #expect(try await connection.receive().isEmpty)
            #expect(dropped(service, "slow_head"))
        }
    }

    @Test("An unfinished second head is given up too, and bytes of it do not buy time")
    func slowSecondHead() async throws {
        try await LiveService.run(settings: [Self.head: "2"]) { service in
            let connection = try service.connect()
            await connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let answer = try await connection.receive { $0.contains("ok") }
            #expect(answer.statuses == [200])
            await connection.send("GET /he")
            #expect(try await connection.receive().isEmpty)
            #expect(dropped(service, "slow_head"))
        }
    }

    @Test("A kept connection that asks nothing is closed")
    func idle() async throws {
        try await LiveService.run(settings: [Self.idle: "0.5"]) { service in
            let connection = try service.connect()
            await connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await connection.receive().statuses == [200])
            #expect(!dropped(service, "slow_head"))
        }
    }

    @Test("A body that does not come is given up, and the handler that reads it is told")
    func slowBody() async throws {
        let routes = TryoutRoutes()
        try await LiveService.run(settings: [Self.grace: "0.3", Self.body: "1"], groups: [routes]) { service in
            let connection = try service.connect()
            await connection.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nabc")
            let answer = try await connection.receive()
            #expect(!answer.contains(" 200 "))
            #expect(dropped(service, "slow_body"))
            #expect(routes.calls.count.finished == 0)
        }
    }

    @Test("An answer that is not read is given up")
    func slowReading() async throws {
        try await LiveService.run(settings: [Self.stall: "0.5"], groups: [TryoutRoutes()]) { service in
            let connection = try service.connect(receiveBuffer: 4096)
            await connection.send("GET /large/30000000 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await eventually("the connection is dropped") { dropped(service, "stalled") }
        }
    }

    @Test("An answer that takes long to make is waited for, however short the limits")
    func slowHandler() async throws {
        let routes = TryoutRoutes()
        try await LiveService.run(
            settings: [Self.head: "2", Self.grace: "0.3", Self.body: "0.3", Self.idle: "0.3", Self.stall: "0.3"],
            groups: [routes]
        ) { service in
            let waiting = try service.connect()
            await waiting.send("GET /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            try await eventually("the handler runs") { routes.calls.count.began == 1 }
            // Another one outlives its own limit meanwhile, so time has really passed.
            let other = try service.connect()
            #expect(try await other.receive().isEmpty)
            routes.gate.open()
            #expect(try await waiting.receive().statuses == [200])
        }
    }

    @Test("A body nobody reads ends the connection once it is more than a little")
    func unreadBody() async throws {
        try await LiveService.run { service in
            let connection = try service.connect()
            await connection.send("POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000000\r\n\r\n")
            var isTaken = true
            let part = [UInt8](repeating: 0x61, count: 100_000)
            for _ in 0..<500 where isTaken { isTaken = await connection.send(part) }
            #expect(!isTaken)
            #expect(dropped(service, "unread_body"))
        }
    }

    @Test("Beyond the connections of one address the slowest goes, and a whole request gets through")
    func eviction() async throws {
        let settings = [
            "server.limits.connections_per_proxy": "8", "server.limits.connections_per_address": "8",
            "server.limits.head_s": "600",
        ]
        try await LiveService.run(settings: settings) { service in
            var slow: [RawConnection] = []
            for _ in 0..<8 {
                let connection = try service.connect()
                await connection.send("GET /")
                slow.append(connection)
            }
            try await eventually("all are there") {
                service.metrics.registry.text().contains("sidenote_connections_open 8\n")
            }
            try await eventually("a whole request gets through") {
                try await service.ask("GET /healthz").statuses == [200]
            }
            #expect(dropped(service, "evicted"))
            withExtendedLifetime(slow) {}
        }
    }

    @Test("A connection whose request is worked on is never dropped for another")
    func workedOn() async throws {
        let routes = TryoutRoutes()
        let settings = [
            "server.limits.connections_per_proxy": "2", "server.limits.connections_per_address": "2",
        ]
        try await LiveService.run(settings: settings, groups: [routes]) { service in
            let first = try service.connect()
            let second = try service.connect()
            for connection in [first, second] {
                await connection.send("GET /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            }
            try await eventually("both are worked on") { routes.calls.count.began == 2 }
            #expect(try await service.connect().receive().isEmpty)
            #expect(dropped(service, "refused"))
            routes.gate.open()
            #expect(try await first.receive().statuses == [200])
            #expect(try await second.receive().statuses == [200])
        }
    }
}
