internal import Domain
internal import GRDB

/// Whose the newest content of a ticket is, and with it which of its drafts are walled off.
///
/// A sender can name the wrong client first and the right one later. What was made for the former client holds text
/// that is not that client's: from the moment on at which the newest content is another's or nobody's, it is there only
/// for those who see every client. `Conditions` asks for it in every read by audience.
struct TicketOwner {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// The newest content is `client`'s; nil while it is nobody's.
    func assign(_ ticket: TicketID, source: String, to client: ClientID?) throws {
        for sql in [
            """
            UPDATE inbox SET client_id = ?3 WHERE source = ?1 AND ticket_id = ?2 AND client_id IS NOT ?3
            """,
            """
            UPDATE drafts SET is_moved = (client_id IS NOT ?3)
            WHERE source = ?1 AND ticket_id = ?2 AND is_moved <> (client_id IS NOT ?3)
            """,
        ] {
            let update = try Prepared(cached: sql, db)
            try update.bind(1, source)
            try update.bind(2, ticket.rawValue)
            try update.bind(3, client?.rawValue)
            try update.run()
        }
        try KeptTicket(db).withdraw(ticket, source: source, unlessOf: client)
    }

    /// Whether a record that names a ticket and a client names a ticket that has left that client: the inbox knows it,
    /// and from no source as that client's. Columns of the query around it.
    static func isElsewhere(ticket: String, client: String) -> String {
        """
        (EXISTS (SELECT 1 FROM inbox i WHERE i.ticket_id = \(ticket)) AND NOT EXISTS (
            SELECT 1 FROM inbox i WHERE i.ticket_id = \(ticket) AND i.client_id IS \(client)))
        """
    }
}
