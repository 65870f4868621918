public import Domain
public import LanguageModel

/// An OpenID provider and what its people get here. YAML key `sign_in.oidc`.
public struct OpenIDSettings: Hashable, Sendable {
    /// How the token endpoint learns who asks (OpenID Connect Core 1.0, section 9).
    public enum ClientAuthentication: String, Hashable, Sendable, CaseIterable {
        case basic = "client_secret_basic"
        case post = "client_secret_post"
        /// A public client: PKCE alone.
        case none
    }

    /// The signatures there are to choose from. None of them can be made with a public key.
    public static let knownAlgorithms = ["RS256", "ES256", "EdDSA"]

    /// Compared character by character with what the provider says of itself.
    public var issuer: String
    public var clientID: String
    public var clientSecret: SecretSource?
    public var clientAuthentication: ClientAuthentication
    public var scopes: [String]
    public var algorithms: [String]
    /// On the button of the sign-in page.
    public var name: String
    public var linkByEmail: Bool
    public var roleClaim: String?
    public var roles: [String: Role]
    /// Whether new accounts see every client; otherwise they see none until somebody says so.
    public var everyClient: Bool

    public init(
        issuer: String, clientID: String, clientSecret: SecretSource? = nil,
        clientAuthentication: ClientAuthentication = .basic, scopes: [String] = ["openid", "profile", "email"],
        algorithms: [String] = ["RS256", "ES256"], name: String = "your organisation", linkByEmail: Bool = false,
        roleClaim: String? = nil, roles: [String: Role] = [:], everyClient: Bool = false
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.clientAuthentication = clientAuthentication
        self.scopes = scopes
        self.algorithms = algorithms
        self.name = name
        self.linkByEmail = linkByEmail
        self.roleClaim = roleClaim
        self.roles = roles
        self.everyClient = everyClient
    }

    /// nil without an issuer.
    init?(_ values: SettingValues) throws(Problem) {
        guard let issuer = values.value("sign_in.oidc.issuer") else { return nil }
        guard let clientID = values.text("sign_in.oidc.client_id") else {
            throw Problem(
                "an OpenID provider is configured but no client id", place: issuer.origin,
                remedy: "Set sign_in.oidc.client_id to the id that the provider gave this service")
        }
        self.init(issuer: issuer.text, clientID: clientID)
        clientAuthentication =
            values.text("sign_in.oidc.token_auth").flatMap(ClientAuthentication.init(rawValue:)) ?? .basic
        clientSecret = try Self.secret(values, for: clientAuthentication, place: issuer.origin)
        scopes = Self.words(values.text("sign_in.oidc.scopes"))
        algorithms = Self.words(values.text("sign_in.oidc.algorithms"))
        name = values.text("sign_in.oidc.name") ?? name
        linkByEmail = values.flag("sign_in.oidc.link_by_email")
        roleClaim = values.text("sign_in.oidc.role_claim")
        for entry in values.map("sign_in.oidc.roles") { roles[entry.name] = Role(rawValue: entry.value.text) }
        everyClient = values.flag("sign_in.oidc.every_client")
        guard scopes.contains("openid") else {
            throw Problem(
                "the scopes of the OpenID provider lack openid", place: "sign_in.oidc.scopes", remedy: "Add it")
        }
        guard !algorithms.isEmpty, algorithms.allSatisfy(Self.knownAlgorithms.contains) else {
            throw Problem(
                "a signature algorithm is not among \(Self.knownAlgorithms.joined(separator: ", "))",
                place: "sign_in.oidc.algorithms", remedy: "Name those that the provider uses")
        }
    }

    private static func secret(
        _ values: SettingValues, for authentication: ClientAuthentication, place: String
    ) throws(Problem) -> SecretSource? {
        let source: SecretSource?
        switch (values.value("sign_in.oidc.client_secret_env"), values.value("sign_in.oidc.client_secret_file")) {
        case (.some, .some(let file)):
            throw Problem(
                "both client_secret_env and client_secret_file are set", place: file.origin, remedy: "Keep one of them")
        case (.some(let variable), nil): source = .environment(variable.text)
        case (nil, .some(let file)): source = .file(file.text)
        case (nil, nil): source = nil
        }
        guard source != nil || authentication == .none else {
            throw Problem(
                "the OpenID provider wants a client secret and none is named", place: place,
                remedy: "Set sign_in.oidc.client_secret_env or client_secret_file, or token_auth: none")
        }
        return source
    }

    private static func words(_ text: String?) -> [String] {
        (text ?? "").split { $0 == " " || $0 == "," }.map(String.init)
    }
}
