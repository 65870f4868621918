import HTTPTypes
import Hummingbird

/// What every answer tells the browser. A page that needs more (its own style sheet) sets `Content-Security-Policy`
/// itself and keeps it, but for `frame-ancestors`: pages say `'none'`, and here the configured origins take its place.
struct SecurityHeadersMiddleware: RouterMiddleware {
    static let policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    /// Origins whose pages may frame ours.
    var ancestors: [String] = []

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
        if !ancestors.isEmpty { admitAncestors(&response) }
        if response.headers[.cacheControl] == nil, context.notes.actor != nil || response.status.code >= 400 {
            response.headers[.cacheControl] = "no-store"
        }
        if context.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }

    private func admitAncestors(_ response: inout Response) {
        guard response.headers[.contentType]?.hasPrefix("text/html") == true else { return }
        response.headers[.contentSecurityPolicy] = response.headers[.contentSecurityPolicy]?
            .replacing("frame-ancestors 'none'", with: "frame-ancestors " + ancestors.joined(separator: " "))
        // It knows no list; browsers that know `frame-ancestors` do not look at it.
        if let name = HTTPField.Name("X-Frame-Options") { response.headers[name] = nil }
    }
}

extension HTTPField.Name {
    // The names are valid, so none of these falls back.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .accept
    static let crossOriginResource = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .accept
}
