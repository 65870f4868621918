import HTTPTypes
import Hummingbird

/// What every answer tells the browser. A page that needs more (its own style sheet) sets `Content-Security-Policy`
/// itself and keeps it.
struct SecurityHeadersMiddleware: RouterMiddleware {
    static let policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.crossOriginResource] = "same-origin"
        if response.headers[.referrerPolicy] == nil { response.headers[.referrerPolicy] = "no-referrer" }
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = Self.policy
        }
        if response.headers[.cacheControl] == nil, context.notes.actor != nil || response.status.code >= 400 {
            response.headers[.cacheControl] = "no-store"
        }
        if context.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}

extension HTTPField.Name {
    // The names are valid, so none of these falls back.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .accept
    static let crossOriginResource = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .accept
}
