public import Enrichment
import HTTPTypes
public import Hummingbird
import NIOCore
import Settings
import Storage

/// The JSON API below `/api/v1`.
///
/// Expects a middleware before it that finds out who calls and puts it into the context.
public struct API: RouteGroup {
    private let environment: ServiceEnvironment
    private let table: APITable

    /// - Parameter index: the index files that searches use.
    public init(_ environment: ServiceEnvironment, index: IndexParts) {
        self.init(environment, index: index, timing: EventTiming())
    }

    public func add(to router: Router<ServiceContext>) {
        table.add(to: router, logger: environment.logger)
    }

    init(_ environment: ServiceEnvironment, index: IndexParts, timing: EventTiming) {
        self.environment = environment
        table = Self.table(environment, index, timing)
    }

    static func table(
        _ environment: ServiceEnvironment, _ index: IndexParts, _ timing: EventTiming = EventTiming()
    ) -> APITable {
        var routes =
            RecordRoutes(environment: environment).routes + EnrichmentRoutes(environment: environment).routes
            + DecisionRoutes(environment: environment).routes
            + SearchRoutes(environment: environment, index: index).routes
            + QueueRoutes(environment: environment).routes + LedgerRoutes(environment: environment).routes
            + EventRoutes(environment: environment, slots: environment.streams, timing: timing).routes + [caller]
        routes.append(document(of: routes))
        return APITable(routes: routes)
    }

    private static var caller: APIRoute {
        .one("/me", "getCaller", tag: "service", "Who calls, and what it may do.", of: Shape.caller, problems: []) {
            request in
            try request.principal
        }
    }

    /// The document describes itself as well. It never changes while the service runs.
    private static func document(of others: [APIRoute]) -> APIRoute {
        var route = APIRoute.get(
            "/openapi.json", "getOpenAPI", tag: "service", "This document.", role: nil,
            answers: [.init(status: .ok, description: "OpenAPI 3.1.", schema: Schema(["type": "object"]))]
        ) { _ in Response(status: .ok) }
        let content = Result { ByteBuffer(bytes: try OpenAPIDocument(routes: others + [route]).json.bytes()) }
        route.handle = { _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "public, max-age=300"],
                body: ResponseBody(byteBuffer: try content.get()))
        }
        return route
    }
}
