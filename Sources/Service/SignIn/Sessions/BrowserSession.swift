public import Domain

/// A signed-in browser, as pages see it.
public struct BrowserSession: Sendable {
    public let session: Session
    let secret: SessionSecret
    /// The token that is never shown as it is; see `CSRF`.
    let secretToken: String

    init(session: Session, secret: SessionSecret) {
        self.session = session
        self.secret = secret
        secretToken = CSRF.token(of: secret)
    }

    /// For the hidden field `csrf_token` of every form, or the header `X-CSRF-Token`; another text at each call, all of
    /// them valid as long as the session.
    public func csrfToken() -> String { CSRF.masked(secretToken) }
}
