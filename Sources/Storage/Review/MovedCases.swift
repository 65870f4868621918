internal import Domain
internal import GRDB

/// Earlier cases on which a draft rests and which have left its client since: their text is not that client's any more.
struct MovedCases {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Those of the tickets, noted earlier as the client's, that are known to be another's or nobody's by now. One that
    /// waits for its first draft is nobody's yet and has left no one.
    func among(_ tickets: [TicketID], of client: ClientID) throws -> Set<TicketID> {
        guard !tickets.isEmpty else { return [] }
        let query = try Prepared(
            cached: """
                SELECT t.value FROM json_each(?1) t
                WHERE \(TicketOwner.isElsewhere(ticket: "t.value", client: "?2")) AND (
                    EXISTS (SELECT 1 FROM inbox i WHERE i.ticket_id = t.value AND i.client_id IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM drafts d WHERE d.ticket_id = t.value AND d.client_id = ?2
                        AND d.is_moved = 1)
                    OR \(TicketOwner.isKeptElsewhere("t.value", "?2")))
                """, db)
        defer { query.reset() }
        try query.bind(1, try CanonicalJSON().text(tickets.map(\.rawValue)))
        try query.bind(2, client.rawValue)
        var found: Set<TicketID> = []
        while try query.step() { found.insert(TicketID(query.text(0))) }
        return found
    }

    /// Whether any ticket with a draft of the client has left it.
    func haveLeft(_ client: ClientID) throws -> Bool {
        let query = try Prepared(
            cached: "SELECT EXISTS (SELECT 1 FROM drafts WHERE client_id = ? AND is_moved = 1)", db)
        defer { query.reset() }
        try query.bind(1, client.rawValue)
        return try query.step() && query.integer(0) != 0
    }

    /// Takes them out of a record, with the sentences that cite them.
    func withdraw(from record: inout EnrichmentRecord) throws {
        guard let client = record.clientID else { return }
        let cases = record.context.evidence.filter { $0.kind == .similarTicket }.map { TicketID($0.source) }
        let moved = try among(cases + record.context.tickets.map(\.id) + record.triage.duplicateOf, of: client)
        guard !moved.isEmpty else { return }
        let hidden = Set(
            record.context.evidence.filter { $0.kind == .similarTicket && moved.contains(TicketID($0.source)) }.map(
                \.id))
        record.context.evidence.removeAll { hidden.contains($0.id) }
        record.context.tickets.removeAll { moved.contains($0.id) }
        record.triage.duplicateOf.removeAll { moved.contains($0) }
        let cites = { (sentence: Sentence) in !hidden.isDisjoint(with: sentence.evidence) }
        for sentence in record.draft.reply where cites(sentence) && !sentence.text.isEmpty {
            record.draft.replyText = record.draft.replyText.replacing(sentence.text, with: "")
        }
        record.draft.summary.removeAll(where: cites)
        record.draft.steps.removeAll(where: cites)
        record.draft.questions.removeAll(where: cites)
        record.draft.reply.removeAll(where: cites)
    }
}
