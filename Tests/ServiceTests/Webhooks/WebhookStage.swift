import CurlTransport
import Domain
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Settings
import Storage
import Synchronization

@testable import Service

/// The webhook routes on a free loopback port, over a store of their own.
final class WebhookStage: Sendable {
    let store: SQLiteStore
    let observed: Observed
    let lines: LogLines
    let port: Int
    let transport: CurlTransport

    static let secrets = [
        "generic": "whsec_FGOh1N4T35mkRMlQeRuHnakEf0ghlOLAKouQKBVJ7P4=",
        "connectwise-psa": "9bXk3sQe0pTnVw7Lr2YdHc5Ua8Zm1Gf4", "autotask": "example-webhook-secret-0123456789",
        "halopsa": "example-halo-webhook-secret", "email": "example-mail-webhook-secret",
    ]
    static let now = Timestamp("2026-09-10T15:02:15Z") ?? Timestamp(milliseconds: 0)

    /// Runs `use` while the routes are served.
    static func run(
        readOnly: Bool = false, sources names: [String]? = nil, maxBodyKiB: Int? = nil,
        _ use: @escaping @Sendable (WebhookStage) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("webhooks-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try SQLiteStore.open(directory: folder.path)
        let store = try SQLiteStore.open(
            directory: folder.path, mode: readOnly ? .readOnly : .readWrite, clock: FixedClock(now))
        var environment: [String: String] = [:]
        for name in names ?? secrets.keys.sorted() {
            let key = "SIDENOTE_WEBHOOKS_" + name.uppercased().replacing("-", with: "_")
            environment["\(key)_SECRET_ENV"] = "SECRET_OF_\(name.uppercased().replacing("-", with: "_"))"
            if let maxBodyKiB { environment["\(key)_MAX_BODY_KIB"] = String(maxBodyKiB) }
        }
        var values = SettingValues()
        try values.read(environment: environment)
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        let sources = try WebhookSources(
            try Settings(values).webhooks,
            environment: { variable in
                secrets.first { variable == "SECRET_OF_" + $0.key.uppercased().replacing("-", with: "_") }?.value
            }, transport: transport)

        let router = Router(context: ServiceContext.self)
        let port = Mutex(0)
        let (ports, found) = AsyncStream<Int>.makeStream()
        let observed = Observed()
        let lines = LogLines()
        WebhookRoutes(
            sources: sources, store: store, clock: FixedClock(now),
            logger: Logger(label: "test") { _ in LineHandler(lines: lines) }, observer: observed
        ).add(to: router)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                found.yield(channel.localAddress?.port ?? 0)
                found.finish()
            }, logger: Logger(label: "server") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await application.run() }
            for await number in ports { port.withLock { $0 = number } }
            let stage = WebhookStage(
                store: store, port: port.withLock { $0 }, observed: observed, lines: lines, transport: transport)
            do {
                try await use(stage)
            } catch {
                tasks.cancelAll()
                throw error
            }
            tasks.cancelAll()
            do { try await tasks.waitForAll() } catch is CancellationError {}
        }
    }

    private init(store: SQLiteStore, port: Int, observed: Observed, lines: LogLines, transport: CurlTransport) {
        self.store = store
        self.port = port
        self.observed = observed
        self.lines = lines
        self.transport = transport
    }

    /// What a server answers to bytes on a socket, until it closes the connection.
    func raw(_ bytes: [UInt8]) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            var text = ""
            for try await part in inbound { text += String(buffer: part) }
            return text
        }
    }
}

final class Observed: WebhookObserver {
    private let calls = Mutex<[String]>([])

    var all: [String] { calls.withLock { $0 } }

    func webhook(_ source: String, _ outcome: WebhookOutcome, seconds: Double) {
        calls.withLock { $0.append("\(source) \(outcome.label) \(seconds >= 0 && seconds < 60)") }
    }
}

final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

struct LineHandler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    init(lines: LogLines) {
        self.lines = lines
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.add("\(event.level) \(event.message) \(event.metadata ?? [:])")
    }
}
