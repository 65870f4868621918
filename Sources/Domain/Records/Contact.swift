/// A person at a client.
public struct Contact: Hashable, Sendable, Codable {
    public var id: ContactID
    public var clientID: ClientID
    public var name: String
    /// Lower case.
    public var emails: [String]
    public var phones: [String]
    public var vip: Bool?

    public init(
        id: ContactID, clientID: ClientID, name: String, emails: [String] = [], phones: [String] = [],
        vip: Bool? = nil
    ) {
        self.id = id
        self.clientID = clientID
        self.name = name
        self.emails = emails
        self.phones = phones
        self.vip = vip
    }

    enum CodingKeys: String, CodingKey {
        case id, name, emails, phones, vip
        case clientID = "client_id"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.requiredIdentifier(.id)
        clientID = try values.requiredIdentifier(.clientID)
        name = try values.requiredText(.name)
        emails = try (values.list(.emails) as [String]).map { $0.lowercased() }
        phones = try values.list(.phones)
        vip = try values.decodeIfPresent(Bool.self, forKey: .vip)
    }
}
