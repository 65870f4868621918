internal import Domain
internal import GRDB

/// Puts a new record in a draft's place, within a transaction; the former one is kept as a version. Versions go with
/// their draft.
struct DraftVersions {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Tokens and cost add up: what was spent on the former record was spent all the same.
    func replace(_ draft: DraftSummary, by new: (record: EnrichmentRecord, text: String), now: Timestamp) throws {
        let keep = try Prepared(
            cached: """
                INSERT INTO draft_versions (draft, revision, replaced_at, record)
                SELECT id, ?2, ?3, record FROM drafts WHERE id = ?1
                """, db)
        try keep.bind(1, draft.id)
        try keep.bind(2, draft.revision)
        try keep.bind(3, now.milliseconds)
        try keep.run()
        let record = new.record
        let update = try Prepared(
            cached: """
                UPDATE drafts SET record = ?2, mode = ?3, is_blocked = ?4, subject = ?5, device = ?6, supported = ?7,
                    weak = ?8, unsupported = ?9, needs_info = ?10, input_tokens = input_tokens + ?11,
                    output_tokens = output_tokens + ?12,
                    cost = CASE WHEN ?13 IS NULL THEN cost ELSE coalesce(cost, 0) + ?13 END
                WHERE id = ?1
                """, db)
        try update.bind(1, draft.id)
        try update.bind(2, new.text)
        try update.bind(3, record.draft.mode.rawValue)
        try update.bind(4, record.claims.blocked ? 1 : 0)
        try update.bind(5, record.ticket.subject)
        try update.bind(6, record.context.devices.first?.hostname)
        try update.bind(7, Int64(record.claims.supported))
        try update.bind(8, Int64(record.claims.weak))
        try update.bind(9, Int64(record.claims.unsupported))
        try update.bind(10, record.draft.questions.isEmpty ? 0 : 1)
        try update.bind(11, Int64(record.usage.inputTokens))
        try update.bind(12, Int64(record.usage.outputTokens))
        try update.bind(13, real: record.usage.cost)
        try update.run()
    }
}
