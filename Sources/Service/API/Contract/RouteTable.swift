import HTTPTypes
import Hummingbird
import Logging

/// Adds routes to the router, and to each of their paths an answer for the methods it does not have.
struct RouteTable: Sendable {
    var routes: [APIRoute]

    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace,
    ]

    func add(to router: Router<ServiceContext>, logger: Logger) {
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            let full = RouterPath(APIRoute.prefix + path)
            for route in routes {
                router.on(full, method: route.method) { request, context in
                    try await route.respond(request, context, logger)
                }
            }
            let known = routes.map(\.method)
            let allowed = known.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.methods where !known.contains(method) {
                router.on(full, method: method) { _, _ -> Response in
                    throw ProblemResponse(
                        .methodNotAllowed, type: "method-not-allowed", detail: "This address takes \(allowed).",
                        headers: ["Allow": allowed])
                }
            }
        }
    }
}
