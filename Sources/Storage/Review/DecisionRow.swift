internal import Domain
internal import GRDB

/// How the columns of `decisions` are read and written.
enum DecisionRow {
    static let columns = "id, draft, ticket_id, client_id, at, actor, kind, payload"

    static func decision(_ row: Prepared) throws -> Decision {
        Decision(
            id: row.integer(0), draft: row.integer(1), ticketID: TicketID(row.text(2)),
            clientID: row.optionalText(3).map { ClientID($0) }, at: Timestamp(milliseconds: row.integer(4)),
            actor: row.text(5), kind: try DraftRow.known(row.text(6)),
            payload: try CanonicalJSON().value(Decision.Payload.self, from: row.text(7)))
    }

    /// Returns the new id.
    static func insert(_ decision: Decision, _ db: Database) throws -> Int64 {
        let insert = try Prepared(
            cached: """
                INSERT INTO decisions (draft, ticket_id, client_id, at, actor, kind, payload) VALUES (?, ?, ?, ?, ?, ?, ?)
                """, db)
        try insert.bind(1, decision.draft)
        try insert.bind(2, decision.ticketID.rawValue)
        try insert.bind(3, decision.clientID?.rawValue)
        try insert.bind(4, decision.at.milliseconds)
        try insert.bind(5, decision.actor)
        try insert.bind(6, decision.kind.rawValue)
        try insert.bind(7, try CanonicalJSON().text(decision.payload))
        try insert.run()
        return db.lastInsertedRowID
    }
}
