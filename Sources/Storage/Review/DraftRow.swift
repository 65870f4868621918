internal import Domain
internal import GRDB

/// How the columns of `drafts` are read.
enum DraftRow {
    static let summaryColumns = """
        id, ticket_id, source, client_id, subject, mode, is_blocked, created_at, state, revision, actor, decided_at,
        due_at, board, device, supported, weak, unsupported, needs_info, is_current
        """

    /// `summaryColumns` are that many.
    static let summaryWidth: Int32 = 20

    /// Stands in `due_at` for no time at all; behind every time there is.
    static let never: Int64 = 1 << 53

    /// Whether a draft, `n`, is of its ticket's newest content: content can come back, and then its draft is older than
    /// that of the content in between.
    static let isOfNewestContent = """
        EXISTS (SELECT 1 FROM inbox i WHERE i.source = n.source AND i.ticket_id = n.ticket_id
            AND coalesce(i.draft_hash, i.content_hash) = n.content_hash)
        """

    /// `summaryColumns` begins at `first`.
    static func summary(_ row: Prepared, from first: Int32 = 0) throws -> DraftSummary {
        DraftSummary(
            id: row.integer(first), ticketID: TicketID(row.text(first + 1)), source: row.text(first + 2),
            clientID: row.optionalText(first + 3).map { ClientID($0) }, subject: row.text(first + 4),
            mode: try known(row.text(first + 5)), isBlocked: row.integer(first + 6) != 0,
            createdAt: Timestamp(milliseconds: row.integer(first + 7)), state: try known(row.text(first + 8)),
            revision: row.integer(first + 9), actor: row.optionalText(first + 10),
            decidedAt: row.optionalInteger(first + 11).map { Timestamp(milliseconds: $0) },
            dueAt: row.integer(first + 12) < never ? Timestamp(milliseconds: row.integer(first + 12)) : nil,
            board: row.optionalText(first + 13), device: row.optionalText(first + 14),
            claims: .init(
                supported: Int(row.integer(first + 15)), weak: Int(row.integer(first + 16)),
                unsupported: Int(row.integer(first + 17))),
            needsInfo: row.integer(first + 18) != 0, isCurrent: row.integer(first + 19) != 0)
    }

    static func draft(
        _ summary: DraftSummary, contentHash: [UInt8], record: String, facts: String?
    ) throws -> StoredDraft {
        StoredDraft(
            id: summary.id, ticketID: summary.ticketID, source: summary.source, clientID: summary.clientID,
            contentHash: contentHash, createdAt: summary.createdAt, state: summary.state, revision: summary.revision,
            actor: summary.actor, decidedAt: summary.decidedAt,
            record: try CanonicalJSON().value(EnrichmentRecord.self, from: record),
            facts: try facts.map { try CanonicalJSON().value(DraftFacts.self, from: $0) })
    }

    /// A word of a closed vocabulary; anything else was written by a newer version or is damage.
    static func known<Value: RawRepresentable>(_ text: String) throws -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: text) else {
            throw Problem(
                "a stored \(Value.self) cannot be read: the data is damaged",
                remedy: "Restore the data from a backup")
        }
        return value
    }
}
