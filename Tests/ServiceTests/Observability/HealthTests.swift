import Domain
import Foundation
import Hummingbird
import Service
import Synchronization
import Testing

@Suite("Health, readiness, metrics")
struct HealthTests {
    /// Makes the caller whoever `X-Test-Role` says.
    private struct TestSignIn: RouterMiddleware {
        func handle(
            _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
        ) async throws -> Response {
            var context = context
            if let role = request.headers[.init("X-Test-Role")!].flatMap(Role.init) {
                context.principal = Principal(
                    actor: Actor(.token, "t_1"), name: "test", role: role, audience: .everyClient,
                    isBrowserSession: false)
            }
            return try await next(request, context)
        }
    }

    @Test("Alive is alive, whatever is wrong")
    func alive() async throws {
        try await LiveService.run(checks: [ReadinessCheck("store") { "the disk is full" }]) { service in
            let answer = try await service.ask("GET /healthz")
            #expect(answer.statuses == [200])
        }
    }

    @Test("Not ready says why, and ready comes back by itself", .timeLimit(.minutes(1)))
    func ready() async throws {
        let isBroken = Mutexed(true)
        let checks = [
            ReadinessCheck("store") { isBroken.value ? "the disk is full" : nil },
            ReadinessCheck("endpoint", isOptional: true) { "resting after failures" },
        ]
        try await LiveService.run(checks: checks) { service in
            let answer = try await service.ask("GET /readyz")
            #expect(answer.statuses == [503])
            #expect(answer.header("Retry-After") == "10")
            #expect(answer.contains("\"store\":\"the disk is full\""))
            isBroken.value = false
            try await eventually("it is ready again") {
                try await service.ask("GET /readyz").statuses == [200]
            }
            #expect(try await service.ask("GET /readyz").contains("\"endpoint\":\"resting after failures\""))
        }
    }

    @Test("Checks run once however many ask")
    func cached() async throws {
        let count = Mutexed(0)
        let readiness = Readiness(
            [
                ReadinessCheck("store") {
                    count.value += 1
                    return nil
                }
            ], lifetime: .seconds(600))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { #expect(await readiness.report().isReady) } }
        }
        #expect(count.value == 1)
    }

    @Test("A check that throws says what a person is told, and nothing else")
    func throwing() async throws {
        struct Secret: Error { var secret = "hunter2" }
        let readiness = Readiness([
            .trying("store") { throw Problem("the disk is full", place: "/var/lib/sidenote", remedy: "free some") },
            .trying("index") { throw Secret() }, .trying("fine") {},
        ])
        let report = await readiness.report()
        #expect(report.failures == ["store": "the disk is full", "index": "failed", "fine": nil])
        #expect(!report.isReady)
    }

    @Test(
        "Who may read the metrics",
        arguments: [
            ("local", [], 200), ("local", ["X-Forwarded-For: 203.0.113.9"], 401), ("local", ["Via: 1.1 proxy"], 401),
            ("token", [], 401), ("token", ["X-Test-Role: technician"], 403), ("token", ["X-Test-Role: lead"], 200),
            ("local", ["X-Forwarded-For: 203.0.113.9", "X-Test-Role: admin"], 200),
            ("open", ["X-Forwarded-For: 203.0.113.9"], 200),
        ])
    func access(_ setting: String, _ headers: [String], _ status: Int) async throws {
        try await LiveService.run(
            settings: ["server.metrics_access": setting], layers: [TestSignIn()],
            checks: [ReadinessCheck("store") { "detail" }]
        ) { service in
            let metrics = try await service.ask("GET /metrics", headers)
            #expect(metrics.statuses == [status])
            #expect(metrics.contains("# TYPE") == (status == 200))
            let ready = try await service.ask("GET /readyz", headers)
            #expect(ready.statuses == [503])
            #expect(ready.contains("detail\"") == (status == 200))
        }
    }

    @Test("The service's own metrics are well formed and count")
    func metrics() async throws {
        try await LiveService.run(groups: [TryoutRoutes()]) { service in
            _ = try await service.ask("GET /items/7")
            _ = try await service.ask("GET /nowhere/secret")
            let answer = try await service.ask("GET /metrics")
            #expect(answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
            let body = try #require(answer.components(separatedBy: "\r\n\r\n").last)
            let all = try MetricsTests.parse(body)
            #expect(
                all["sidenote_http_request_seconds_count{route=\"/items/{id}\",method=\"GET\",status=\"200\"}"] == 1)
            #expect(all["sidenote_connections_open"] != nil)
            #expect(!body.contains("secret"))
        }
    }
}

/// A value several tasks share.
final class Mutexed<Value: Sendable>: Sendable {
    private let storage: Mutex<Value>

    init(_ value: Value) {
        storage = Mutex(value)
    }

    var value: Value {
        get { storage.withLock { $0 } }
        set { storage.withLock { $0 = newValue } }
    }
}
