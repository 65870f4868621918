internal import Domain
internal import GRDB

/// Keeps the figures of drafts, within the transaction that makes or decides one.
struct DraftFigures {
    let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Writes the figures of a draft that was made, or made anew: what its row in `drafts` says already is taken from there.
    func keep(_ record: EnrichmentRecord, of draft: Int64) throws {
        let insert = try Prepared(
            cached: """
                INSERT OR REPLACE INTO draft_figures (draft, created_at, ticket_id, client_id, board, mode, model, prompt,
                    category, supported, weak, unsupported, documents, input_tokens, output_tokens, cost, state,
                    decided_at, is_moved)
                SELECT id, created_at, ticket_id, client_id, board, mode, ?2, ?3, ?4, supported, weak, unsupported, ?5,
                    input_tokens, output_tokens, cost, state, decided_at, is_moved FROM drafts WHERE id = ?1
                """, db)
        try insert.bind(1, draft)
        try insert.bind(2, record.draft.model)
        try insert.bind(3, record.draft.prompt)
        try insert.bind(4, record.triage.category)
        try insert.bind(5, Int64(record.context.documents.count))
        try insert.run()
        try keepSources(of: record, draft)
    }

    /// What people said of a document stays with it where it was found again.
    private func keepSources(of record: EnrichmentRecord, _ draft: Int64) throws {
        let ratings = try ratings(of: draft)
        let delete = try Prepared(cached: "DELETE FROM draft_sources WHERE draft = ?", db)
        try delete.bind(1, draft)
        try delete.run()
        let cited = Set(record.draft.sentences.flatMap(\.evidence))
        let insert = try Prepared(
            cached: """
                INSERT OR REPLACE INTO draft_sources (draft, evidence, document_id, title, is_cited, is_useful)
                VALUES (?, ?, ?, ?, ?, ?)
                """, db)
        for evidence in record.context.evidence where evidence.kind == .document {
            try insert.bind(1, draft)
            try insert.bind(2, evidence.id)
            try insert.bind(3, evidence.source)
            try insert.bind(4, evidence.title)
            try insert.bind(5, cited.contains(evidence.id) ? 1 : 0)
            try insert.bind(6, ratings[evidence.source])
            try insert.run()
        }
    }

    /// By document.
    private func ratings(of draft: Int64) throws -> [String: Int64] {
        let query = try Prepared(
            cached: """
                SELECT document_id, max(is_useful) FROM draft_sources WHERE draft = ? AND is_useful IS NOT NULL
                GROUP BY document_id
                """, db)
        defer { query.reset() }
        try query.bind(1, draft)
        var ratings: [String: Int64] = [:]
        while try query.step() { ratings[query.text(0)] = query.integer(1) }
        return ratings
    }

    /// Takes in what a decision says. State and time follow by trigger.
    ///
    /// - Parameter drafted: the drafted reply; asked for only where the approval does not say what it changed.
    func note(_ decision: Decision, drafted: () throws -> String) throws {
        let payload = decision.payload
        switch decision.kind {
        case .approve:
            let isEdited =
                try payload.change.map { $0.inserted + $0.deleted > 0 } ?? payload.text.map { try $0 != drafted() }
                ?? false
            try set(
                decision.draft, isEdited: isEdited, distance: payload.change?.distance ?? (isEdited ? nil : 0),
                rejection: nil)
        case .reject: try set(decision.draft, isEdited: false, distance: nil, rejection: payload.rejection?.rawValue)
        case .undo: try set(decision.draft, isEdited: false, distance: nil, rejection: nil)
        case .rate:
            try mark(decision, "UPDATE draft_sources SET is_useful = ?3 WHERE draft = ?1 AND evidence = ?2") {
                try $0.bind(3, payload.isUseful.map { $0 ? 1 : 0 })
            }
        case .attach: try mark(decision, "UPDATE draft_sources SET is_cited = 1 WHERE draft = ?1 AND evidence = ?2")
        case .claim, .release, .edit, .vouch, .regenerate: break
        }
    }

    private func set(_ draft: Int64, isEdited: Bool, distance: Double?, rejection: String?) throws {
        let update = try Prepared(
            cached: "UPDATE draft_figures SET is_edited = ?2, distance = ?3, rejection = ?4 WHERE draft = ?1", db)
        try update.bind(1, draft)
        try update.bind(2, isEdited ? 1 : 0)
        try update.bind(3, real: distance)
        try update.bind(4, rejection)
        try update.run()
    }

    private func mark(_ decision: Decision, _ sql: String, _ bind: (Prepared) throws -> Void = { _ in }) throws {
        guard let evidence = decision.payload.evidence else { return }
        let update = try Prepared(cached: sql, db)
        try update.bind(1, decision.draft)
        try update.bind(2, evidence)
        try bind(update)
        try update.run()
    }
}
