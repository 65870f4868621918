public import Domain
internal import GRDB

extension SQLiteStore {
    public func draft(_ id: Int64, for audience: Audience) throws -> StoredDraft? {
        var conditions = Conditions()
        conditions.add("id = ?", id)
        try conditions.admitDrafts(audience)
        let found = try rows(
            "SELECT \(DraftRow.summaryColumns), content_hash, record, facts FROM drafts", conditions, "", limit: 1
        ) { row in
            let next = DraftRow.summaryWidth
            return (try DraftRow.summary(row), row.bytes(next), row.text(next + 1), row.optionalText(next + 2))
        }.first
        return try found.map { summary, hash, record, facts in
            var draft = try DraftRow.draft(summary, contentHash: hash, record: record, facts: facts)
            if audience != .everyClient { try read { db in try MovedCases(db).withdraw(from: &draft.record) } }
            return draft
        }
    }

    public func summary(_ id: Int64, for audience: Audience) throws -> DraftSummary? {
        var conditions = Conditions()
        conditions.add("id = ?", id)
        try conditions.admitDrafts(audience)
        return try summaries(conditions, limit: 1).first
    }

    public func newestDraft(of ticket: TicketID, for audience: Audience) throws -> DraftSummary? {
        var conditions = Conditions()
        conditions.add("ticket_id = ?", ticket.rawValue)
        try conditions.admitDrafts(audience, "n")
        return try rows(
            "SELECT \(DraftRow.summaryColumns) FROM drafts n INDEXED BY drafts_by_ticket", conditions,
            "ORDER BY \(DraftRow.isOfNewestContent) DESC, id DESC", limit: 1
        ) { row in try DraftRow.summary(row) }.first
    }

    public func drafts(
        _ filter: DraftFilter, for audience: Audience, before id: Int64?, limit: Int
    ) throws -> [DraftSummary] {
        var conditions = Conditions()
        if let client = filter.clientID { conditions.add("client_id = ?", client.rawValue) }
        if let ticket = filter.ticketID { conditions.add("ticket_id = ?", ticket.rawValue) }
        if let state = filter.state { conditions.add("state = ?", state.rawValue) }
        if let mode = filter.mode { conditions.add("mode = ?", mode.rawValue) }
        if let isBlocked = filter.isBlocked { conditions.add("is_blocked = ?", isBlocked ? 1 : 0) }
        if let since = filter.createdSince {
            // The first makes the walk down the ids end where nothing younger can follow.
            conditions.add("id >= (SELECT min(id) FROM drafts WHERE created_at >= ?)", since.milliseconds)
            conditions.add("created_at >= ?", since.milliseconds)
        }
        if let id { conditions.add("id < ?", id) }
        try conditions.admitDrafts(audience)
        // A ticket has few drafts, a client many: which to walk is not left to the choice of the database.
        return try summaries(conditions, index: filter.ticketID == nil ? nil : "drafts_by_ticket", limit: limit)
    }

    private func summaries(_ conditions: Conditions, index: String? = nil, limit: Int) throws -> [DraftSummary] {
        let source = "drafts" + (index.map { " INDEXED BY " + $0 } ?? "")
        return try rows(
            "SELECT \(DraftRow.summaryColumns) FROM \(source)", conditions, "ORDER BY id DESC", limit: limit
        ) { row in try DraftRow.summary(row) }
    }

    /// What was seen is what was read before the row was written; a draft only ever changes to a later revision, which
    /// the caller sees when it decides.
    public func view(_ id: Int64, by principal: Principal, now: Timestamp) async throws -> StoredDraft? {
        guard let draft = try draft(id, for: principal.audience) else { return nil }
        try await record(
            AuditEntry(
                at: now, actor: principal.actor, act: "draft_viewed", object: "draft:\(id)", clientID: draft.clientID,
                detail: ["revision": String(draft.revision)]))
        return draft
    }
}
