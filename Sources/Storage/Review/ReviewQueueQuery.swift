internal import Domain
internal import GRDB

/// How one page of the queue is asked of the database. Each form walks one partial index in the order of the queue; a
/// row that does not match is passed over within the index.
struct ReviewQueueQuery {
    var filter: ReviewQueueFilter
    var audience: Audience
    /// That client's part of the index alone.
    var client: ClientID?

    static let columns =
        DraftRow.summaryColumns + ", number, original_subject, opened_at"

    /// As the indexes say it, word for word.
    private static let isOpen = "is_current = 1 AND state IN ('open', 'claimed', 'stale')"
    private static let isDecided = "is_current = 1 AND state IN ('approved', 'rejected')"

    private var index: String {
        (filter.isDecided ? "drafts_decided" : "drafts_to_review") + (client == nil ? "" : "_of_client")
    }

    /// The index to count open work in: that of all clients, unless it lacks what is filtered by.
    private var tallyIndex: String {
        let isBare = filter.board == nil && filter.holder == nil && filter.text == nil
        return isBare && client == nil && !filter.isDecided ? "drafts_to_review_tally" : index
    }

    /// How many rows there are of each kind that a `ReviewWord` tells apart: the statement, which takes the conditions
    /// alone.
    func tally(_ conditions: Conditions) -> String {
        let kind = "state, is_blocked, needs_info, mode"
        return "SELECT \(kind), count(*) FROM drafts INDEXED BY \(tallyIndex)\(conditions.sql) GROUP BY \(kind)"
    }

    /// Most clients whose parts are read one by one and merged; more are looked for in the index over all.
    static let mostParts = 16

    /// The parts that together hold what the audience may see under the filter: one for all, or one for each client.
    static func parts(_ filter: ReviewQueueFilter, for audience: Audience) -> [ReviewQueueQuery] {
        let seen = filter.clientID.map { audience.narrowed(to: $0) } ?? audience
        switch seen {
        case .everyClient: return [ReviewQueueQuery(filter: filter, audience: audience)]
        case .clients(let clients) where clients.count <= mostParts:
            return clients.sorted { $0.rawValue < $1.rawValue }.map {
                ReviewQueueQuery(filter: filter, audience: audience, client: $0)
            }
        case .clients: return [ReviewQueueQuery(filter: filter, audience: audience)]
        }
    }

    /// The rest of a statement after `SELECT …`, up to the conditions.
    var source: String { " FROM drafts INDEXED BY \(index)" }

    func conditions() throws -> Conditions {
        var conditions = Conditions()
        conditions.add(filter.isDecided ? Self.isDecided : Self.isOpen)
        if let client {
            conditions.add("client_id = ?", client.rawValue)
            if audience != .everyClient { conditions.add("is_moved = 0") }
        } else {
            try conditions.admitDrafts(audience)
        }
        if let word = filter.word { conditions.add(Self.has(word)) }
        if let board = filter.board { conditions.add("board = ?", board) }
        if let holder = filter.holder { conditions.add("actor = ?", holder) }
        if filter.isDecided, let since = filter.decidedSince {
            conditions.add("decided_at >= ?", since.milliseconds)
        }
        if let text = filter.text { conditions.add("instr(search, ?) > 0", ReviewSearch.folded(text)) }
        return conditions
    }

    /// Conditions for rows behind or before a place, and the order to read them in.
    func ordered(_ place: ReviewQueuePlace) throws -> (conditions: Conditions, order: String) {
        var conditions = try conditions()
        let isBack = if case .before = place { true } else { false }
        // Keys of what was decided are turned round, so that its order is the queue's as well.
        let isDown = filter.isDecided != isBack
        switch place {
        case .start: break
        case .after(let key), .before(let key):
            if filter.isDecided {
                conditions.add("(decided_at, id) \(isDown ? "<" : ">") (?, ?)", [-key.time, -key.id])
            } else {
                // The first bounds the walk, the second is exact; rows of one time go from blocked to clear.
                let (sign, rank) = isDown ? ("<", ">") : (">", "<")
                conditions.add("due_at \(sign)= ?", key.time)
                conditions.add(
                    "(due_at \(sign) ? OR is_blocked \(rank) ? OR (is_blocked = ? AND id \(sign) ?))",
                    [key.time, 1 - key.rank, 1 - key.rank, key.id])
            }
        }
        return (conditions, "ORDER BY " + order(isDown))
    }

    private func order(_ isDown: Bool) -> String {
        switch (filter.isDecided, isDown) {
        case (true, true): "decided_at DESC, id DESC"
        case (true, false): "decided_at, id"
        case (false, true): "due_at DESC, is_blocked, id DESC"
        case (false, false): "due_at, is_blocked DESC, id"
        }
    }

    /// A condition for drafts that stand there, as `ReviewWord` tells it. Not a generated column: SQLite reads the
    /// table for those, even where the index holds them.
    static func has(_ word: ReviewWord) -> String {
        switch word {
        case .approved, .rejected, .stale: "state = '\(word.rawValue)'"
        case .blocked: "(state <> 'stale' AND is_blocked = 1)"
        case .needsInfo: "(state <> 'stale' AND is_blocked = 0 AND needs_info = 1)"
        case .extractive: "(state <> 'stale' AND is_blocked = 0 AND needs_info = 0 AND mode = 'extractive')"
        case .ready: "(state <> 'stale' AND is_blocked = 0 AND needs_info = 0 AND mode <> 'extractive')"
        }
    }

    static func row(_ row: Prepared) throws -> ReviewQueueRow {
        let next = DraftRow.summaryWidth
        return ReviewQueueRow(
            draft: try DraftRow.summary(row), number: row.optionalText(next),
            originalSubject: row.optionalText(next + 1),
            openedAt: row.optionalInteger(next + 2).map { Timestamp(milliseconds: $0) })
    }

    /// The place of a draft among those to be decided, whether or not it is one of them.
    static func openKey(_ draft: DraftSummary) -> ReviewQueueKey {
        ReviewQueueKey(time: draft.dueAt?.milliseconds ?? DraftRow.never, rank: draft.isBlocked ? 0 : 1, id: draft.id)
    }

    /// Where a row stands in the order.
    func key(_ row: ReviewQueueRow) -> ReviewQueueKey {
        let draft = row.draft
        guard filter.isDecided else { return Self.openKey(draft) }
        return ReviewQueueKey(time: -(draft.decidedAt?.milliseconds ?? 0), rank: 0, id: -draft.id)
    }
}
