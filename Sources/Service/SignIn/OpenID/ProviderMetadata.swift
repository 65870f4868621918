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
        var authorization_endpoint: String
        var token_endpoint: String
        var jwks_uri: String
        var authorization_response_iss_parameter_supported: Bool?
    }

    /// - Throws: `OpenIDFailure.discoveryIssuer` when the document is another issuer's.
    init(_ bytes: [UInt8], issuer: String) throws(OpenIDFailure) {
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes)) else { throw .discovery }
        guard fields.issuer == issuer else { throw .discoveryIssuer }
        for address in [fields.authorization_endpoint, fields.token_endpoint, fields.jwks_uri] {
            try Self.check(address, issuer: issuer)
        }
        authorizationEndpoint = fields.authorization_endpoint
        tokenEndpoint = fields.token_endpoint
        keysAddress = fields.jwks_uri
        namesIssuerInAnswers = fields.authorization_response_iss_parameter_supported ?? false
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
