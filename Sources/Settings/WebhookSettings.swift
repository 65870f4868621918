public import Domain
public import LanguageModel

/// Which webhook sources are served and where their secrets are kept. YAML key `webhooks`.
public struct WebhookSettings: Hashable, Sendable {
    /// The names in the configuration and in `POST /webhooks/{source}`.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        case generic, autotask, email
        case connectWise = "connectwise-psa"
        case halo = "halopsa"

        /// Whether its payloads name companies by the vendor's numbers.
        var hasCompanies: Bool { self != .generic && self != .email }
    }

    /// A source that is served.
    public struct Endpoint: Hashable, Sendable {
        /// Where the secret is kept; nil only where signing keys are fetched.
        public var secret: SecretSource?
        public var maxBodyBytes: Int
        /// Our client by the vendor's company id.
        public var clients: [String: ClientID]
        /// Where the configuration says so, for messages.
        public var origin: String
    }

    /// Where ConnectWise's signing keys may be fetched.
    public struct KeyFetching: Hashable, Sendable {
        public var site: String
        public var company: String
        public var hosts: [String]
        public var keyIDs: [String]
        public var origin: String
    }

    public enum HaloAuthentication: Hashable, Sendable {
        case hmac(header: String)
        case basic(user: String)
    }

    /// Sources without an entry are not served.
    public var endpoints: [Source: Endpoint]
    /// nil when ConnectWise's signing key is configured, or the source is not served.
    public var keyFetching: KeyFetching?
    public var halo: HaloAuthentication

    init(_ values: SettingValues) throws(Problem) {
        endpoints = [:]
        keyFetching = try Self.keyFetching(values)
        halo = try Self.halo(values)
        for source in Source.allCases {
            guard let endpoint = try Self.endpoint(source, values, fetches: keyFetching) else { continue }
            endpoints[source] = endpoint
        }
    }

    private static func endpoint(
        _ source: Source, _ values: SettingValues, fetches: KeyFetching?
    ) throws(Problem) -> Endpoint? {
        let path = "webhooks.\(source.rawValue)"
        let fetches = source == .connectWise ? fetches : nil
        let secret: (place: SecretSource?, origin: String)
        switch (values.value("\(path).secret_env"), values.value("\(path).secret_file")) {
        case (.some, .some(let file)):
            throw Problem(
                "both \(path).secret_env and \(path).secret_file are set", place: file.origin,
                remedy: "Keep one of them; a file may hold several secrets")
        case (.some(let variable), nil):
            guard variable.text.utf8.allSatisfy({ isNameByte($0) }) else {
                throw Problem(
                    "“\(path).secret_env” is not the name of an environment variable", place: variable.origin,
                    remedy: "Name the variable there and put the secret into it; secrets never stand in the file itself"
                )
            }
            secret = (.environment(variable.text), variable.origin)
        case (nil, .some(let file)): secret = (.file(file.text), file.origin)
        case (nil, nil): secret = (nil, fetches?.origin ?? "")
        }
        if let fetches, secret.place != nil {
            throw Problem(
                "\(path) has both a secret and a site to fetch signing keys from", place: fetches.origin,
                remedy: "Keep the secret alone if you have it: then nothing is ever fetched")
        }
        guard secret.place != nil || fetches != nil else { return nil }
        var clients: [String: ClientID] = [:]
        for entry in values.map("\(path).clients") { clients[entry.name] = ClientID(entry.value.text) }
        return Endpoint(
            secret: secret.place, maxBodyBytes: (values.integer("\(path).max_body_kib") ?? 1024) << 10,
            clients: clients, origin: secret.origin)
    }

    private static func keyFetching(_ values: SettingValues) throws(Problem) -> KeyFetching? {
        let path = "webhooks.\(Source.connectWise.rawValue)"
        func words(_ name: String) -> [String] {
            (values.text("\(path).\(name)") ?? "").split(separator: " ").map(String.init)
        }
        let site = values.value("\(path).site")
        let company = values.value("\(path).company")
        guard let site else {
            if let company {
                throw Problem(
                    "\(path).company is set and \(path).site is not", place: company.origin,
                    remedy: "Set the site too, as in na.myconnectwise.net, or remove the company")
            }
            return nil
        }
        guard let company else {
            throw Problem(
                "\(path).site is set and \(path).company is not", place: site.origin,
                remedy: "Set the company id that you type at sign-in: many companies share the site")
        }
        guard !company.text.isEmpty, company.text.utf8.allSatisfy({ isNameByte($0) || $0 == UInt8(ascii: "-") }) else {
            throw Problem(
                "“\(path).company” is not a company id", place: company.origin,
                remedy: "Write it as it is typed at sign-in: letters, digits, hyphens")
        }
        return KeyFetching(
            site: site.text, company: company.text, hosts: words("key_hosts"), keyIDs: words("key_ids"),
            origin: site.origin)
    }

    private static func halo(_ values: SettingValues) throws(Problem) -> HaloAuthentication {
        let path = "webhooks.\(Source.halo.rawValue)"
        if values.text("\(path).authentication") == "basic" {
            guard let user = values.value("\(path).user"), !user.text.isEmpty, !user.text.contains(":") else {
                throw Problem(
                    "“\(path).user” must be a name without a colon", place: values.value("\(path).user")?.origin,
                    remedy: "Choose another user name here and in Halo")
            }
            return .basic(user: user.text)
        }
        guard let header = values.value("\(path).header"), !header.text.isEmpty,
            header.text.utf8.allSatisfy({ isNameByte($0) || $0 == UInt8(ascii: "-") })
        else {
            throw Problem(
                "“\(path).header” is not the name of a header", place: values.value("\(path).header")?.origin,
                remedy: "Write the name that stands in Halo under the webhook’s authentication")
        }
        return .hmac(header: header.text)
    }

    /// Letters, digits, underscore.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
    }
}
