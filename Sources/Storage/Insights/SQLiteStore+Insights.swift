public import Domain
internal import GRDB

extension SQLiteStore {
    /// What the drafts of a span of time came to. Reads each draft's figures once, and no record; takes as long as the
    /// span has drafts, so it is no work for a thread that answers others.
    public func insights(_ query: InsightQuery) throws -> Insights {
        try read { db in
            var counter = InsightCounter(query)
            let drafts = try InsightSQL.drafts(query)
            let figures = try Prepared(fresh: drafts.sql, db)
            defer { figures.reset() }
            try drafts.conditions.bind(figures)
            while try figures.step() { counter.take(try InsightSQL.figure(figures), id: figures.integer(0)) }
            var insights = counter.insights()
            insights.documents = try documents(query, db)
            insights.gaps.examples = try examples(counter.gapDrafts, query, db)
            return insights
        }
    }

    private func documents(_ query: InsightQuery, _ db: Database) throws -> [DocumentUse] {
        let documents = try InsightSQL.documents(query)
        return try rows(
            documents.sql, db, bind: { try documents.conditions.bind($0) },
            { row in
                DocumentUse(
                    id: DocumentID(row.text(0)), title: row.text(1), found: Int(row.integer(2)),
                    cited: Int(row.integer(3)), useful: Int(row.integer(4)), notUseful: Int(row.integer(5)))
            })
    }

    private func examples(
        _ drafts: [Int64], _ query: InsightQuery, _ db: Database
    ) throws -> [DocumentationGaps.Example] {
        let list = try CanonicalJSON().text(drafts)
        return try rows(
            InsightSQL.examples, db, bind: { try $0.bind(1, list) },
            { row in
                DocumentationGaps.Example(
                    draft: row.integer(0), ticketID: TicketID(row.text(1)),
                    clientID: row.optionalText(2).map { ClientID($0) }, subject: row.text(3), category: row.text(4),
                    createdAt: Timestamp(milliseconds: row.integer(5)))
            })
    }
}

/// The queries, apart from what runs them so that their plans can be tested.
enum InsightSQL {
    struct Query {
        var sql: String
        var conditions: Conditions
    }

    static func drafts(_ query: InsightQuery) throws -> Query {
        let conditions = try conditions(query, ofBoard: false)
        return Query(
            sql: """
                SELECT f.draft, f.created_at, f.ticket_id, f.client_id, f.board, f.mode, f.model, f.prompt, f.category,
                    f.supported, f.weak, f.unsupported, f.documents, f.input_tokens, f.output_tokens, f.cost, f.state,
                    f.decided_at, f.rejection, f.is_edited, f.distance
                FROM draft_figures f\(conditions.sql) ORDER BY f.created_at, f.draft
                """, conditions: conditions)
    }

    static func figure(_ row: Prepared) throws -> DraftFigure {
        DraftFigure(
            createdAt: Timestamp(milliseconds: row.integer(1)), ticketID: TicketID(row.text(2)),
            clientID: row.optionalText(3).map { ClientID($0) }, board: row.optionalText(4), mode: row.text(5),
            model: row.optionalText(6), prompt: row.text(7), category: row.text(8),
            claims: .init(
                supported: Int(row.integer(9)), weak: Int(row.integer(10)), unsupported: Int(row.integer(11))),
            documents: Int(row.integer(12)), inputTokens: row.integer(13), outputTokens: row.integer(14),
            cost: row.isNull(15) ? nil : row.number(15), state: try DraftRow.known(row.text(16)),
            decidedAt: row.optionalInteger(17).map { Timestamp(milliseconds: $0) }, rejection: row.optionalText(18),
            isEdited: row.integer(19) != 0, distance: row.isNull(20) ? nil : row.number(20))
    }

    /// A document counts once for a draft, however many of its passages were found.
    static func documents(_ query: InsightQuery) throws -> Query {
        let conditions = try conditions(query, ofBoard: true)
        return Query(
            sql: """
                SELECT document_id, max(title), count(*), sum(is_cited), sum(is_useful), sum(is_useless) FROM (
                    SELECT s.document_id, max(s.title) AS title, max(s.is_cited AND f.state = 'approved') AS is_cited,
                        coalesce(max(s.is_useful = 1), 0) AS is_useful,
                        coalesce(max(s.is_useful = 0) AND NOT coalesce(max(s.is_useful = 1), 0), 0) AS is_useless
                    FROM draft_figures f CROSS JOIN draft_sources s ON s.draft = f.draft\(conditions.sql)
                    GROUP BY f.draft, s.document_id
                )
                GROUP BY document_id ORDER BY sum(is_cited) + sum(is_useful) DESC, count(*) DESC, document_id LIMIT 500
                """, conditions: conditions)
    }

    static let examples = """
        SELECT f.draft, f.ticket_id, f.client_id, d.subject, f.category, f.created_at
        FROM json_each(?1) j CROSS JOIN draft_figures f ON f.draft = j.value CROSS JOIN drafts d ON d.id = f.draft
        ORDER BY f.draft DESC
        """

    private static func conditions(_ query: InsightQuery, ofBoard: Bool) throws -> Conditions {
        var conditions = Conditions()
        conditions.add("f.created_at >= ?", query.since.milliseconds)
        conditions.add("f.created_at < ?", query.until.milliseconds)
        if let client = query.client { conditions.add("f.client_id = ?", client.rawValue) }
        if ofBoard, let board = query.board { conditions.add("f.board = ?", board) }
        try conditions.admit(query.audience, "f.client_id")
        // As `admitDrafts` has it.
        if query.audience != .everyClient { conditions.add("f.is_moved = 0") }
        return conditions
    }
}
