import JWTKit

/// What an ID token says (OpenID Connect Core 1.0, section 2), read but not judged.
struct IDTokenClaims: Sendable, JWTPayload {
    var issuer: String
    var subject: String
    var audience: [String]
    var authorizedParty: String?
    /// Seconds since 1970.
    var expiresAt: Double
    var issuedAt: Double
    var notBefore: Double?
    var nonce: String?
    var accessTokenHash: String?
    var email: String?
    var isEmailVerified: Bool
    var name: String?
    /// Every claim that is a text or a list of texts.
    var texts: [String: [String]]

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let claims = try decoder.container(keyedBy: Name.self)
        func text(_ name: String) throws -> String? {
            try claims.decodeIfPresent(String.self, forKey: Name(stringValue: name))
        }
        func number(_ name: String) throws -> Double? {
            try claims.decodeIfPresent(Double.self, forKey: Name(stringValue: name))
        }
        issuer = try claims.decode(String.self, forKey: Name(stringValue: "iss"))
        subject = try claims.decode(String.self, forKey: Name(stringValue: "sub"))
        if let one = try? claims.decode(String.self, forKey: Name(stringValue: "aud")) {
            audience = [one]
        } else {
            audience = try claims.decode([String].self, forKey: Name(stringValue: "aud"))
        }
        authorizedParty = try text("azp")
        expiresAt = try claims.decode(Double.self, forKey: Name(stringValue: "exp"))
        issuedAt = try claims.decode(Double.self, forKey: Name(stringValue: "iat"))
        notBefore = try number("nbf")
        nonce = try text("nonce")
        accessTokenHash = try text("at_hash")
        // What is only shown or compared must not make a token invalid.
        email = try? text("email")
        name = try? text("name")
        let verified = Name(stringValue: "email_verified")
        // Some providers write the flag as text.
        isEmailVerified =
            (try? claims.decode(Bool.self, forKey: verified))
            ?? ((try? claims.decode(String.self, forKey: verified)) == "true")
        texts = [:]
        for key in claims.allKeys {
            if let one = try? claims.decode(String.self, forKey: key) {
                texts[key.stringValue] = [one]
            } else if let several = try? claims.decode([String].self, forKey: key) {
                texts[key.stringValue] = several
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
            self, .init(codingPath: encoder.codingPath, debugDescription: "claims are read, not written"))
    }

    /// The signature is all that is checked here; `IDTokenRules` judges the claims.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
