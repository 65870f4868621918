internal import Digest
internal import Domain
internal import GRDB

/// Writes one batch inside a transaction that the caller opened.
struct ImportWriter {
    let db: Database
    let json = CanonicalJSON()
    private var counts: [String: ImportCounts] = [:]
    private var knownClients: Set<[UInt8]> = []
    /// When what is imported is the newest word on whose a ticket is; nil for what the service keeps beside its drafts,
    /// which goes by its own rules.
    let importedAt: Timestamp?
    /// Partitions whose generation must grow.
    private var touched: [RecordKind: Set<Partition>] = [:]

    init(_ db: Database, importedAt: Timestamp? = nil) {
        self.db = db
        self.importedAt = importedAt
    }

    mutating func write(_ batch: ImportBatch) throws -> [String: ImportCounts] {
        // Clients first: the other records name them.
        for client in batch.clients { try write(client) }
        for contact in batch.contacts { try write(contact) }
        for device in batch.devices { try write(device) }
        for document in batch.documents { try write(document) }
        for ticket in batch.tickets { try write(ticket) }
        try bumpGenerations()
        return counts
    }

    // MARK: Bookkeeping

    /// What the store holds under an id.
    struct Existing {
        var clientID: ClientID?
        var hash: [UInt8]
    }

    func existing(_ id: String, in table: Table) throws -> Existing? {
        let query = try Prepared(cached: table.lookup, db)
        defer { query.reset() }
        try query.bind(1, id)
        guard try query.step() else { return nil }
        return Existing(clientID: query.optionalText(0).map { ClientID($0) }, hash: query.bytes(1))
    }

    /// Counts the record and says whether its row must be written.
    mutating func differs(_ existing: Existing?, hash: [UInt8], table: Table) -> Bool {
        var count = counts[table.rawValue] ?? ImportCounts()
        defer { counts[table.rawValue] = count }
        guard let existing else {
            count.inserted += 1
            return true
        }
        if existing.hash == hash {
            count.unchanged += 1
            return false
        }
        count.updated += 1
        return true
    }

    /// Marks the record's partition, and the one it leaves, as changed.
    mutating func touch(_ kind: RecordKind, _ owner: ClientID?, previous: Existing?) {
        touched[kind, default: []].insert(owner.map(Partition.client) ?? .shared)
        if let previous { touched[kind, default: []].insert(previous.clientID.map(Partition.client) ?? .shared) }
    }

    mutating func requireClient(_ client: ClientID, for record: String) throws {
        let key = Array(client.rawValue.utf8)
        if knownClients.contains(key) { return }
        let query = try Prepared(cached: "SELECT 1 FROM clients WHERE id = ?", db)
        defer { query.reset() }
        try query.bind(1, client.rawValue)
        guard try query.step() else {
            throw Problem(
                "\(record) names the unknown client “\(client)”", place: nil,
                remedy: "Import the client first, or correct client_id")
        }
        knownClients.insert(key)
    }

    private func bumpGenerations() throws {
        for kind in RecordKind.allCases {
            for partition in (touched[kind] ?? []).sorted() {
                let update = try Prepared(
                    cached: "UPDATE generations SET value = value + 1 WHERE kind = ? AND client_id IS ?", db)
                try update.bind(1, kind.rawValue)
                try update.bind(2, partition.owner?.rawValue)
                try update.run()
                if db.changesCount > 0 { continue }
                let insert = try Prepared(cached: "INSERT INTO generations VALUES (?, ?, 1)", db)
                try insert.bind(1, kind.rawValue)
                try insert.bind(2, partition.owner?.rawValue)
                try insert.run()
            }
        }
        guard counts.values.contains(where: { $0.inserted + $0.updated > 0 }) else { return }
        try Prepared(cached: "UPDATE revision SET value = value + 1", db).run()
    }
}

/// The tables that hold records; the raw value is the table's name and the key in import counts.
enum Table: String, CaseIterable {
    case clients, contacts, devices, documents, tickets

    /// Owner and hash of one id. A client owns itself.
    var lookup: String {
        "SELECT \(self == .clients ? "id" : "client_id"), hash FROM \(rawValue) WHERE id = ?"
    }
}
