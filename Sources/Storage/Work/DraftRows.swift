internal import Domain
internal import GRDB

/// What the queue does to drafts within a transaction: makes them, and marks them stale or current when the ticket's
/// content changes.
struct DraftRows {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    struct Row {
        var id: Int64
        var clientID: ClientID?
        var contentHash: [UInt8]
        var state: String
    }

    func drafts(of ticket: TicketID, source: String) throws -> [Row] {
        let query = try Prepared(
            cached: """
                SELECT id, client_id, content_hash, state FROM drafts WHERE source = ? AND ticket_id = ? ORDER BY id
                """, db)
        defer { query.reset() }
        try query.bind(1, source)
        try query.bind(2, ticket.rawValue)
        var rows: [Row] = []
        while try query.step() {
            rows.append(
                Row(
                    id: query.integer(0), clientID: query.optionalText(1).map { ClientID($0) },
                    contentHash: query.bytes(2), state: query.text(3)))
        }
        return rows
    }

    /// Marks undecided drafts of other content than `hash` (nil: of any) stale. Returns the draft of that content.
    @discardableResult
    func outdate(_ ticket: TicketID, source: String, butFor hash: [UInt8]?, now: Timestamp) throws -> Row? {
        var current: Row?
        for row in try drafts(of: ticket, source: source) {
            if row.contentHash == hash {
                current = row
            } else if [StoredDraft.State.open, .claimed].contains(where: { $0.rawValue == row.state }) {
                try set(row, .stale, "UPDATE drafts SET state = ?2, revision = revision + 1 WHERE id = ?1")
                try event(.draftStale, row.id, ticket, row.clientID, .stale, now)
            }
        }
        return current
    }

    /// The ticket says again what it said when this draft was made: a stale draft can be decided again.
    func reopen(_ row: Row, _ ticket: TicketID, source: String, now: Timestamp) throws {
        try makeCurrent(row.id, ticket, source: source)
        guard row.state == StoredDraft.State.stale.rawValue else { return }
        try set(
            row, .open,
            "UPDATE drafts SET state = ?2, revision = revision + 1, actor = NULL, decided_at = NULL WHERE id = ?1")
        try event(.draftReady, row.id, ticket, row.clientID, .open, now)
    }

    /// Lets one draft stand for its ticket.
    private func makeCurrent(_ id: Int64, _ ticket: TicketID, source: String) throws {
        let update = try Prepared(
            cached: """
                UPDATE drafts SET is_current = (id = ?1)
                WHERE source = ?2 AND ticket_id = ?3 AND is_current != (id = ?1)
                """, db)
        try update.bind(1, id)
        try update.bind(2, source)
        try update.bind(3, ticket.rawValue)
        try update.run()
    }

    /// Adds the draft of a job's content; nil when there is one already.
    func insert(
        _ record: EnrichmentRecord, facts: DraftFacts?, text: String, of job: Job, hash: [UInt8], now: Timestamp
    ) throws -> Int64? {
        let insert = try Prepared(
            cached: """
                INSERT INTO drafts (source, ticket_id, client_id, content_hash, created_at, state, revision, mode,
                    is_blocked, subject, record, input_tokens, output_tokens, cost, facts, due_at, board, device,
                    supported, weak, unsupported, needs_info, number, original_subject, opened_at, search)
                VALUES (?, ?, ?, ?, ?, 'open', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, db)
        try insert.bind(1, job.source)
        try insert.bind(2, job.ticketID.rawValue)
        try insert.bind(3, record.clientID?.rawValue)
        try insert.bind(4, hash)
        try insert.bind(5, now.milliseconds)
        try insert.bind(6, record.draft.mode.rawValue)
        try insert.bind(7, record.claims.blocked ? 1 : 0)
        try insert.bind(8, record.ticket.subject)
        try insert.bind(9, text)
        try insert.bind(10, Int64(record.usage.inputTokens))
        try insert.bind(11, Int64(record.usage.outputTokens))
        try insert.bind(12, real: record.usage.cost)
        try insert.bind(13, try facts.map { try CanonicalJSON().text($0) })
        try insert.bind(14, facts?.dueAt?.milliseconds ?? DraftRow.never)
        try insert.bind(15, facts?.board)
        try insert.bind(16, record.context.devices.first?.hostname)
        try insert.bind(17, Int64(record.claims.supported))
        try insert.bind(18, Int64(record.claims.weak))
        try insert.bind(19, Int64(record.claims.unsupported))
        try insert.bind(20, record.draft.questions.isEmpty ? 0 : 1)
        let subject = record.ticket.subject
        let original = facts.flatMap { $0.subject == subject ? nil : $0.subject }
        try insert.bind(21, facts?.number)
        try insert.bind(22, original)
        try insert.bind(23, facts?.createdAt.milliseconds)
        try insert.bind(
            24,
            ReviewSearch.text(subject: subject, original: original, ticket: job.ticketID, number: facts?.number))
        try insert.run()
        guard db.changesCount > 0 else { return nil }
        let id = db.lastInsertedRowID
        try DraftFigures(db).keep(record, of: id)
        try makeCurrent(id, job.ticketID, source: job.source)
        try event(.draftReady, id, job.ticketID, record.clientID, .open, now)
        return id
    }

    private func set(_ row: Row, _ state: StoredDraft.State, _ sql: String) throws {
        let update = try Prepared(cached: sql, db)
        try update.bind(1, row.id)
        try update.bind(2, state.rawValue)
        try update.run()
    }

    private func event(
        _ kind: ServiceEvent.Kind, _ draft: Int64, _ ticket: TicketID, _ client: ClientID?, _ state: StoredDraft.State,
        _ now: Timestamp
    ) throws {
        let insert = try Prepared(
            cached: "INSERT INTO events (at, kind, ticket_id, client_id, draft, state) VALUES (?, ?, ?, ?, ?, ?)", db)
        try insert.bind(1, now.milliseconds)
        try insert.bind(2, kind.rawValue)
        try insert.bind(3, ticket.rawValue)
        try insert.bind(4, client?.rawValue)
        try insert.bind(5, draft)
        try insert.bind(6, state.rawValue)
        try insert.run()
    }
}
