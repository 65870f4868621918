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
    private let table: RouteTable

    public init(_ environment: ServiceEnvironment) {
        self.environment = environment
        table = Self.table(environment)
    }

    public func add(to router: Router<ServiceContext>) {
        table.add(to: router, logger: environment.logger)
    }

    static func table(_ environment: ServiceEnvironment) -> RouteTable {
        let index = FreshIndex(
            store: environment.store, directory: indexDirectory(environment.store),
            weighting: environment.settings.weighting, clock: environment.clock)
        var routes =
            RecordRoutes(environment: environment).routes + EnrichmentRoutes(environment: environment).routes
            + DecisionRoutes(environment: environment).routes
            + SearchRoutes(environment: environment, index: index).routes
            + QueueRoutes(environment: environment).routes + LedgerRoutes(environment: environment).routes
            + [caller]
        routes.append(document(of: routes))
        return RouteTable(routes: routes)
    }

    /// `index` beside the database, as the command line keeps it.
    private static func indexDirectory(_ store: SQLiteStore) -> String {
        let folder = store.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return (folder.isEmpty ? "." : folder.joined(separator: "/")) + "/index"
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
