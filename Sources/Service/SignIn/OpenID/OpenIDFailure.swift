/// Why a sign-in through the provider failed; for the log and the audit ledger. Never shown in detail to the browser.
enum OpenIDFailure: String, Error, Hashable, Sendable {
    case discovery
    case discoveryIssuer = "discovery_issuer"
    case endpoint
    case state
    case responseIssuer = "response_issuer"
    case providerError = "provider_error"
    case exchange
    case keys
    case malformed = "id_token_malformed"
    case algorithm = "id_token_algorithm"
    case critical = "id_token_critical"
    case key = "id_token_key"
    case signature = "id_token_signature"
    case issuer = "id_token_issuer"
    case subject = "id_token_subject"
    case audience = "id_token_audience"
    case authorizedParty = "id_token_azp"
    case expired = "id_token_expired"
    case issuedAt = "id_token_iat"
    case notBefore = "id_token_nbf"
    case nonce = "id_token_nonce"
    case accessTokenHash = "id_token_at_hash"
    /// The provider answered for a person who has no account here.
    case noAccount = "no_account"
}
