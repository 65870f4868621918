public import Domain
public import LanguageModel

/// From which systems tickets are read anew, and where the credentials are kept. YAML key `connectors`.
///
/// Which of a system's companies is which client stands under `webhooks.NAME.clients`, once for both.
public struct ConnectorSettings: Hashable, Sendable {
    public struct ConnectWise: Hashable, Sendable {
        public var site: String
        public var company: String
        public var publicKey: String
        public var privateKey: SecretSource
        public var clientID: String
        public var codebase: String
        public var version: String
    }

    public struct Autotask: Hashable, Sendable {
        public var user: String
        public var secret: SecretSource
        public var integrationCode: SecretSource
        public var discoveryURL: String
    }

    public struct Halo: Hashable, Sendable {
        public var url: String
        public var authURL: String?
        public var tenant: String?
        public var clientID: String
        public var clientSecret: SecretSource
    }

    /// nil: tickets of that system are not read.
    public var connectWise: ConnectWise?
    public var autotask: Autotask?
    public var halo: Halo?
    /// Our client by the vendor's company, by source.
    public var clients: [WebhookSettings.Source: [String: ClientID]]

    init(_ values: SettingValues) throws(Problem) {
        if let group = Group("connectors.connectwise-psa", values) {
            connectWise = ConnectWise(
                site: try group.text("site"), company: try group.text("company"),
                publicKey: try group.text("public_key"), privateKey: try group.secret("private_key"),
                clientID: try group.text("client_id"), codebase: try group.text("codebase"),
                version: try group.text("version"))
        }
        if let group = Group("connectors.autotask", values) {
            autotask = Autotask(
                user: try group.text("user"), secret: try group.secret("secret"),
                integrationCode: try group.secret("integration_code"), discoveryURL: try group.text("discovery_url"))
        }
        if let group = Group("connectors.halopsa", values) {
            halo = Halo(
                url: try group.text("url"), authURL: try group.textIfSet("auth_url"),
                tenant: try group.textIfSet("tenant"), clientID: try group.text("client_id"),
                clientSecret: try group.secret("client_secret"))
        }
        clients = [:]
        for source in WebhookSettings.Source.allCases {
            for entry in values.map("webhooks.\(source.rawValue).clients") {
                clients[source, default: [:]][entry.name] = ClientID(entry.value.text)
            }
        }
    }
}

/// The settings of one connection; they are needed together.
private struct Group {
    private let path: String
    private let values: SettingValues
    /// Where the first of them is set.
    private let origin: String

    /// nil when none is set.
    init?(_ path: String, _ values: SettingValues) {
        let set = SettingKey.connectors.lazy.filter { $0.path.hasPrefix(path + ".") }.compactMap {
            values.value($0.path)
        }
        .first { $0.origin != "built in" }
        guard let set else { return nil }
        self.path = path
        self.values = values
        origin = set.origin
    }

    func text(_ name: String) throws(Problem) -> String {
        guard let text = try textIfSet(name) else {
            throw Problem(
                "\(path).\(name) is not set", place: origin,
                remedy: "Set it, or remove the other settings of \(path)")
        }
        return text
    }

    func textIfSet(_ name: String) throws(Problem) -> String? {
        guard let value = values.value("\(path).\(name)"), !value.text.isEmpty else { return nil }
        // It becomes part of a header or an address.
        guard value.text.utf8.count <= 500, value.text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Problem(
                "“\(path).\(name)” holds a blank, a control character or a letter beyond ASCII", place: value.origin,
                remedy: "Correct it there")
        }
        return value.text
    }

    func secret(_ name: String) throws(Problem) -> SecretSource {
        switch (values.value("\(path).\(name)_env"), values.value("\(path).\(name)_file")) {
        case (.some, .some(let file)):
            throw Problem(
                "both \(path).\(name)_env and \(path).\(name)_file are set", place: file.origin,
                remedy: "Keep one of them"
            )
        case (.some(let variable), nil):
            let isName = variable.text.utf8.allSatisfy { byte in
                (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
            }
            guard isName else {
                throw Problem(
                    "“\(path).\(name)_env” is not the name of an environment variable", place: variable.origin,
                    remedy: "Name the variable there and put the secret into it; secrets never stand in the file itself"
                )
            }
            return .environment(variable.text)
        case (nil, .some(let file)): return .file(file.text)
        case (nil, nil):
            throw Problem(
                "\(path).\(name)_env or \(path).\(name)_file is not set", place: origin,
                remedy: "Set one of them, or remove the other settings of \(path)")
        }
    }
}
