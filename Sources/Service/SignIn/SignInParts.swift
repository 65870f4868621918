import Domain
import Hummingbird
import Logging
import Settings

/// What the sign-in routes share.
struct SignInParts: Sendable {
    let accounts: any AccountStore & AuditLedger
    let opener: SessionOpener
    let limits: AttemptLimits
    let passwords: PasswordWorker
    let flow: OpenIDFlow?
    /// For the account's page, which stands in the frame of the others.
    let kit: PageKit
    let counters: SignInCounters
    let publicURL: String
    /// Whether other sites may frame the pages; see `CookieJar`.
    let isFramed: Bool
    /// Digests of logins that are no account's, in the audit ledger.
    let auditKey: [UInt8]
    let clock: any Clock
    let logger: Logger

    var providerName: String? { flow?.provider.settings.name }

    func cookies(_ context: ServiceContext) -> CookieJar {
        CookieJar(context, publicURL: publicURL, isFramed: isFramed)
    }

    /// The answer to a person who has proved who they are.
    func signIn(
        _ account: Account, method: String, next: ReturnAddress, context: ServiceContext
    ) async throws -> Response {
        let secret = try await opener.open(account, method: method, context: context)
        var response = Response.seeOther(next.path)
        response.headers[values: .setCookie].append(cookies(context).set(.session, secret.text, maxAge: nil))
        return response
    }

    /// Records a sign-in that was refused. Throws what the ledger throws: what cannot be recorded is answered 503.
    func recordFailure(
        _ method: String, reason: String, account: Account?, typedDigest: String?, context: ServiceContext
    ) async throws {
        var detail = ["method": method, "reason": reason, "address": context.clientAddress]
        if account == nil, let typedDigest { detail["login_digest"] = typedDigest }
        try await accounts.record(
            AuditEntry(
                at: clock.now(), actor: Actor(.system, "sign-in"), act: "sign_in_failed",
                object: account.map { "user:\($0.id)" } ?? "", detail: detail))
    }

    /// Runs a handler; what the store or the cryptographic library cannot do becomes a page that says so.
    func answering(_ work: () async throws -> Response) async throws -> Response {
        do {
            return try await work()
        } catch let error as any HTTPResponseError {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            logger.error("a sign-in request failed", metadata: ["error": "\(Self.describe(error))"])
            return NoticePage.response(
                .serviceUnavailable, title: "Not available at the moment",
                text: "Nothing was changed. Try again in a few seconds.", retryAfter: 10)
        }
    }

    /// For the log: without the place, which may be a path of this machine.
    static func describe(_ error: any Error) -> String {
        (error as? Problem)?.what ?? "\(type(of: error))"
    }
}
