public import Domain

/// A stretch of text that names something of another client.
public struct ForeignToken: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case name, alias, domain, hostname, serial, email
    }

    public var kind: Kind
    /// As the owner's record has it. Another client's data: for the log of the MSP, never for a draft.
    public var text: String
    /// Whose it is, in order of id.
    public var owners: [ClientID]
    /// Where it first stands, in Unicode scalars.
    public var offset: Int
}

/// What one client is known by.
public struct ClientTokens: Sendable {
    public var client: Client
    public var contacts: [Contact]
    public var devices: [Device]

    public init(client: Client, contacts: [Contact] = [], devices: [Device] = []) {
        self.client = client
        self.contacts = contacts
        self.devices = devices
    }
}
