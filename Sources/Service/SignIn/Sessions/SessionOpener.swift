import Digest
import Domain

/// Begins the session of a person who has proved who they are.
struct SessionOpener: Sendable {
    let accounts: any AccountStore
    let absoluteSeconds: Int64
    let clock: any Clock

    /// Writes the session with its audit entry and returns the value of the cookie: always a new one, so a value that
    /// somebody else put into the browser before never becomes a session. A session that the browser had ends.
    ///
    /// - Parameter method: `password`, `link`, `oidc`.
    func open(_ account: Account, method: String, context: ServiceContext) async throws -> SessionSecret {
        let now = clock.now()
        let actor = Actor(.user, account.id)
        let secret = try SessionSecret.make()
        try await accounts.createSession(
            secret: secret.text, account: account.id, endsAt: now.adding(seconds: absoluteSeconds),
            audit: AuditEntry(
                at: now, actor: actor, act: "sign_in", object: "user:\(account.id)",
                detail: ["method": method, "address": context.clientAddress]))
        if let former = context.browser {
            let owner = former.session.account.id
            try await accounts.endSession(
                secret: former.secret.text,
                audit: AuditEntry(
                    at: now, actor: Actor(.user, owner), act: "sign_out", object: "user:\(owner)",
                    detail: ["reason": "signed in anew"]))
        }
        return secret
    }
}
