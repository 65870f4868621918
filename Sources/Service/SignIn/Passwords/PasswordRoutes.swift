import Digest
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// `GET` and `POST /sign-in`.
struct PasswordRoutes: Sendable {
    static let maximumFormBytes = 8 << 10

    let parts: SignInParts

    func page(_ request: Request, _ context: ServiceContext) -> Response {
        let query = request.uri.query.flatMap(FormFields.init)
        let next = ReturnAddress(query?["next"]) ?? .home
        if context.browser != nil { return .seeOther(next.path) }
        return SignInPage.response(
            message: query?["message"] == "signed-out" ? .signedOut : nil, next: next, provider: parts.providerName)
    }

    func signIn(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard SameOrigin.isProved(request.headers, publicURL: parts.publicURL) else {
            parts.counters.add(.crossSiteRefused)
            return SignInPage.response(message: .crossSite, provider: parts.providerName)
        }
        var request = request
        let body = try await request.collectBody(upTo: Self.maximumFormBytes)
        guard let fields = String(validating: body.readableBytesView, as: UTF8.self).flatMap(FormFields.init),
            let typed = fields["login"], let password = fields["password"]
        else { return SignInPage.response(message: .unreadable, provider: parts.providerName) }
        let next = ReturnAddress(fields["next"]) ?? .home
        // The spelling that the store compares, so that limits cannot be passed by spelling a login another way.
        let login = LoginName.normal(typed) ?? ""
        func again(_ message: SignInPage.Message) -> Response {
            SignInPage.response(
                message: message, login: String(typed.prefix(254)), next: next, provider: parts.providerName)
        }
        switch try await check(login, password, context) {
        case .accepted(let account):
            parts.counters.add(.password)
            return try await parts.signIn(account, method: "password", next: next, context: context)
        case .refused: return again(.refused)
        case .wait(let seconds): return again(.wait(seconds: seconds))
        }
    }

    enum Verdict {
        case accepted(Account)
        case refused
        case wait(Int64)
    }

    /// The same work, whether there is such an account or not: one look-up, one hash, one entry in the ledger.
    func check(_ login: String, _ password: String, _ context: ServiceContext) async throws -> Verdict {
        let attempt: AttemptLimits.Attempt
        switch try parts.limits.begin(account: login, address: context.clientAddress, now: parts.clock.now()) {
        case .go(let begun): attempt = begun
        case .wait(let seconds):
            parts.counters.add(.limited)
            return .wait(seconds)
        }
        let account = try parts.accounts.account(login: login)
        var hash: String?
        if let account, !account.isDisabled { hash = try parts.accounts.passwordHash(account: account.id) }
        let isRight: Bool
        do {
            isRight = try await parts.passwords.verify(password, hash)
        } catch is PasswordWorker.Busy {
            parts.limits.takenBack(attempt, now: parts.clock.now())
            parts.counters.add(.limited)
            return .wait(2)
        }
        if isRight, let account {
            parts.limits.succeeded(attempt, now: parts.clock.now())
            return .accepted(account)
        }
        parts.counters.add(.passwordRefused)
        let digest = try HMAC.code(.sha256, key: parts.auditKey, message: Array(login.utf8))
        try await parts.recordFailure(
            "password", reason: account?.isDisabled == true ? "disabled" : "wrong", account: account,
            typedDigest: Hexadecimal.text(Array(digest.prefix(8))), context: context)
        return .refused
    }
}
