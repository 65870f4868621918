/// A company whose IT the MSP runs: one tenant. Nothing of one client may show up in another's draft.
public struct Client: Hashable, Sendable, Codable {
    public var id: ClientID
    public var name: String
    /// Mail domains, lower case, without `@`.
    public var domains: [String]
    /// Short names, abbreviations and account numbers under which tickets may name the client.
    public var aliases: [String]
    /// What may be done with this client's tickets; the configuration's default where it is nil.
    public var policy: Policy?

    public init(id: ClientID, name: String, domains: [String] = [], aliases: [String] = [], policy: Policy? = nil) {
        self.id = id
        self.name = name
        self.domains = domains
        self.aliases = aliases
        self.policy = policy
    }

    enum CodingKeys: String, CodingKey { case id, name, domains, aliases, policy }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.requiredIdentifier(.id)
        name = try values.requiredText(.name)
        domains = try (values.list(.domains) as [String]).map { $0.lowercased() }
        aliases = try values.list(.aliases)
        policy = try values.decodeIfPresent(Policy.self, forKey: .policy)
    }
}
