import CurlTransport
import Digest
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Settings
import Storage

@testable import Service

/// Sign-in served on a free port of this machine over a store in a folder of its own.
struct SignInSite: Sendable {
    static let password = "correct horse battery"
    static let hash: String = (try? PasswordHash.make(password)) ?? ""

    let store: SQLiteStore
    let clock: SignInClock
    let signIn: SignIn
    let transport: CurlTransport
    /// Where it listens; `publicURL` is what it believes to be called.
    let base: String
    let publicURL: String

    static func run(
        publicURL: String = "https://sidenote.test", provider: OpenIDSettings? = nil, start: Timestamp? = nil,
        _ use: (SignInSite) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("signin-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let clock = start.map { SignInClock($0) } ?? SignInClock()
        let store = try SQLiteStore.open(directory: directory.path, clock: clock)
        let transport = try CurlTransport(settings: .init(proxy: .none))
        var settings = try LiveService.settings([:])
        settings.signIn = SignInSettings(provider: provider)
        let signIn = try SignIn(
            ServiceEnvironment(
                store: store, settings: settings, clock: clock,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, publicURL: publicURL),
            transport: transport)
        let router = Router(context: ServiceContext.self)
        router.add(middleware: StatedAddress())
        router.add(middleware: signIn.authentication)
        signIn.routes.add(to: router)
        Probe().add(to: router)
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let group = ServiceGroup(
            configuration: .init(
                services: [application], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var listening = 0
            for await number in ports {
                listening = number
                break
            }
            let site = SignInSite(
                store: store, clock: clock, signIn: signIn, transport: transport,
                base: "http://127.0.0.1:\(listening)", publicURL: publicURL)
            let result: Result<Void, any Error>
            do {
                try await use(site)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            transport.shutDown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
        try store.close()
    }

    func account(
        _ login: String = "ada@msp.example", role: Role = .technician, clients: Set<ClientID>? = nil,
        withPassword: Bool = true
    ) async throws -> Account {
        try await store.createAccount(
            login: login, name: "Ada", role: role, clients: clients, passwordHash: withPassword ? Self.hash : nil,
            by: Actor(.console, "test"))
    }

    func browser() -> TestBrowser { TestBrowser(base: base, publicURL: publicURL, transport: transport) }

    /// A browser that is signed in.
    func signedIn(_ login: String = "ada@msp.example") async throws -> TestBrowser {
        var browser = browser()
        let answer = try await browser.post("/sign-in", [("login", login), ("password", Self.password)])
        guard answer.status == 303 else { throw Problem("sign-in failed with \(answer.status)") }
        return browser
    }

    func acts() throws -> [String] {
        try store.auditEntries(limit: 500).map(\.act.rawValue)
    }

    func entries(_ act: AuditEntry.Act) throws -> [AuditRecord] {
        try store.auditEntries(AuditFilter(act: act), limit: 500)
    }
}

/// Takes the caller's address from a header, as a trusted proxy's would be.
private struct StatedAddress: RouterMiddleware {
    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let name = HTTPField.Name("X-Test-Address"), let address = request.headers[name] {
            context.clientAddress = address
        }
        return try await next(request, context)
    }
}

/// Routes that say who calls, as another part of the service would have them.
private struct Probe: RouteGroup {
    func add(to router: Router<ServiceContext>) {
        router.get("/probe") { _, context in
            context.principal.map { "\($0.actor) \($0.role.rawValue) \($0.isBrowserSession)" } ?? "nobody"
        }
        router.post("/probe") { request, context in
            let body = try await request.body.collect(upTo: 1 << 16)
            return "\(try context.requirePrincipal().actor) \(body.readableBytes)"
        }
        router.get("/api/v1/probe") { _, context in "\(try context.requirePrincipal().actor)" }
        router.post("/webhooks/probe") { _, context in context.principal == nil ? "nobody" : "somebody" }
    }
}
