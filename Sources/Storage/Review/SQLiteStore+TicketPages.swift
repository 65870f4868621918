public import Domain
internal import GRDB

extension SQLiteStore {
    /// Tickets that are kept or have a draft, in order of id, after `id`, with their newest draft.
    public func tickets(
        _ filter: TicketFilter, for audience: Audience, after id: TicketID?, limit: Int
    ) throws -> [TicketSummary] {
        var kept = Conditions()
        var drafted = Conditions()
        if let client = filter.clientID {
            kept.add("client_id = ?", client.rawValue)
            drafted.add("client_id = ?", client.rawValue)
        }
        if let id {
            kept.add("id > ?", id.rawValue)
            drafted.add("ticket_id > ?", id.rawValue)
        }
        try kept.admit(audience)
        try drafted.admitDrafts(audience)
        var newest = Conditions()
        newest.add("n.ticket_id = k.id")
        try newest.admitDrafts(audience, "n")
        var own = Conditions()
        try own.admit(audience, "t.client_id")
        var outer = Conditions()
        if let state = filter.state { outer.add("d.state = ?", state.rawValue) }
        if let text = filter.text.nonBlank {
            outer.add("instr(lower(coalesce(t.subject, d.subject)), lower(?)) > 0", text)
        }
        let columns = DraftRow.summaryColumns.split(separator: ",").map { "d." + $0.filter { $0 != " " && $0 != "\n" } }
        let sql = """
            SELECT k.id, coalesce(t.client_id, d.client_id), coalesce(t.subject, d.subject), t.created_at, t.closed_at,
                d.id IS NOT NULL, \(columns.joined(separator: ", "))
            FROM (SELECT id FROM tickets\(kept.sql) UNION SELECT ticket_id FROM drafts\(drafted.sql)) k
            LEFT JOIN tickets t ON t.id = k.id\(own.sql.replacing(" WHERE ", with: " AND "))
            LEFT JOIN drafts d ON d.id = (SELECT n.id FROM drafts n INDEXED BY drafts_by_ticket\(newest.sql)
                ORDER BY \(DraftRow.isOfNewestContent) DESC, n.id DESC LIMIT 1)\(outer.sql)
            ORDER BY k.id LIMIT ?
            """
        return try read { db in
            try rows(
                sql, db,
                bind: { query in
                    var next: Int32 = 1
                    for part in [kept, drafted, own, newest, outer] { next = try part.bind(query, from: next) }
                    try query.bind(next, Int64(max(0, limit)))
                },
                { row in
                    TicketSummary(
                        id: TicketID(row.text(0)), clientID: row.optionalText(1).map { ClientID($0) },
                        subject: row.text(2), createdAt: row.optionalInteger(3).map { Timestamp(milliseconds: $0) },
                        closedAt: row.optionalInteger(4).map { Timestamp(milliseconds: $0) },
                        newest: row.integer(5) == 0 ? nil : try DraftRow.summary(row, from: 6))
                })
        }
    }

    /// The kept ticket, for an audience: unlike a read within a `Scope`, tickets without a client are for those alone
    /// who see every client.
    public func ticket(_ id: TicketID, for audience: Audience) throws -> StoredTicket? {
        var conditions = Conditions()
        conditions.add("id = ?", id.rawValue)
        try conditions.admit(audience)
        let owner = try rows("SELECT client_id FROM tickets", conditions, "", limit: 1) { row in row.optionalText(0) }
        guard let owner = owner.first else { return nil }
        return try tickets([id], in: Scope(owner.map { ClientID($0) })).first
    }
}
