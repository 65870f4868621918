import Digest
import Domain

/// A sign-in that went to the provider and has not come back: kept by the browser alone, in a cookie.
///
/// The cookie holds a random secret, the time and the way back, under a keyed digest. State, nonce and code verifier are
/// keyed digests of the secret, so the service keeps nothing that could be flooded, the browser cannot choose or know
/// them, and an answer only counts in the browser that asked. The key lives as long as the process.
struct PendingSignIn: Sendable {
    static let validSeconds: Int64 = 600

    let secret: SessionSecret
    let startedAt: Timestamp
    let next: ReturnAddress
    private let key: [UInt8]

    static func start(next: ReturnAddress, now: Timestamp, key: [UInt8]) throws(DigestUnavailable) -> PendingSignIn {
        PendingSignIn(secret: try .make(), startedAt: now, next: next, key: key)
    }

    private init(secret: SessionSecret, startedAt: Timestamp, next: ReturnAddress, key: [UInt8]) {
        self.secret = secret
        self.startedAt = startedAt
        self.next = next
        self.key = key
    }

    /// nil for a cookie that this process did not write or that is older than ten minutes.
    init?(cookie: String, now: Timestamp, key: [UInt8]) {
        let parts = cookie.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard cookie.utf8.count <= 2048, parts.count == 4, let code = Base64.urlBytes(parts[3]),
            HMAC.isValid(code, .sha256, key: key, message: Self.message(Array(parts[0..<3]))),
            let secret = SessionSecret(parts[0]), let milliseconds = Int64(parts[1]),
            let next = Base64.urlBytes(parts[2]).flatMap({ String(validating: $0, as: UTF8.self) })
        else { return nil }
        startedAt = Timestamp(milliseconds: milliseconds)
        guard (0...Self.validSeconds).contains(now.seconds(since: startedAt)) else { return nil }
        self.secret = secret
        self.next = ReturnAddress(next) ?? .home
        self.key = key
    }

    func cookie() throws(DigestUnavailable) -> String {
        let parts = [secret.text, String(startedAt.milliseconds), Base64.urlText(Array(next.path.utf8))]
        let code = try HMAC.code(.sha256, key: key, message: Self.message(parts))
        return (parts + [Base64.urlText(code)]).joined(separator: ".")
    }

    /// 43 characters each.
    func state() throws(DigestUnavailable) -> String { try derived("state") }
    func nonce() throws(DigestUnavailable) -> String { try derived("nonce") }
    func verifier() throws(DigestUnavailable) -> String { try derived("verifier") }

    /// PKCE, method S256 (RFC 7636, section 4.2).
    func challenge() throws(DigestUnavailable) -> String {
        Base64.urlText(try SHA256Digest.bytes(of: Array(try verifier().utf8)))
    }

    private func derived(_ purpose: String) throws(DigestUnavailable) -> String {
        Base64.urlText(try HMAC.code(.sha256, key: key, message: Array("oidc \(purpose) \(secret.text)".utf8)))
    }

    private static func message(_ parts: [String]) -> [UInt8] {
        Array(("oidc cookie " + parts.joined(separator: ".")).utf8)
    }
}
