import Domain
import Hummingbird

/// `GET` and `POST /sign-in/link/{secret}`: only the latter uses the link up.
struct LinkRoutes: Sendable {
    let parts: SignInParts

    func page(_ request: Request, _ context: ServiceContext) throws -> Response {
        LinkPage.response(secret: try context.parameters.require("secret"))
    }

    func redeem(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard SameOrigin.isProved(request.headers, publicURL: parts.publicURL) else {
            parts.counters.add(.crossSiteRefused)
            return SignInPage.response(message: .crossSite, provider: parts.providerName)
        }
        let attempt: AttemptLimits.Attempt
        switch try parts.limits.begin(
            account: "link from \(context.clientAddress)", address: context.clientAddress, now: parts.clock.now())
        {
        case .go(let begun): attempt = begun
        case .wait(let seconds):
            parts.counters.add(.limited)
            return NoticePage.wait(seconds)
        }
        let secret = SessionSecret(try context.parameters.require("secret"))
        if let secret, let account = try await parts.accounts.redeemLink(secret: secret.text, now: parts.clock.now()),
            !account.isDisabled
        {
            parts.limits.succeeded(attempt, now: parts.clock.now())
            parts.counters.add(.link)
            return try await parts.signIn(account, method: "link", next: .home, context: context)
        }
        parts.counters.add(.linkRefused)
        try await parts.recordFailure("link", reason: "unusable", account: nil, typedDigest: nil, context: context)
        return NoticePage.response(
            .notFound, title: "This link does not work",
            text: "It was used before, is too old, or was not copied whole. Ask for a new one.")
    }
}
