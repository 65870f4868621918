import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Settings

/// `/healthz`, `/readyz` and `/metrics`.
struct HealthRoutes: RouteGroup {
    private let readiness: Readiness
    private let metrics: MetricsCache
    private let access: ServerSettings.MetricsAccess
    private let origin: ClientOrigin

    init(
        readiness: Readiness, registry: MetricsRegistry, access: ServerSettings.MetricsAccess, origin: ClientOrigin
    ) {
        self.readiness = readiness
        metrics = MetricsCache(registry)
        self.access = access
        self.origin = origin
    }

    func add(to router: Router<ServiceContext>) {
        // The process answers: nothing else is asked, so that a full disk does not make a supervisor restart it.
        router.get("/healthz") { _, _ in Self.json(.ok, "{\"status\":\"ok\"}") }
        router.get("/readyz") { request, context in
            let report = await readiness.report()
            let details = mayRead(request, context) ? Self.details(report) : ""
            let state = report.isReady ? "ready" : "not ready"
            var response = Self.json(
                report.isReady ? .ok : .serviceUnavailable, "{\"status\":\"\(state)\"\(details)}")
            if !report.isReady { response.headers[.retryAfter] = "10" }
            return response
        }
        router.get("/metrics") { request, context in
            guard mayRead(request, context) else { throw Self.refusal(context) }
            let text = await metrics.text()
            return Response(
                status: .ok, headers: [.contentType: MetricsText.contentType, .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(string: text)))
        }
    }

    /// A proxy on this machine that is not told of as trusted makes the whole world look local; what it forwards gives
    /// it away.
    private func mayRead(_ request: Request, _ context: ServiceContext) -> Bool {
        if access == .open { return true }
        if let principal = context.principal, principal.role >= .lead { return true }
        guard access == .local, IPAddress(context.clientAddress)?.isLoopback == true else { return false }
        let isForwarded = [HTTPField.Name.forwardedFor, .forwarded, .via].contains { request.headers[$0] != nil }
        return !isForwarded || context.remoteAddress?.ipAddress.map(origin.isTrusted) == true
    }

    private static func refusal(_ context: ServiceContext) -> ProblemResponse {
        context.principal == nil ? .unauthorized : .forbidden(needs: .lead)
    }

    private static func details(_ report: Readiness.Report) -> String {
        let parts = report.failures.sorted { $0.key < $1.key }.map { name, failure in
            "\(LogText.quoted(name)):\(LogText.quoted(failure ?? "ok"))"
        }
        return ",\"checks\":{\(parts.joined(separator: ","))}"
    }

    private static func json(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension HTTPField.Name {
    // The names are valid, so none of these falls back.
    static let forwarded = HTTPField.Name("Forwarded") ?? .accept
}
