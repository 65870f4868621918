public import Domain
internal import GRDB

extension SQLiteStore {
    /// A page of the queue: what is to be decided by time left, blocked first where that is equal; what was decided,
    /// newest first. At most `limit` rows.
    public func reviewQueue(
        _ filter: ReviewQueueFilter, for audience: Audience, at place: ReviewQueuePlace, limit: Int
    ) throws -> ReviewQueuePage {
        let limit = max(1, limit)
        let isBack = if case .before = place { true } else { false }
        let order = ReviewQueueQuery(filter: filter, audience: audience)
        let found = try read { db in
            try ReviewQueueQuery.parts(filter, for: audience).flatMap { part in
                let (conditions, tail) = try part.ordered(place)
                return try rows(
                    "SELECT \(ReviewQueueQuery.columns)\(part.source)\(conditions.sql) \(tail) LIMIT ?", db,
                    bind: { try $0.bind(try conditions.bind($0), Int64(limit + 1)) }, ReviewQueueQuery.row)
            }
        }
        let keyed = found.map { (key: order.key($0), row: $0) }.sorted { isBack ? $1.key < $0.key : $0.key < $1.key }
        let shown = isBack ? keyed.prefix(limit).reversed() : Array(keyed.prefix(limit))
        let isMore = keyed.count > limit
        let (hasBefore, hasAfter) =
            switch place {
            case .start: (false, isMore)
            case .after: (true, isMore)
            case .before: (isMore, true)
            }
        return ReviewQueuePage(
            rows: shown.map(\.row), first: hasBefore ? shown.first?.key : nil, last: hasAfter ? shown.last?.key : nil)
    }

    /// How many drafts of open work stand where, under a filter whose `word` is left out of account.
    public func reviewCounts(_ filter: ReviewQueueFilter, for audience: Audience) throws -> [ReviewWord: Int] {
        var filter = filter
        filter.word = nil
        var counts: [ReviewWord: Int] = [:]
        try read { db in
            for part in ReviewQueueQuery.parts(filter, for: audience) {
                let conditions = try part.conditions()
                let kinds = try rows(
                    part.tally(conditions), db, bind: { try conditions.bind($0) },
                    { row in
                        let word = ReviewWord(
                            state: try DraftRow.known(row.text(0)), isBlocked: row.integer(1) != 0,
                            needsInfo: row.integer(2) != 0, mode: try DraftRow.known(row.text(3)))
                        return (word: word, count: Int(row.integer(4)))
                    })
                for kind in kinds { counts[kind.word, default: 0] += kind.count }
            }
        }
        return counts
    }

    /// The boards of open work, in order; at most `limit`.
    public func reviewBoards(for audience: Audience, limit: Int = 50) throws -> [String] {
        let found = try read { db in
            try ReviewQueueQuery.parts(ReviewQueueFilter(), for: audience).flatMap { part in
                var conditions = try part.conditions()
                conditions.add("board IS NOT NULL")
                return try rows(
                    "SELECT DISTINCT board\(part.source)\(conditions.sql) LIMIT ?", db,
                    bind: { try $0.bind(try conditions.bind($0), Int64(limit)) }, { $0.text(0) })
            }
        }
        return Array(Set(found).sorted().prefix(limit))
    }

    /// The clients of open work; at most `limit`. One step in the index for each of them.
    public func reviewClients(for audience: Audience, limit: Int = 500) throws -> [ClientID] {
        let isOpen = "is_current = 1 AND state IN ('open', 'claimed', 'stale')"
        let next = { (after: String) in
            """
            (SELECT client_id FROM drafts INDEXED BY drafts_to_review_of_client
                WHERE \(isOpen) AND client_id > \(after) ORDER BY client_id LIMIT 1)
            """
        }
        var conditions = Conditions()
        conditions.add("id IS NOT NULL")
        try conditions.admit(audience, "id")
        return try rows(
            """
            WITH RECURSIVE known(id) AS (
                SELECT \(next("''")) UNION ALL SELECT \(next("known.id")) FROM known WHERE known.id IS NOT NULL
            ) SELECT id FROM known
            """, conditions, "", limit: limit
        ) { ClientID($0.text(0)) }
    }

    /// The rows that stand for the tickets of these drafts; drafts that are unknown or outside of the audience give none.
    public func reviewRows(of drafts: [Int64], for audience: Audience) throws -> [ReviewQueueRow] {
        let columns = ReviewQueueQuery.columns.split(separator: ",").map {
            "drafts." + $0.filter { !$0.isWhitespace }
        }.joined(separator: ", ")
        var conditions = Conditions()
        conditions.add("drafts.is_current = 1")
        try conditions.admitDrafts(audience)
        try conditions.admitDrafts(audience, "named")
        let list = try CanonicalJSON().text(drafts)
        conditions.add("named.id IN (SELECT value FROM json_each(?))", list)
        // The named drafts come first: they are few.
        return try rows(
            """
            SELECT DISTINCT \(columns) FROM drafts AS named CROSS JOIN drafts
                ON drafts.source = named.source AND drafts.ticket_id = named.ticket_id
            """, conditions, "ORDER BY drafts.id", limit: max(1, drafts.count), ReviewQueueQuery.row)
    }
}

extension SQLiteStore {
    /// The names of the clients that the audience may see.
    public func clientNames(_ clients: Set<ClientID>, for audience: Audience) throws -> [ClientID: String] {
        guard !clients.isEmpty else { return [:] }
        var conditions = Conditions()
        let list = try CanonicalJSON().text(clients.map(\.rawValue).sorted())
        conditions.add("id IN (SELECT value FROM json_each(?))", list)
        try conditions.admit(audience, "id")
        let found = try rows(
            "SELECT id, json_extract(payload, '$.name') FROM clients", conditions, "", limit: clients.count
        ) { (ClientID($0.text(0)), $0.text(1)) }
        return Dictionary(found) { first, _ in first }
    }
}
