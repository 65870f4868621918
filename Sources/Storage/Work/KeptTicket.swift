internal import Domain
internal import GRDB

/// What is stored of a ticket once its draft is made, and when it has left its client or was deleted where it came from.
struct KeptTicket {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Takes the ticket out of the records of a client that it is no longer of: there it would be read, found and
    /// cited as one of that client's own. Only what came with a draft is taken, so that imported records stay.
    ///
    /// - Parameter client: whose it is now; nil when it is nobody's.
    func withdraw(_ ticket: TicketID, source: String, unlessOf client: ClientID?) throws {
        guard let former = try owner(of: ticket, source: source, otherThan: client) else { return }
        let delete = try Prepared(cached: "DELETE FROM tickets WHERE id = ?", db)
        try delete.bind(1, ticket.rawValue)
        try delete.run()
        let bump = try Prepared(
            cached: "UPDATE generations SET value = value + 1 WHERE kind = 'tickets' AND client_id IS ?", db)
        try bump.bind(1, former)
        try bump.run()
        try Prepared(cached: "UPDATE revision SET value = value + 1", db).run()
    }

    /// From then on retention counts, should nobody ever close the ticket. Another client's ticket of the same id was
    /// not worked on.
    func noteWork(on ticket: TicketID, of client: ClientID?, at now: Timestamp) throws {
        let update = try Prepared(cached: "UPDATE tickets SET worked_at = ? WHERE id = ? AND client_id IS ?", db)
        try update.bind(1, now.milliseconds)
        try update.bind(2, ticket.rawValue)
        try update.bind(3, client?.rawValue)
        try update.run()
    }

    private func owner(of ticket: TicketID, source: String, otherThan client: ClientID?) throws -> String? {
        let query = try Prepared(
            cached: """
                SELECT t.client_id FROM tickets t WHERE t.id = ?1 AND t.client_id IS NOT NULL AND t.client_id IS NOT ?2
                    AND EXISTS (SELECT 1 FROM drafts d WHERE d.source = ?3 AND d.ticket_id = ?1
                        AND d.client_id = t.client_id)
                """, db)
        defer { query.reset() }
        try query.bind(1, ticket.rawValue)
        try query.bind(2, client?.rawValue)
        try query.bind(3, source)
        return try query.step() ? query.optionalText(0) : nil
    }
}
