import Domain
import Foundation
import Logging
import Service
import ServiceLifecycle
import Settings
import Storage

/// The service on a free port of 127.0.0.1, over a store in a throw-away folder.
struct LiveService: Sendable {
    let port: Int
    let store: SQLiteStore
    let directory: String
    let metrics: ServiceMetrics
    let log: LogRecorder
    fileprivate let group: ServiceGroup

    /// Runs `body` against a running service and stops it afterwards.
    ///
    /// - Parameters:
    ///   - settings: by path, `server.limits.head_s`.
    ///   - directory: where the store lies; removed afterwards.
    static func run(
        settings: [String: String] = [:], directory: String = LiveService.newDirectory(),
        layers: [ServiceServer.Layer] = [], checks: [ReadinessCheck] = [], groups: [any RouteGroup] = [],
        _ body: @Sendable (LiveService) async throws -> Void
    ) async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try SQLiteStore.open(directory: directory)
        defer { try? store.close() }
        let log = LogRecorder()
        let environment = ServiceEnvironment(
            store: store, settings: try Self.settings(settings), logger: log.logger, publicURL: "http://localhost")
        let metrics = ServiceMetrics()
        let (addresses, continuation) = AsyncStream<ListenAddress>.makeStream()
        let server = try ServiceServer(
            environment, groups: groups, layers: layers, checks: checks, metrics: metrics,
            dataDirectory: directory, started: { continuation.yield($0) })
        let group = ServiceGroup(services: [server], logger: environment.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            for await address in addresses {
                let service = LiveService(
                    port: address.port, store: store, directory: directory, metrics: metrics, log: log, group: group)
                do {
                    try await body(service)
                } catch {
                    await group.triggerGracefulShutdown()
                    throw error
                }
                await group.triggerGracefulShutdown()
                break
            }
            try await tasks.waitForAll()
        }
    }

    static func newDirectory() -> String {
        NSTemporaryDirectory() + "/sidenote-service-" + UUID().uuidString
    }

    static func settings(_ values: [String: String]) throws -> Settings {
        var environment = ["SIDENOTE_SERVER_LISTEN": "127.0.0.1:0"]
        for (path, value) in values {
            environment["SIDENOTE_" + path.uppercased().replacing(".", with: "_")] = value
        }
        var all = SettingValues()
        try all.read(environment: environment)
        return try Settings(all)
    }

    func connect(receiveBuffer: Int? = nil) throws -> RawConnection {
        try RawConnection(port: port, receiveBuffer: receiveBuffer)
    }

    func stop() async {
        await group.triggerGracefulShutdown()
    }

    /// Sends the text over a connection of its own and returns all answers until the service closes it.
    func exchange(_ text: String) async throws -> String {
        let connection = try connect()
        await connection.send(text)
        return try await connection.receive()
    }

    /// The answer to `METHOD PATH` with further header lines.
    func ask(_ line: String, _ headers: [String] = [], body: String = "") async throws -> String {
        var lines = ["\(line) HTTP/1.1", "Connection: close"]
        if !headers.contains(where: { $0.hasPrefix("Host:") }) { lines.append("Host: localhost") }
        if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
        return try await exchange((lines + headers).joined(separator: "\r\n") + "\r\n\r\n" + body)
    }
}
