import Domain
import HTTPTypes
public import Hummingbird
import NIOCore

/// Sets `context.principal` from a bearer token or a session cookie.
///
/// A credential that does not count is 401, never anonymous; where a person navigates to a page it is the way to the
/// sign-in page instead. Both at once: the bearer token counts. A request of a browser session that changes something
/// needs proof that it comes from a page of this site (`CSRF`).
public struct AuthenticationMiddleware: RouterMiddleware {
    public typealias Context = ServiceContext

    /// Paths with proofs of their own (webhook signatures) or none (probes, stylesheets and scripts): `Authorization` means something else there.
    static let exempt = ["/webhooks/", "/healthz", "/readyz", "/assets/"]

    let authenticator: Authenticator
    let publicURL: String
    /// Whether other sites may frame the pages; see `CookieJar`.
    let isFramed: Bool

    public func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await recognise(request, context, next)
        } catch let redirect as SignInRedirect {
            // Answered here: further out it would be taken for an error.
            return try redirect.response(from: request, context: context)
        }
    }

    private func recognise(
        _ request: Request, _ context: ServiceContext, _ next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        if Self.exempt.contains(where: { $0.hasSuffix("/") ? path.hasPrefix($0) : path == $0 }) {
            return try await next(request, context)
        }
        var context = context
        let authorization = request.headers[values: .authorization]
        guard authorization.isEmpty else {
            context.principal = try await authenticator.bearer(authorization)
            return try await next(request, context)
        }
        let cookies = CookieJar(context, publicURL: publicURL, isFramed: isFramed)
        guard let value = cookies.value(.session, in: request.headers) else { return try await next(request, context) }
        // An old cookie must not be in the way of a new one, and forms there need no token of a session.
        let isSigningIn = path == "/sign-in" || path.hasPrefix("/sign-in/")
        guard let browser = try await authenticator.session(value) else {
            if isSigningIn { return try await next(request, context) }
            return try refuse(request, cookies)
        }
        var request = request
        if !isSigningIn, request.method != .get, request.method != .head {
            try await requireProof(&request, of: browser)
        }
        context.browser = browser
        context.principal = Principal(
            actor: Actor(.user, browser.session.account.id), name: browser.session.account.name,
            role: browser.session.account.role, audience: browser.session.account.audience, isBrowserSession: true)
        return try await next(request, context)
    }

    /// A cookie that no longer counts is taken back.
    private func refuse(_ request: Request, _ cookies: CookieJar) throws -> Response {
        if Self.isNavigation(request) { throw SignInRedirect(cookies: [cookies.clear(.session)]) }
        var problem = ProblemResponse.unauthorized
        problem.detail = "The session has ended. Sign in again."
        problem.headers["Set-Cookie"] = cookies.clear(.session)
        throw problem
    }

    /// Whether a person asks for a page, rather than a program for data.
    static func isNavigation(_ request: Request) -> Bool {
        guard request.method == .get || request.method == .head, !request.uri.path.hasPrefix("/api/") else {
            return false
        }
        return request.headers[values: .accept].contains { $0.lowercased().contains("text/html") }
    }

    private func requireProof(_ request: inout Request, of browser: BrowserSession) async throws {
        var token = HTTPField.Name(CSRF.header).flatMap { request.headers[$0] }
        let type = request.headers[.contentType]?.lowercased() ?? ""
        if token == nil, type.hasPrefix("application/x-www-form-urlencoded") {
            let body = try await request.collectBody(upTo: CSRF.maximumFormBytes)
            token = String(validating: body.readableBytesView, as: UTF8.self).flatMap(FormFields.init)?[CSRF.field]
        }
        guard SameOrigin.isProved(request.headers, publicURL: publicURL), CSRF.isValid(token, for: browser) else {
            authenticator.counters.add(.crossSiteRefused)
            throw ProblemResponse(
                .forbidden, type: "cross-site-request",
                detail: "The request does not prove that it comes from this site.",
                remedy: "Open the page anew and try again.")
        }
    }
}
