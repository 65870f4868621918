import Digest
import Domain
import Settings

/// The authorization code flow with PKCE, from the way to the provider to the claims that came back.
struct OpenIDFlow: Sendable {
    let provider: OpenIDProvider
    let redirectURI: String
    let key: [UInt8]
    let clock: any Clock

    /// Throws a `Problem` or `DigestUnavailable`.
    init(provider: OpenIDProvider, publicURL: String, clock: any Clock) throws {
        self.provider = provider
        self.clock = clock
        redirectURI = publicURL + "/sign-in/oidc/callback"
        key = try RandomBytes.make(32)
    }

    /// The address to send the browser to, and what it is to keep meanwhile.
    ///
    /// - Throws: `OpenIDFailure` when the provider cannot be reached or its metadata cannot be used.
    func start(next: ReturnAddress) async throws -> (address: String, pending: PendingSignIn) {
        let endpoint = try await provider.metadata().authorizationEndpoint
        let pending = try PendingSignIn.start(next: next, now: clock.now(), key: key)
        let query = FormEncoding.text([
            ("response_type", "code"), ("client_id", provider.settings.clientID), ("redirect_uri", redirectURI),
            ("scope", provider.settings.scopes.joined(separator: " ")), ("state", try pending.state()),
            ("nonce", try pending.nonce()), ("code_challenge", try pending.challenge()),
            ("code_challenge_method", "S256"),
        ])
        return (endpoint + (endpoint.contains("?") ? "&" : "?") + query, pending)
    }

    /// The claims of the person who came back, once everything about them is proved.
    ///
    /// - Throws: `OpenIDFailure`.
    func finish(query: String, pending: PendingSignIn?) async throws -> IDTokenClaims {
        guard let pending, let fields = FormFields(query), let state = fields["state"],
            ConstantTime.equal(state, try pending.state())
        else { throw OpenIDFailure.state }
        let settings = provider.settings
        let metadata = try await provider.metadata()
        // RFC 9207, section 2.4: an answer meant for another provider's request is not taken to this one.
        switch fields["iss"] {
        case .some(let issuer): guard issuer == settings.issuer else { throw OpenIDFailure.responseIssuer }
        case nil: guard !metadata.namesIssuerInAnswers else { throw OpenIDFailure.responseIssuer }
        }
        guard fields["error"] == nil, let code = fields["code"], (1...4096).contains(code.utf8.count) else {
            throw OpenIDFailure.providerError
        }
        let answer = try await provider.exchange(
            code: code, verifier: try pending.verifier(), redirectURI: redirectURI)
        let verifier = IDTokenVerifier(algorithms: settings.algorithms) { [provider] id, algorithm in
            try await provider.key(id: id, algorithm: algorithm)
        }
        return try await verifier.verify(
            answer.idToken, issuer: settings.issuer, clientID: settings.clientID, nonce: try pending.nonce(),
            accessToken: answer.accessToken, nowSeconds: Double(clock.now().milliseconds) / 1000)
    }
}
