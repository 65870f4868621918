internal import Domain
internal import GRDB

/// How the columns of `events` are read and written.
enum EventRow {
    static let columns = "id, at, kind, ticket_id, client_id, draft, state"

    static func event(_ row: Prepared) throws -> ServiceEvent {
        ServiceEvent(
            id: row.integer(0), at: Timestamp(milliseconds: row.integer(1)), kind: try DraftRow.known(row.text(2)),
            ticketID: TicketID(row.text(3)), clientID: row.optionalText(4).map { ClientID($0) }, draft: row.integer(5),
            state: try DraftRow.known(row.text(6)))
    }

    /// Appends within the transaction of what happened; the event's own id is given by the sequence.
    static func insert(_ event: ServiceEvent, _ db: Database) throws {
        let insert = try Prepared(
            cached: "INSERT INTO events (at, kind, ticket_id, client_id, draft, state) VALUES (?, ?, ?, ?, ?, ?)", db)
        try insert.bind(1, event.at.milliseconds)
        try insert.bind(2, event.kind.rawValue)
        try insert.bind(3, event.ticketID.rawValue)
        try insert.bind(4, event.clientID?.rawValue)
        try insert.bind(5, event.draft)
        try insert.bind(6, event.state.rawValue)
        try insert.run()
    }
}
