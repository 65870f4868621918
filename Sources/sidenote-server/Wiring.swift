import CurlTransport
import Domain
import Enrichment
import Logging
import Retrieval
import Service
import ServiceLifecycle
import Settings
import Storage

/// How the parts of the service are put together: each brings a line or two here.
struct Wiring: Sendable {
    let metrics: ServiceMetrics
    /// Routes.
    let groups: [any RouteGroup]
    /// What stands between the server and the routes, outermost first.
    let layers: [ServiceServer.Layer]
    /// Pages for what goes wrong.
    let refusals: RefusalPages
    /// What runs beside the server, stopped after it.
    let background: [any Service]
    /// What `/readyz` asks.
    let checks: [ReadinessCheck]
    private let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment, directory: String) throws {
        var environment = environment
        let store = environment.store
        let settings = environment.settings
        let metrics = ServiceMetrics()
        metrics.registry.collect(StorageFigures(directory: directory).write)
        metrics.watch(store, clock: environment.clock)
        let transport = try CurlTransport()

        let sources = try WebhookSources(settings.webhooks, transport: transport)
        for warning in sources.warnings { environment.logger.warning("\(warning.what)") }
        let signIn = try SignIn(environment, transport: transport)
        metrics.watch(signIn.counters)
        let tickets = try settings.connectors.sources(transport: transport, clock: environment.clock)
        for warning in tickets.warnings { environment.logger.warning("\(warning.what)") }
        let watch = ConnectorWatch(clock: environment.clock)
        let work = try WorkServices(
            environment, directory: directory, sources: watch.watching(tickets.byName), observer: metrics,
            meter: metrics, watch: watch)
        environment.desk = ReviewDesk(
            store: store, catalog: work.index.catalog, weighting: settings.weighting)
        environment.work = work.parts
        self.environment = environment

        let pages = try PageRoutes(
            environment, settings: SettingsParts(endpoint: work.endpoint, breaker: work.breaker, watch: watch))
        groups = [
            WebhookRoutes(
                sources: sources, store: store, clock: environment.clock, logger: environment.logger,
                observer: WebhookObservers([metrics, watch])),
            signIn.routes, API(environment, index: work.index), pages,
        ]
        layers = [signIn.authentication]
        refusals = pages.refusals
        background =
            work.services + [EventRetention(store: store, clock: environment.clock, logger: environment.logger)]
        checks =
            [
                .trying("store") { try await store.probeWrite() },
                .trying("index") { [index = work.index] in try index.catalog.probe() },
            ]
            + (work.endpointCheck.map { [$0] } ?? [])
        self.metrics = metrics
    }

    /// Where a demo is opened.
    func signInLink(_ url: String) async throws -> String? {
        try await OneTimeLink.make(store: environment.store, baseURL: url, now: environment.clock.now())
    }
}
