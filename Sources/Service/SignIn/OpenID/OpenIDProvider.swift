import CurlTransport
import Digest
import Domain
import FoundationEssentials
import JWTKit
import LanguageModel
import Settings

/// The configured provider: its metadata and keys, kept for an hour, and the exchange of a code for an ID token.
actor OpenIDProvider {
    static let keptSeconds: Int64 = 3600
    static let maximumDocumentBytes = 256 << 10
    static let maximumTokenBytes = 64 << 10

    struct TokenAnswer: Sendable {
        var idToken: String
        var accessToken: String?
    }

    nonisolated let settings: OpenIDSettings
    private let secret: Secret?
    private let transport: any HTTPTransport
    private let clock: any Clock
    private var knownMetadata: (value: ProviderMetadata, at: Timestamp)?
    /// The question for metadata that is under way.
    private var asking: Task<ProviderMetadata, any Error>?
    private var knownKeys: (value: PublishedKeys, at: Timestamp)?

    /// Throws a `Problem` when the issuer's address cannot be used or the client secret cannot be read.
    init(_ settings: OpenIDSettings, transport: any HTTPTransport, clock: any Clock) throws(Problem) {
        self.settings = settings
        self.transport = transport
        self.clock = clock
        do {
            _ = try ProviderMetadata.address(issuer: settings.issuer)
        } catch {
            throw Problem(
                "the OpenID issuer is no https address", place: "sign_in.oidc.issuer",
                remedy: "Give it as the provider writes it, for example https://login.example.com")
        }
        secret = try settings.clientSecret?.read().secret
    }

    /// - Throws: `OpenIDFailure`.
    func metadata() async throws -> ProviderMetadata {
        if let known = knownMetadata, isFresh(known.at) { return known.value }
        // Anybody may begin to sign in, so a provider that does not answer is asked once at a time for all of them.
        if let asking { return try await asking.value }
        let task = Task { try await discover() }
        asking = task
        defer { asking = nil }
        return try await task.value
    }

    private func discover() async throws -> ProviderMetadata {
        let address = try ProviderMetadata.address(issuer: settings.issuer)
        let value = try ProviderMetadata(try await get(address, or: .discovery), issuer: settings.issuer)
        knownMetadata = (value, clock.now())
        return value
    }

    /// The key of a signature. An unknown one makes the keys be fetched anew, once: providers change them.
    ///
    /// - Throws: `OpenIDFailure`.
    func key(id: String?, algorithm: String) async throws -> JWK {
        if let known = knownKeys, isFresh(known.at), let key = known.value.key(id: id, algorithm: algorithm) {
            return key
        }
        let keys = try PublishedKeys(try await get(try await metadata().keysAddress, or: .keys))
        knownKeys = (keys, clock.now())
        guard let key = keys.key(id: id, algorithm: algorithm) else { throw OpenIDFailure.key }
        return key
    }

    /// Exchanges the code at the token endpoint (OpenID Connect Core 1.0, section 3.1.3; RFC 7636, section 4.5).
    ///
    /// - Throws: `OpenIDFailure`.
    func exchange(code: String, verifier: String, redirectURI: String) async throws -> TokenAnswer {
        var fields = [
            (name: "grant_type", value: "authorization_code"), ("code", code), ("redirect_uri", redirectURI),
            ("code_verifier", verifier),
        ]
        var headers = [
            HTTPHeader("Content-Type", "application/x-www-form-urlencoded"), HTTPHeader("Accept", "application/json"),
        ]
        let secretText = secret?.reveal() ?? ""
        switch settings.clientAuthentication {
        case .basic:
            // Both are form-encoded first (RFC 6749, section 2.3.1).
            let pair = FormEncoding.escape(settings.clientID) + ":" + FormEncoding.escape(secretText)
            headers.append(HTTPHeader("Authorization", "Basic " + Base64.text(Array(pair.utf8))))
        case .post:
            fields += [("client_id", settings.clientID), ("client_secret", secretText)]
        case .none:
            fields.append(("client_id", settings.clientID))
        }
        let answer = try await send(
            HTTPRequest(
                method: "POST", url: try await metadata().tokenEndpoint, headers: headers,
                body: Array(FormEncoding.text(fields).utf8), deadline: .seconds(15),
                maxResponseBytes: Self.maximumTokenBytes, secrets: [code, verifier, secretText].filter { !$0.isEmpty }),
            or: .exchange)
        guard let read = try? JSONDecoder().decode(Answer.self, from: Data(answer)) else {
            throw OpenIDFailure.exchange
        }
        return TokenAnswer(idToken: read.idToken, accessToken: read.accessToken)
    }

    private struct Answer: Decodable {
        var idToken: String
        var accessToken: String?

        private enum CodingKeys: String, CodingKey {
            case idToken = "id_token"
            case accessToken = "access_token"
        }
    }

    private func isFresh(_ at: Timestamp) -> Bool {
        (0..<Self.keptSeconds).contains(clock.now().seconds(since: at))
    }

    private func get(_ address: String, or failure: OpenIDFailure) async throws -> [UInt8] {
        try await send(
            HTTPRequest(
                url: address, headers: [HTTPHeader("Accept", "application/json")], deadline: .seconds(10),
                maxResponseBytes: Self.maximumDocumentBytes), or: failure)
    }

    private func send(_ request: HTTPRequest, or failure: OpenIDFailure) async throws -> [UInt8] {
        do {
            let response = try await transport.send(request)
            guard response.status == 200 else { throw failure }
            return response.body
        } catch is TransportError {
            throw failure
        }
    }
}
