import CurlTransport
import FoundationEssentials

/// What the provider says of itself (OpenID Connect Discovery 1.0, section 3).
struct ProviderMetadata: Hashable, Sendable {
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keysAddress: String
    /// Whether each answer names the provider (RFC 9207).
    let namesIssuerInAnswers: Bool

    private struct Fields: Decodable {
        var issuer: String
        var authorizationEndpoint: String
        var tokenEndpoint: String
        var keysAddress: String
        var namesIssuer: Bool?

        private enum CodingKeys: String, CodingKey {
            case issuer
            case authorizationEndpoint = "authorization_endpoint"
            case tokenEndpoint = "token_endpoint"
            case keysAddress = "jwks_uri"
            case namesIssuer = "authorization_response_iss_parameter_supported"
        }
    }

    /// - Throws: `OpenIDFailure.discoveryIssuer` when the document is another issuer's.
    init(_ bytes: [UInt8], issuer: String) throws(OpenIDFailure) {
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes)) else { throw .discovery }
        guard fields.issuer == issuer else { throw .discoveryIssuer }
        for address in [fields.authorizationEndpoint, fields.tokenEndpoint, fields.keysAddress] {
            try Self.check(address, issuer: issuer)
        }
        authorizationEndpoint = fields.authorizationEndpoint
        tokenEndpoint = fields.tokenEndpoint
        keysAddress = fields.keysAddress
        namesIssuerInAnswers = fields.namesIssuer ?? false
    }

    /// Where the document is. The issuer's address must be https or this machine's, without query and fragment.
    static func address(issuer: String) throws(OpenIDFailure) -> String {
        try check(issuer, issuer: issuer)
        guard !issuer.contains("?") else { throw .discovery }
        return (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// https, or plain http to this machine where the issuer itself is there: a provider elsewhere must not make this
    /// service call its own machine.
    private static func check(_ address: String, issuer: String) throws(OpenIDFailure) {
        guard let url = try? RequestURL(address), let home = try? RequestURL(issuer), !address.contains("#"),
            url.scheme == "https" || (url.isLoopback && home.isLoopback)
        else { throw .endpoint }
    }
}
