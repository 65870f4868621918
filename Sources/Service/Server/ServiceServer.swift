public import Domain
public import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
public import ServiceLifecycle
public import Settings

/// The HTTP server with its limits, health, metrics and logs, and the routes of the other parts.
public struct ServiceServer: Service {
    public typealias Layer = any MiddlewareProtocol<Request, Response, ServiceContext>

    /// Every route that was added: `GET /healthz`.
    let routes: Set<String>
    /// Names of the types that brought them.
    let groupNames: Set<String>
    private let application: Application<RouterResponder<ServiceContext>>
    private let table: ConnectionTable
    private let logger: Logger
    /// How long requests under way may take once the service is told to stop.
    private static let stopTime = Duration.seconds(4)

    /// - Parameters:
    ///   - groups: routes, in any order; two groups may not serve the same method at the same path.
    ///   - layers: middleware between the server's own and the routes, outermost first: authentication.
    ///   - refusals: pages for people where something goes wrong; without them everybody gets problems.
    ///   - checks: what `/readyz` asks.
    ///   - started: told the address once connections are accepted.
    /// - Throws: `Problem` when the certificate or its key cannot be used.
    public init(
        _ environment: ServiceEnvironment, groups: [any RouteGroup], layers: [Layer] = [],
        refusals: RefusalPages? = nil, checks: [ReadinessCheck] = [], metrics: ServiceMetrics, dataDirectory: String,
        started: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) throws {
        let settings = environment.settings.server
        let logger = environment.logger
        let origin = ClientOrigin(trusted: settings.trustedProxies, isEncrypted: settings.tls != nil)
        let limits = FileLimit.fitted(settings.limits, logger: logger)
        let table = ConnectionTable(
            limits: limits,
            isTrusted: { address in origin.isTrusted(address) || IPAddress(address)?.isLoopback == true },
            dropped: { metrics.droppedConnection($0) })
        metrics.registry.collect { text in
            text.gauge("sidenote_connections_open", "Open connections.", Double(table.count))
        }
        let all: [any RouteGroup] =
            [
                HealthRoutes(
                    readiness: Readiness(checks), registry: metrics.registry, access: settings.metricsAccess,
                    origin: origin)
            ] + groups
        let router = Self.router(
            environment, origin: origin, limits: limits, metrics: metrics, dataDirectory: dataDirectory,
            layers: layers, refusals: refusals, groups: all)
        routes = Set(router.routes.map { "\($0.method.rawValue) \($0.path)" })
        groupNames = Set(all.map { "\(type(of: $0))" })
        let filter = AcceptErrorFilter(logger: logger)
        application = Application(
            router: router,
            server: try ServerChannels(settings: settings, limits: limits, table: table).builder(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.listen.host, port: settings.listen.port), serverName: "sidenote",
                backlog: 1024),
            onServerRunning: { channel in
                try? await channel.pipeline.addHandler(filter, position: .first).get()
                let port = channel.localAddress?.port ?? settings.listen.port
                await started(ListenAddress(host: settings.listen.host, port: port))
            },
            logger: logger)
        self.table = table
        self.logger = logger
    }

    /// Whether TLS can be used as configured; nothing is opened to the outside.
    public static func check(_ settings: ServerSettings) throws(Problem) {
        let table = ConnectionTable(limits: settings.limits, isTrusted: { _ in false }, dropped: { _ in })
        _ = try ServerChannels(settings: settings, limits: settings.limits, table: table).builder()
    }

    /// The `errno` of a failed start.
    public static func errorNumber(_ error: any Error) -> Int32? {
        (error as? IOError)?.errnoCode
    }

    private static func router(
        _ environment: ServiceEnvironment, origin: ClientOrigin, limits: ServerLimits, metrics: ServiceMetrics,
        dataDirectory: String, layers: [Layer], refusals: RefusalPages?, groups: [any RouteGroup]
    ) -> Router<ServiceContext> {
        let settings = environment.settings.server
        let table = RouteTable()
        let router = Router(context: ServiceContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: EnvelopeMiddleware(origin: origin, limits: limits, ids: RequestIDs()))
        router.add(middleware: AccessLogMiddleware(metrics: metrics.requests))
        router.add(middleware: SecurityHeadersMiddleware(ancestors: settings.frameAncestors))
        router.add(middleware: ErrorMiddleware(dataDirectory: dataDirectory, methods: table, pages: refusals))
        router.add(
            middleware: HostMiddleware(
                names: HostNames(
                    publicURL: environment.publicURL, allowed: settings.allowedHosts, listen: settings.listen)))
        for layer in layers { router.add(middleware: layer) }
        for group in groups { group.add(to: router) }
        table.fill(from: router)
        return router
    }

    /// Serves until told to stop: then no connection is accepted any more, event streams end, requests under way are
    /// finished, and after four seconds what is left is closed.
    public func run() async throws {
        let table = table
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { await MemoryReturn().run() }
                try await application.run()
                tasks.cancelAll()
            }
        } onGracefulShutdown: {
            Task {
                try? await Task.sleep(for: Self.stopTime)
                table.close(all: true)
            }
        }
    }
}
