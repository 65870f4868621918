public import Domain
internal import GRDB

extension SQLiteStore {
    /// Writes the batch in one transaction. Throws a `Problem`, and keeps nothing, when a record names a client that is
    /// neither stored nor in the batch, or when the file cannot be written.
    public func write(_ batch: ImportBatch) throws -> [String: ImportCounts] {
        try requireWritable()
        let now = clock.now()
        return try mapping {
            try pool.write { db in
                var writer = ImportWriter(db, importedAt: now)
                return try writer.write(batch)
            }
        }
    }

    /// The clients named in the batch that are neither stored nor in it, in order of id.
    public func missingClients(for batch: ImportBatch) throws -> [ClientID] {
        var named = Set(batch.contacts.map(\.clientID)).union(batch.devices.map(\.clientID))
        named.formUnion(batch.documents.compactMap(\.document.clientID))
        named.formUnion(batch.tickets.compactMap(\.ticket.clientID))
        named.subtract(batch.clients.map(\.id))
        return try read { db in
            try named.sorted().filter { client in
                let query = try Prepared(cached: "SELECT 1 FROM clients WHERE id = ?", db)
                defer { query.reset() }
                try query.bind(1, client.rawValue)
                return try !query.step()
            }
        }
    }

    /// Grows with every write that changed any record, clients and contacts included; 0 for a new store.
    public func revision() throws -> Int64 {
        try read { db in try Int64.fetchOne(db, sql: "SELECT value FROM revision") ?? 0 }
    }
}
