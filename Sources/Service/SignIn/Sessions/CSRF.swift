import Digest
import HTTPTypes
import Hummingbird

/// Protection against requests that another site makes a signed-in browser send.
///
/// `AuthenticationMiddleware` lets a request of a browser session that is not GET or HEAD through only with the
/// browser's word (`SameOrigin`) and this session's token, so no route can forget it. The token is a keyed digest of
/// the session's secret: it is as long-lived as the session and tells nothing about the secret.
///
/// Pages are compressed and hold the token beside text that others wrote, so its bytes would show in the length of the
/// answer (BREACH). What a page holds is therefore the token under a fresh mask: 32 random bytes and the exclusive or of
/// them with the token. Only this form is accepted.
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

    /// The token under a new mask; empty, which is never valid, without randomness or token.
    static func masked(_ token: String) -> String {
        guard let bytes = Base64.urlBytes(token), bytes.count == tokenBytes,
            let mask = try? RandomBytes.make(tokenBytes)
        else { return "" }
        return Base64.urlText(mask + zip(mask, bytes).map { $0 ^ $1 })
    }

    static func isValid(_ masked: String?, for session: BrowserSession) -> Bool {
        guard let masked, masked.utf8.count <= 128, let bytes = Base64.urlBytes(masked),
            bytes.count == 2 * tokenBytes, let token = Base64.urlBytes(session.secretToken), token.count == tokenBytes
        else { return false }
        return ConstantTime.equal(zip(bytes.prefix(tokenBytes), bytes.suffix(tokenBytes)).map { $0 ^ $1 }, token)
    }

    private static let tokenBytes = 32
}
