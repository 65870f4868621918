import Domain
import Hummingbird
import Logging
import Settings

/// `GET /sign-in/oidc` and `GET /sign-in/oidc/callback`.
struct OpenIDRoutes: Sendable {
    let parts: SignInParts

    func start(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard let flow = parts.flow else { throw ProblemResponse.notFound }
        let next = ReturnAddress(request.uri.query.flatMap(FormFields.init)?["next"]) ?? .home
        do {
            let (address, pending) = try await flow.start(next: next)
            var response = Response.seeOther(address)
            response.headers[values: .setCookie].append(
                parts.cookies(context).set(.provider, try pending.cookie(), maxAge: PendingSignIn.validSeconds))
            return response
        } catch let failure as OpenIDFailure {
            parts.logger.warning("the OpenID provider cannot be used", metadata: ["reason": "\(failure.rawValue)"])
            return NoticePage.response(
                .badGateway, title: "The provider does not answer",
                text: "Signing in through \(flow.provider.settings.name) does not work at the moment. Try again later.")
        }
    }

    func finish(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard let flow = parts.flow else { throw ProblemResponse.notFound }
        let cookies = parts.cookies(context)
        let pending = cookies.value(.provider, in: request.headers).flatMap {
            PendingSignIn(cookie: $0, now: parts.clock.now(), key: flow.key)
        }
        var response = try await finish(flow, pending, query: request.uri.query ?? "", context)
        // Whatever came of it, the cookie has done its work.
        response.headers[values: .setCookie].append(cookies.clear(.provider))
        return response
    }

    private func finish(
        _ flow: OpenIDFlow, _ pending: PendingSignIn?, query: String, _ context: ServiceContext
    ) async throws -> Response {
        // Each answer makes this service call the provider, so answers are limited as passwords are.
        let attempt: AttemptLimits.Attempt
        switch try parts.limits.begin(
            account: "provider from \(context.clientAddress)", address: context.clientAddress, now: parts.clock.now())
        {
        case .go(let begun): attempt = begun
        case .wait(let seconds):
            parts.counters.add(.limited)
            return NoticePage.wait(seconds)
        }
        let claims: IDTokenClaims
        do {
            claims = try await flow.finish(query: query, pending: pending)
        } catch let failure as OpenIDFailure {
            try await refuse(failure, context)
            return NoticePage.response(
                .forbidden, title: "That did not work",
                text: "The answer of \(flow.provider.settings.name) cannot be accepted. Start again.")
        }
        let found = try await OpenIDAccounts(accounts: parts.accounts, settings: flow.provider.settings)
            .account(for: claims)
        guard let found else {
            try await refuse(.noAccount, context)
            return NoticePage.response(
                .forbidden, title: "No account here",
                text:
                    "You are signed in there, but no account of Sidenote belongs to you. Give this to an administrator:",
                facts: [("Issuer", claims.issuer), ("Subject", claims.subject)])
        }
        parts.limits.succeeded(attempt, now: parts.clock.now())
        parts.counters.add(.provider)
        return try await parts.signIn(found, method: "oidc", next: pending?.next ?? .home, context: context)
    }

    private func refuse(_ failure: OpenIDFailure, _ context: ServiceContext) async throws {
        parts.counters.add(.providerRefused)
        parts.logger.warning("a sign-in through the provider was refused", metadata: ["reason": "\(failure.rawValue)"])
        try await parts.recordFailure(
            "oidc", reason: failure.rawValue, account: nil, typedDigest: nil, context: context)
    }
}
