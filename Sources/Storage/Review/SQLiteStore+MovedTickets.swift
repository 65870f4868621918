public import Domain
internal import GRDB

extension SQLiteStore {
    /// Those of the tickets, noted earlier as a client's, that are another's or nobody's by now.
    public func moved(_ tickets: [TicketID], from client: ClientID) throws -> Set<TicketID> {
        guard !tickets.isEmpty else { return [] }
        let list = try CanonicalJSON().text(tickets.map(\.rawValue))
        return try read { db in
            Set(
                try rows(
                    """
                    SELECT t.value FROM json_each(?1) t
                    WHERE \(TicketOwner.isElsewhere(ticket: "t.value", client: "?2")) AND (
                        EXISTS (SELECT 1 FROM inbox i WHERE i.ticket_id = t.value AND i.client_id IS NOT NULL)
                        OR EXISTS (SELECT 1 FROM drafts d WHERE d.ticket_id = t.value AND d.client_id = ?2
                            AND d.is_moved = 1))
                    """, db,
                    bind: { query in
                        try query.bind(1, list)
                        try query.bind(2, client.rawValue)
                    },
                    { TicketID($0.text(0)) }))
        }
    }

    /// Takes the earlier cases out that are no longer the client's: a draft made while they were still holds their text.
    func withdrawCases(from record: inout EnrichmentRecord) throws {
        guard let client = record.clientID else { return }
        let cases = record.context.evidence.filter { $0.kind == .similarTicket }.map { TicketID($0.source) }
        let moved = try moved(
            cases + record.context.tickets.map(\.id) + record.triage.duplicateOf, from: client)
        guard !moved.isEmpty else { return }
        let hidden = Set(
            record.context.evidence.filter { $0.kind == .similarTicket && moved.contains(TicketID($0.source)) }.map(\.id))
        record.context.evidence.removeAll { hidden.contains($0.id) }
        record.context.tickets.removeAll { moved.contains($0.id) }
        record.triage.duplicateOf.removeAll { moved.contains($0) }
    }
}
