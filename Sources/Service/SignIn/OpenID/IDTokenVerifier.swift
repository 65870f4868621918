import JWTKit

/// Judges an ID token: form, algorithm, key, signature, claims, in that order.
struct IDTokenVerifier: Sendable {
    var algorithms: [String]
    /// The provider's key for a key id and an algorithm.
    var key: @Sendable (_ id: String?, _ algorithm: String) async throws -> JWK

    /// - Throws: `OpenIDFailure`.
    func verify(
        _ token: String, issuer: String, clientID: String, nonce: String, accessToken: String?, nowSeconds: Double
    ) async throws -> IDTokenClaims {
        let header = try IDTokenHeader(token: token, allowed: algorithms)
        let jwk = try await key(header.keyID, header.algorithm)
        let claims: IDTokenClaims
        do {
            // A collection of this one key: JWTKit takes a default key where it does not know the token's.
            claims = try await JWTKeyCollection().add(jwk: jwk).verify(token, as: IDTokenClaims.self)
        } catch let error as JWTError where error.errorType == .malformedToken {
            throw OpenIDFailure.malformed
        } catch {
            throw OpenIDFailure.signature
        }
        let rules = IDTokenRules(
            issuer: issuer, clientID: clientID, nonce: nonce, accessToken: accessToken, algorithm: header.algorithm)
        try rules.check(claims, nowSeconds: nowSeconds)
        return claims
    }
}
