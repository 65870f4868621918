public import Domain

/// A signed-in browser, as pages see it.
public struct BrowserSession: Sendable {
    public let session: Session
    /// For the hidden field `csrf_token` of every form, or the header `X-CSRF-Token`; see `CSRF`.
    public let csrfToken: String
    let secret: SessionSecret

    init(session: Session, secret: SessionSecret) {
        self.session = session
        self.secret = secret
        csrfToken = CSRF.token(of: secret)
    }
}
