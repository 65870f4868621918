import Domain
import Hummingbird
import NIOCore

/// `GET /account`, `POST /account/password`, `POST /sign-out`, `POST /sign-out/everywhere`.
struct AccountRoutes: Sendable {
    let parts: SignInParts

    func page(_ request: Request, _ context: ServiceContext) throws -> Response {
        let query = request.uri.query.flatMap(FormFields.init)
        return AccountPage.response(
            parts.kit, try visit(request, context),
            message: query?["message"] == "password-changed" ? .passwordChanged : nil)
    }

    func signOut(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let browser = try browser(context)
        try await parts.accounts.endSession(secret: browser.secret.text, audit: entry("sign_out", browser))
        return signedOut(context)
    }

    func signOutEverywhere(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let browser = try browser(context)
        try await parts.accounts.endSessions(
            account: browser.session.account.id, audit: entry("sign_out_everywhere", browser))
        return signedOut(context)
    }

    func changePassword(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let visit = try visit(request, context)
        let account = visit.browser.session.account
        func again(_ message: AccountPage.Message) -> Response {
            AccountPage.response(parts.kit, visit, message: message)
        }
        var request = request
        let body = try await request.collectBody(upTo: PasswordRoutes.maximumFormBytes)
        guard let fields = String(validating: body.readableBytesView, as: UTF8.self).flatMap(FormFields.init),
            let new = fields["new"]
        else { return again(.objection("The form could not be read. Fill it in anew.")) }
        switch AccountPage.passwordForm(visit.browser.session, now: visit.now) {
        case .none, .firstTooLate: throw ProblemResponse.notFound
        case .first: break
        case .change:
            switch try await PasswordRoutes(parts: parts).check(account.login, fields["current"] ?? "", context) {
            case .accepted: break
            case .refused: return again(.objection("The current password is wrong."))
            case .wait(let seconds): return again(.wait(seconds: seconds))
            }
        }
        guard new == fields["again"] else { return again(.objection("The new passwords differ.")) }
        if let objection = PasswordRule.objection(to: new, login: account.login) {
            return again(.objection(objection.text.prefix(1).uppercased() + objection.text.dropFirst() + "."))
        }
        let hash: String
        do {
            hash = try await parts.passwords.make(new)
        } catch is PasswordWorker.Busy {
            return again(.wait(seconds: 2))
        }
        var change = AccountChange()
        change.passwordHash = hash
        // Ends every session of the account, this one too.
        let changed = try await parts.accounts.updateAccount(account.id, change, by: Actor(.user, account.id))
        var fresh = context
        fresh.browser = nil
        var response = try await parts.signIn(changed, method: "password_change", next: .home, context: fresh)
        response.headers[.location] = "/account?message=password-changed"
        return response
    }

    private func visit(_ request: Request, _ context: ServiceContext) throws -> Visit {
        var visit = try parts.kit.visit(request, context)
        // Where the form leads is no page.
        visit.path = "/account"
        return visit
    }

    /// The form's browser; the sign-in page for strangers, 403 for tokens.
    private func browser(_ context: ServiceContext) throws -> BrowserSession {
        if let browser = context.browser { return browser }
        guard context.principal == nil else {
            throw ProblemResponse(
                .forbidden, type: "browser-only", detail: "This page is for people in a browser, not for tokens.")
        }
        throw SignInRedirect()
    }

    private func signedOut(_ context: ServiceContext) -> Response {
        var response = Response.seeOther("/sign-in?message=signed-out")
        response.headers[values: .setCookie].append(parts.cookies(context).clear(.session))
        return response
    }

    private func entry(_ act: AuditEntry.Act, _ browser: BrowserSession) -> AuditEntry {
        let id = browser.session.account.id
        return AuditEntry(at: parts.clock.now(), actor: Actor(.user, id), act: act, object: "user:\(id)")
    }
}
