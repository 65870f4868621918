public import Connectors
public import CurlTransport
public import Domain
import LanguageModel
public import Settings

/// The sources that are served, with their secrets read and checked.
public struct WebhookSources: Sendable {
    public struct Served: Sendable {
        public var source: any WebhookSource
        public var maxBodyBytes: Int

        public init(_ source: any WebhookSource, maxBodyBytes: Int) {
            self.source = source
            self.maxBodyBytes = maxBodyBytes
        }
    }

    /// By the name in the address.
    public var byName: [String: Served]
    /// What the operator should know, such as a secret that others can read.
    public var warnings: [Problem]

    public init(_ served: [Served], warnings: [Problem] = []) {
        byName = Dictionary(served.map { ($0.source.name, $0) }) { first, _ in first }
        self.warnings = warnings
    }

    /// Reads the secrets of every configured source.
    ///
    /// - Parameters:
    ///   - environment: the value of a variable; by default that of this process.
    ///   - transport: over which ConnectWise's signing keys are fetched where that is configured.
    /// - Throws: `Problem` naming the setting or the secret's place, never the secret.
    public init(
        _ settings: WebhookSettings, environment: ((String) -> String?)? = nil, transport: any HTTPTransport
    ) throws {
        var served: [Served] = []
        var warnings: [Problem] = []
        for kind in WebhookSettings.Source.allCases {
            guard let endpoint = settings.endpoints[kind] else { continue }
            var texts: [String] = []
            if let secret = endpoint.secret {
                let list: SecretSource.List =
                    if let environment {
                        try secret.readSeveral(minimum: 16, environment: environment)
                    } else {
                        try secret.readSeveral(minimum: 16)
                    }
                texts = list.secrets.map { $0.reveal() }
                warnings += list.warnings
            }
            let source = try Self.source(kind, endpoint, texts, settings, transport)
            served.append(Served(source, maxBodyBytes: endpoint.maxBodyBytes))
        }
        self.init(served, warnings: warnings)
    }

    private static func source(
        _ kind: WebhookSettings.Source, _ endpoint: WebhookSettings.Endpoint, _ secrets: [String],
        _ settings: WebhookSettings, _ transport: any HTTPTransport
    ) throws -> any WebhookSource {
        let clients = ClientMap(endpoint.clients)
        switch kind {
        case .generic: return GenericWebhook(secrets: try secrets.map { try StandardWebhookSecret($0) })
        case .autotask: return AutotaskWebhook(secrets: secrets, clients: clients)
        case .email: return MailWebhook(secrets: secrets)
        case .halo:
            let authentication: HaloWebhook.Authentication =
                switch settings.halo {
                case .hmac(let header): .hmac(header: header)
                case .basic(let user): .basic(user: user)
                }
            return HaloWebhook(secrets: secrets, authentication: authentication, clients: clients)
        case .connectWise:
            guard let place = settings.keyFetching else {
                return try ConnectWiseWebhook(keys: .configured(secrets), clients: clients)
            }
            let rules = try KeyAddressRules(
                site: place.site, company: place.company, hosts: place.hosts, keyIDs: place.keyIDs)
            return try ConnectWiseWebhook(
                keys: .fetched(SigningKeys(rules: rules, transport: transport)), clients: clients)
        }
    }
}
