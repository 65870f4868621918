import CurlTransport
import Digest
import Domain
import Enrichment
import Foundation
import Logging
import ServiceLifecycle
import Settings
import Storage

@testable import Service

/// The whole service with its pages on a free port of this machine, over a store in a folder of its own, and browsers
/// that are signed in.
struct PageStage: Sendable {
    let store: SQLiteStore
    let environment: ServiceEnvironment
    let pages: PageRoutes
    let transport: CurlTransport
    let log: LogRecorder
    let url: String
    let publicURL: String

    var kit: PageKit { pages.kit }

    /// - Parameters:
    ///   - settings: By path: `server.frame_ancestors`.
    ///   - records: What the store holds.
    ///   - adjust: What cannot be said by paths.
    ///   - parts: What the settings pages show besides.
    ///   - work: What makes drafts anew; nil where another process would.
    ///   - groups: Further routes, made with the kit.
    ///   - isWorking: whether tickets are worked on.
    static func run(
        settings: [String: String] = [:], publicURL: String = "http://localhost", records: ImportBatch? = nil,
        clock: any Clock = SystemClock(), adjust: (inout Settings) -> Void = { _ in },
        parts: (ServiceEnvironment) throws -> SettingsParts = { _ in SettingsParts() },
        work: ((SQLiteStore, _ directory: String, IndexParts) throws -> WorkParts)? = nil,
        groups: [@Sendable (PageKit) -> any RouteGroup] = [], isWorking: Bool = false,
        _ use: (PageStage) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try SQLiteStore.open(directory: directory, clock: clock)
        defer { try? store.close() }
        if let records { _ = try store.write(records) }
        let log = LogRecorder()
        var adjusted = try LiveService.settings(settings)
        adjust(&adjusted)
        var environment = ServiceEnvironment(
            store: store, settings: adjusted, clock: clock, logger: log.logger,
            publicURL: publicURL)
        let index = IndexParts(store: store, directory: directory)
        environment.work = try work?(store, directory, index)
        if isWorking { environment.work = try WorkServices(environment, directory: directory).parts }
        let working = isWorking ? Task { [work = environment.work] in await work?.run() } : nil
        let transport = try CurlTransport(settings: .init(proxy: .none))
        defer { transport.shutDown() }
        let signIn = try SignIn(environment, transport: transport)
        let pages = try PageRoutes(environment, settings: try parts(environment))
        let (addresses, told) = AsyncStream<ListenAddress>.makeStream()
        let server = try ServiceServer(
            environment,
            groups: [API(environment, index: index), signIn.routes, pages] + groups.map { $0(pages.kit) },
            layers: [signIn.authentication], refusals: pages.refusals, metrics: ServiceMetrics(),
            dataDirectory: directory,
            started: { told.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [server], logger: log.logger))
        let running = Task { try await group.run() }
        var iterator = addresses.makeAsyncIterator()
        guard let address = await iterator.next() else { throw Problem("the server did not start") }
        let stage = PageStage(
            store: store, environment: environment, pages: pages, transport: transport, log: log,
            url: "http://\(address)", publicURL: publicURL)
        let result: Result<Void, any Error>
        do {
            try await use(stage)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        try await running.value
        if let work = environment.work {
            work.worker.stop()
            if let working { await working.value } else { await work.run() }
        }
        await index.stop()
        try result.get()
    }

    /// A browser in which nobody is signed in.
    func stranger() -> TestBrowser { TestBrowser(base: url, publicURL: publicURL, transport: transport) }

    /// A browser of a new account. nil: every client.
    func browser(
        _ role: Role = .technician, clients: Set<ClientID>? = nil, name: String = "Ada"
    ) async throws -> TestBrowser {
        let account = try await store.createAccount(
            login: UUID().uuidString.lowercased(), name: name, role: role, clients: clients, passwordHash: nil,
            by: Actor(.console, "test"))
        let secret = try SessionSecret.make()
        let now = environment.clock.now()
        try await store.createSession(
            secret: secret.text, account: account.id, endsAt: now.adding(seconds: 3600),
            audit: AuditEntry(at: now, actor: Actor(.user, account.id), act: "sign_in"))
        var browser = stranger()
        browser.cookies[CookieJar(isSecure: publicURL.hasPrefix("https:")).name(.session)] = secret.text
        return browser
    }
}

extension TestBrowser.Page {
    func header(_ name: String) -> String? { headers.filter { $0.name.lowercased() == name.lowercased() }.first?.value }
}
