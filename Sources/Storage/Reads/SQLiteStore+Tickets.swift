public import Domain
internal import GRDB

extension SQLiteStore {
    private static let columns = "payload, subject, text, entities, id, client_id"

    public func tickets(_ ids: [TicketID], in scope: Scope) throws -> [StoredTicket] {
        let json = CanonicalJSON()
        return try read { db in
            let query = try Prepared(
                cached: """
                    SELECT \(Self.columns) FROM tickets WHERE id = ? AND (client_id IS NULL OR client_id IS ?)
                    """, db)
            defer { query.reset() }
            var found: [StoredTicket] = []
            for id in ids {
                query.reset()
                try query.bind(1, id.rawValue)
                try query.bind(2, scope.clientID?.rawValue)
                if try query.step() { found.append(try Self.ticket(query, json)) }
            }
            return found
        }
    }

    public func draftedTickets(of client: ClientID, since: Timestamp, limit: Int) throws -> [StoredTicket] {
        let json = CanonicalJSON()
        return try read { db in
            try rows(
                """
                SELECT \(Self.columns) FROM tickets WHERE client_id = ? AND created_at >= ?
                    AND EXISTS (SELECT 1 FROM drafts WHERE drafts.ticket_id = tickets.id)
                ORDER BY created_at DESC, id DESC LIMIT ?
                """, db,
                bind: { query in
                    try query.bind(1, client.rawValue)
                    try query.bind(2, since.milliseconds)
                    try query.bind(3, Int64(limit))
                },
                { try Self.ticket($0, json) })
        }.reversed()
    }

    public func eachTicket(in partition: Partition, _ body: (StoredTicket) throws -> Void) throws {
        let json = CanonicalJSON()
        try read { db in
            let query = try Prepared(
                fresh: "SELECT \(Self.columns) FROM tickets WHERE client_id IS ? ORDER BY id", db)
            try query.bind(1, partition.owner?.rawValue)
            defer { query.reset() }
            while try query.step() { try body(try Self.ticket(query, json)) }
        }
    }

    private static func ticket(_ row: Prepared, _ json: CanonicalJSON) throws -> StoredTicket {
        let entities = row.text(3)
        var ticket = try json.value(Ticket.self, from: row.text(0))
        ticket.id = TicketID(row.text(4))
        ticket.clientID = row.optionalText(5).map { ClientID($0) }
        return StoredTicket(
            ticket: ticket, subject: row.text(1), text: row.text(2),
            entities: entities == "[]" ? [] : try json.value([Entity].self, from: entities))
    }
}
