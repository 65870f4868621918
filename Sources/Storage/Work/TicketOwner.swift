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

    /// An import says whose the ticket is, and is the newest word on it: what senders named it before is no longer so,
    /// and drafts made for another client are as stale and as walled off as after a delivery that moves the ticket.
    ///
    /// An import names no sender, so this is said of the id, whichever sender gave it. What was nobody's stays so: it
    /// waits for its draft.
    func importing(_ ticket: TicketID, of client: ClientID?, now: Timestamp) throws {
        let query = try Prepared(
            cached: """
                SELECT source FROM inbox WHERE ticket_id = ?1 AND client_id IS NOT NULL AND client_id IS NOT ?2
                ORDER BY source
                """, db)
        var sources: [String] = []
        do {
            defer { query.reset() }
            try query.bind(1, ticket.rawValue)
            try query.bind(2, client?.rawValue)
            while try query.step() { sources.append(query.text(0)) }
        }
        for source in sources {
            try DraftRows(db).outdate(ticket, source: source, butFor: nil, now: now)
            try assign(ticket, source: source, to: client)
        }
    }

    /// Whether a record that names a ticket and a client names a ticket that has left that client: no sender has it as
    /// that client's, and some sender, or the records, as another's or nobody's. Columns of the query around it.
    static func isElsewhere(ticket: String, client: String) -> String {
        """
        (NOT EXISTS (SELECT 1 FROM inbox i WHERE i.ticket_id = \(ticket) AND i.client_id IS \(client)) AND (
            EXISTS (SELECT 1 FROM inbox i WHERE i.ticket_id = \(ticket)) OR \(isKeptElsewhere(ticket, client))))
        """
    }

    /// Whether the records hold the ticket as another's or nobody's.
    static func isKeptElsewhere(_ ticket: String, _ client: String) -> String {
        "EXISTS (SELECT 1 FROM tickets k WHERE k.id = \(ticket) AND k.client_id IS NOT \(client))"
    }
}
