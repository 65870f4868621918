import Digest

/// Whether the claims of a signed ID token are for this sign-in (OpenID Connect Core 1.0, section 3.1.3.7). Pure.
struct IDTokenRules: Sendable {
    /// How far the provider's clock may be off, in seconds.
    static let leeway = 60.0
    /// A token comes straight from the provider, so an old one does not belong to this sign-in. Generous: some
    /// providers date their tokens minutes back.
    static let oldest = 3600.0

    var issuer: String
    var clientID: String
    var nonce: String
    var accessToken: String?
    /// The algorithm of the signature, which chooses the digest of `at_hash`.
    var algorithm: String

    func check(_ claims: IDTokenClaims, nowSeconds now: Double) throws(OpenIDFailure) {
        guard claims.issuer == issuer else { throw .issuer }
        guard (1...255).contains(claims.subject.utf8.count),
            claims.subject.utf8.allSatisfy({ (0x20..<0x7F).contains($0) })
        else { throw .subject }
        guard claims.audience.contains(clientID) else { throw .audience }
        if let party = claims.authorizedParty {
            guard party == clientID else { throw .authorizedParty }
        } else if claims.audience.count > 1 {
            throw .authorizedParty
        }
        guard claims.expiresAt > now - Self.leeway, claims.expiresAt > claims.issuedAt else { throw .expired }
        guard claims.issuedAt <= now + Self.leeway, claims.issuedAt >= now - Self.oldest else { throw .issuedAt }
        if let notBefore = claims.notBefore, !(notBefore <= now + Self.leeway) { throw .notBefore }
        guard let sent = claims.nonce, ConstantTime.equal(sent, nonce) else { throw .nonce }
        if let hash = claims.accessTokenHash { try check(hash) }
    }

    /// The left half of the access token's digest (section 3.1.3.6). For EdDSA no specification says which digest it
    /// is, so it is not compared there; the token came over TLS from the provider itself.
    private func check(_ hash: String) throws(OpenIDFailure) {
        guard algorithm != "EdDSA" else { return }
        guard let accessToken, let digest = try? SHA256Digest.bytes(of: Array(accessToken.utf8)),
            ConstantTime.equal(hash, Base64.urlText(Array(digest.prefix(16))))
        else { throw .accessTokenHash }
    }
}
