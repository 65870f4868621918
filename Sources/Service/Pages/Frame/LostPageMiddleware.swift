import HTTPTypes
import Hummingbird

/// An address that leads nowhere, for people who are signed in: a page that says so. Programs and strangers get the
/// problem that `ErrorMiddleware` makes of it.
struct LostPageMiddleware: RouterMiddleware {
    let kit: PageKit

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError
            where error.status == .notFound && AuthenticationMiddleware.isNavigation(request)
        {
            guard context.browser != nil else { throw error }
            return kit.refusal(try kit.visit(request, context), .notFound)
        }
    }
}
