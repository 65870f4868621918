import Domain
import Logging
import Service
import ServiceLifecycle
import Settings
import Storage

/// How the parts of the service are put together: each brings a line or two here.
struct Wiring: Sendable {
    let metrics: ServiceMetrics
    /// Routes.
    let groups: [any RouteGroup]
    /// What stands between the server and the routes, outermost first: authentication.
    let layers: [ServiceServer.Layer]
    /// What runs beside the server, stopped after it.
    let background: [any Service]
    /// What `/readyz` asks.
    let checks: [ReadinessCheck]
    private let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment, directory: String) throws {
        self.environment = environment
        let store = environment.store
        metrics = ServiceMetrics()
        metrics.registry.collect(StorageFigures(directory: directory).write)
        layers = []
        let webhooks = try WebhookSources(environment.settings.webhooks)
        for warning in webhooks.warnings { environment.logger.warning("\(warning.what)") }
        groups = [
            WebhookRoutes(
                sources: webhooks, store: store, clock: environment.clock, logger: environment.logger,
                observer: NoWebhookObserver())
        ]
        let work = try WorkServices(
            environment, directory: directory, observer: WorkMetrics(work: metrics, model: metrics))
        background = work.services
        checks = [
            .trying("store") { _ = try store.clients() }
        ]
    }

    /// What is done once before serving: taking back the work of a predecessor that did not stop in order.
    func takeOver() async throws {}

    /// Where a demo is opened; nil as long as there is no sign-in.
    func signInLink(_ url: String) async throws -> String? { nil }
}
