internal import Domain
internal import GRDB

/// Tells a client's id from any other text: lanes are named after clients, and after sources too.
struct KnownClient {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// nil unless a client of that id is stored.
    func named(_ id: String) throws -> ClientID? {
        let query = try Prepared(cached: "SELECT 1 FROM clients WHERE id = ?", db)
        defer { query.reset() }
        try query.bind(1, id)
        return try query.step() ? ClientID(id) : nil
    }
}
