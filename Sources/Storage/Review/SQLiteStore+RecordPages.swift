public import Domain
internal import GRDB

extension SQLiteStore {
    /// Clients in order of id, after `id`.
    public func clients(for audience: Audience, after id: ClientID?, limit: Int) throws -> [Client] {
        var conditions = Conditions()
        if let id { conditions.add("id > ?", id.rawValue) }
        try conditions.admit(audience, "id")
        let json = CanonicalJSON()
        return try rows("SELECT id, payload FROM clients", conditions, "ORDER BY id", limit: limit) { row in
            var client = try json.value(Client.self, from: row.text(1))
            client.id = ClientID(row.text(0))
            return client
        }
    }

    /// The client, if there is one of that id that the audience may see.
    public func client(_ id: ClientID, for audience: Audience) throws -> Client? {
        var conditions = Conditions()
        conditions.add("id = ?", id.rawValue)
        try conditions.admit(audience, "id")
        let json = CanonicalJSON()
        return try rows("SELECT id, payload FROM clients", conditions, "", limit: 1) { row in
            var client = try json.value(Client.self, from: row.text(1))
            client.id = ClientID(row.text(0))
            return client
        }.first
    }

    /// A client's devices in order of id, after `id`.
    public func devices(of client: ClientID, after id: DeviceID?, limit: Int) throws -> [Device] {
        var conditions = Conditions()
        conditions.add("client_id = ?", client.rawValue)
        if let id { conditions.add("id > ?", id.rawValue) }
        let json = CanonicalJSON()
        return try rows("SELECT id, payload FROM devices", conditions, "ORDER BY id", limit: limit) { row in
            var device = try json.value(Device.self, from: row.text(1))
            device.id = DeviceID(row.text(0))
            device.clientID = client
            return device
        }
    }

    /// The ids of the documents of a scope, in order, after `id`.
    public func documentIDs(in scope: Scope, after id: DocumentID?, limit: Int) throws -> [DocumentID] {
        var conditions = Conditions()
        if let id { conditions.add("id > ?", id.rawValue) }
        try conditions.admitWithShared(.clients(Set([scope.clientID].compactMap { $0 })))
        return try rows("SELECT id FROM documents", conditions, "ORDER BY id", limit: limit) { DocumentID($0.text(0)) }
    }

    /// A document for an audience: its clients' own ones and the shared ones.
    public func document(_ id: DocumentID, for audience: Audience) throws -> StoredDocument? {
        var conditions = Conditions()
        conditions.add("id = ?", id.rawValue)
        try conditions.admitWithShared(audience)
        let owner = try rows("SELECT client_id FROM documents", conditions, "", limit: 1) { $0.optionalText(0) }
        guard let owner = owner.first else { return nil }
        return try documents([id], in: Scope(owner.map { ClientID($0) })).first
    }
}
