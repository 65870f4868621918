public import Domain
internal import GRDB

extension SQLiteStore {
    public func decisions(
        _ filter: DecisionFilter, for audience: Audience, before id: Int64?, limit: Int
    ) throws -> [Decision] {
        var conditions = Conditions()
        if let draft = filter.draft { conditions.add("draft = ?", draft) }
        if let client = filter.clientID { conditions.add("client_id = ?", client.rawValue) }
        if let kind = filter.kind { conditions.add("kind = ?", kind.rawValue) }
        if let id { conditions.add("id < ?", id) }
        try conditions.admitOfDrafts(audience, "decisions")
        // A draft has few decisions, a client many.
        let source = filter.draft == nil ? "decisions" : "decisions INDEXED BY decisions_by_draft"
        return try rows(
            "SELECT \(DecisionRow.columns) FROM \(source)", conditions, "ORDER BY id DESC", limit: limit
        ) { row in try DecisionRow.decision(row) }
    }

    public func text(of draft: Int64, for audience: Audience) throws -> Decision? {
        var conditions = Conditions()
        conditions.add("draft = ?", draft)
        conditions.add("kind IN ('edit', 'approve')")
        conditions.add(
            "id > coalesce((SELECT max(id) FROM decisions r WHERE r.draft = ? AND r.kind = 'regenerate'), 0)", draft)
        try conditions.admitOfDrafts(audience, "decisions")
        return try rows(
            "SELECT \(DecisionRow.columns) FROM decisions INDEXED BY decisions_by_draft", conditions,
            "ORDER BY id DESC", limit: 1
        ) { row in try DecisionRow.decision(row) }.first
    }
}
