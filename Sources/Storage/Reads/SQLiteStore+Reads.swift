public import Domain
internal import GRDB

extension SQLiteStore: Store {
    public func clients() throws -> [Client] {
        let json = CanonicalJSON()
        return try read { db in
            try rows("SELECT id, payload FROM clients ORDER BY id", db) { row in
                var client = try json.value(Client.self, from: row.text(1))
                client.id = ClientID(row.text(0))
                return client
            }
        }
    }

    public func contacts(in scope: Scope) throws -> [Contact] {
        try payloads(of: .contacts, in: scope) { (contact: inout Contact, id, client) in
            contact.id = ContactID(id)
            contact.clientID = client
        }
    }

    public func devices(in scope: Scope) throws -> [Device] {
        try payloads(of: .devices, in: scope) { (device: inout Device, id, client) in
            device.id = DeviceID(id)
            device.clientID = client
        }
    }

    public func partitions(of kind: RecordKind) throws -> [Partition] {
        try read { db in
            // One index seek per client rather than a scan of the table.
            try rows(
                """
                SELECT c.id FROM clients c WHERE EXISTS (SELECT 1 FROM \(kind.rawValue) r WHERE r.client_id = c.id)
                UNION ALL
                SELECT NULL WHERE EXISTS (SELECT 1 FROM \(kind.rawValue) r WHERE r.client_id IS NULL)
                """, db
            ) { row in row.optionalText(0).map { .client(ClientID($0)) } ?? .shared }.sorted()
        }
    }

    public func generation(of kind: RecordKind, in partition: Partition) throws -> Int64 {
        try read { db in
            let query = try Prepared(
                cached: "SELECT value FROM generations WHERE kind = ? AND client_id IS ?", db)
            defer { query.reset() }
            try query.bind(1, kind.rawValue)
            try query.bind(2, partition.owner?.rawValue)
            return try query.step() ? query.integer(0) : 0
        }
    }

    public func generations() throws -> RecordGenerations {
        try read { db in
            let query = try Prepared(
                cached: """
                    SELECT (SELECT generation FROM identities),
                        (SELECT sum(value) FROM generations WHERE kind = 'documents'),
                        (SELECT sum(value) FROM generations WHERE kind = 'tickets')
                    """, db)
            defer { query.reset() }
            guard try query.step() else { return RecordGenerations() }
            return RecordGenerations(
                identities: query.integer(0), documents: query.integer(1), tickets: query.integer(2))
        }
    }

    public func counts() throws -> [String: Int] {
        try read { db in
            var counts: [String: Int] = [:]
            for table in Table.allCases {
                counts[table.rawValue] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.rawValue)") ?? 0
            }
            return counts
        }
    }

    /// Contacts and devices always have an owner, so `IS NULL`, the shared-only scope, finds none. The columns that
    /// were filtered by, not the payload, say whose a record is.
    private func payloads<Value: Decodable>(
        of table: Table, in scope: Scope, own: (inout Value, String, ClientID) -> Void
    ) throws -> [Value] {
        let json = CanonicalJSON()
        return try read { db in
            try rows(
                "SELECT id, client_id, payload FROM \(table.rawValue) WHERE client_id IS ? ORDER BY id", db,
                bind: { try $0.bind(1, scope.clientID?.rawValue) },
                { row in
                    var value = try json.value(Value.self, from: row.text(2))
                    own(&value, row.text(0), ClientID(row.text(1)))
                    return value
                })
        }
    }

    func rows<Value>(
        _ sql: String, _ db: Database, bind: (Prepared) throws -> Void = { _ in }, _ decode: (Prepared) throws -> Value
    ) throws -> [Value] {
        let query = try Prepared(cached: sql, db)
        defer { query.reset() }
        try bind(query)
        var values: [Value] = []
        while try query.step() { values.append(try decode(query)) }
        return values
    }
}
