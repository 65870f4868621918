internal import Domain
internal import GRDB

/// Puts a new record in a draft's place, within a transaction; the former one is kept as a version. Versions go with
/// their draft.
struct DraftVersions {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Calls, tokens and cost of the former record stand in the new one too: what was sent and spent for the draft was
    /// sent and spent all the same.
    func replace(_ draft: DraftSummary, by new: EnrichmentRecord, now: Timestamp) throws {
        var record = new
        let former = try former(of: draft.id)
        record.egress = former.egress + record.egress.filter { !former.egress.contains($0) }
        record.usage.inputTokens += former.usage.inputTokens
        record.usage.outputTokens += former.usage.outputTokens
        if let cost = former.usage.cost { record.usage.cost = (record.usage.cost ?? 0) + cost }
        try keep(draft, now)
        try write(record, of: draft.id)
        try DraftFigures(db).keep(record, of: draft.id)
    }

    private func former(of draft: Int64) throws -> EnrichmentRecord {
        let query = try Prepared(cached: "SELECT record FROM drafts WHERE id = ?", db)
        defer { query.reset() }
        try query.bind(1, draft)
        guard try query.step() else { throw ReviewRefusal.notFound }
        return try CanonicalJSON().value(EnrichmentRecord.self, from: query.text(0))
    }

    private func keep(_ draft: DraftSummary, _ now: Timestamp) throws {
        let keep = try Prepared(
            cached: """
                INSERT INTO draft_versions (draft, revision, replaced_at, record)
                SELECT id, ?2, ?3, record FROM drafts WHERE id = ?1
                """, db)
        try keep.bind(1, draft.id)
        try keep.bind(2, draft.revision)
        try keep.bind(3, now.milliseconds)
        try keep.run()
    }

    private func write(_ record: EnrichmentRecord, of draft: Int64) throws {
        let update = try Prepared(
            cached: """
                UPDATE drafts SET record = ?2, mode = ?3, is_blocked = ?4, subject = ?5, device = ?6, supported = ?7,
                    weak = ?8, unsupported = ?9, needs_info = ?10, input_tokens = ?11, output_tokens = ?12, cost = ?13
                WHERE id = ?1
                """, db)
        try update.bind(1, draft)
        try update.bind(2, try CanonicalJSON().text(record))
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
