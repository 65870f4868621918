import Digest
package import Enrichment
import HTTPTypes
import Hummingbird

/// Protection against requests that another site makes a signed-in browser send.
///
/// `AuthenticationMiddleware` lets a request of a browser session that is not GET or HEAD through only with the
/// browser's word (`SameOrigin`) and this session's token, so no route can forget it. The token is a keyed digest of
/// the session's secret: it is as long-lived as the session and tells nothing about the secret.
public enum CSRF {
    /// Name of the form field.
    public static let field = "csrf_token"
    /// Name of the header field, for requests made by a script.
    public static let header = "X-CSRF-Token"
    /// Largest form accepted from a browser session, in bytes.
    public static let maximumFormBytes = 1 << 20

    static func token(of secret: SessionSecret) -> String {
        // Without a digest there is no token, and then none is valid.
        let code = try? HMAC.code(.sha256, key: Array(secret.text.utf8), message: Array("sidenote csrf 1".utf8))
        return code.map(Base64.urlText) ?? ""
    }

    static func isValid(_ token: String?, for session: BrowserSession) -> Bool {
        guard let token, !session.csrfToken.isEmpty else { return false }
        return ConstantTime.equal(token, session.csrfToken)
    }

    /// Writes the hidden field into a form.
    package static func write(_ session: BrowserSession, to html: inout HTML) {
        html.open("input", [.fixed("type", "hidden"), .fixed("name", "csrf_token"), .data("value", session.csrfToken)])
    }
}
