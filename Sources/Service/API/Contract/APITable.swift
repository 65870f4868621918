import Hummingbird
import Logging

/// The routes of the API. The server answers other methods of the same paths.
struct APITable: Sendable {
    var routes: [APIRoute]

    func add(to router: Router<ServiceContext>, logger: Logger) {
        for route in routes {
            router.on(RouterPath(APIRoute.prefix + route.path), method: route.method) { request, context in
                try await route.respond(request, context, logger)
            }
        }
    }
}
