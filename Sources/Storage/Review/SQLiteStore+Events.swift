public import Domain
internal import GRDB

extension SQLiteStore {
    public func events(after id: Int64, for audience: Audience, limit: Int) throws -> [ServiceEvent] {
        var conditions = Conditions()
        conditions.add("id > ?", id)
        try conditions.admit(audience)
        return try rows("SELECT \(EventRow.columns) FROM events", conditions, "ORDER BY id", limit: limit) { row in
            try EventRow.event(row)
        }
    }

    public func eventRange() throws -> EventRange {
        try read { db in
            // Ids are given without gaps and only ever removed from the old end, so the sequence tells what is gone.
            let found = try rows(
                """
                SELECT (SELECT min(id) FROM events), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0)
                """, db
            ) { row in (row.optionalInteger(0), row.integer(1)) }.first
            guard let (oldest, newest) = found else { return EventRange(completeAfter: 0, newest: 0) }
            return EventRange(completeAfter: oldest.map { $0 - 1 } ?? newest, newest: newest)
        }
    }

    @discardableResult
    public func pruneEvents(before time: Timestamp) async throws -> Int {
        try await commit { db in
            // From the old end up to the first that is young enough, whatever the clock did in between.
            let delete = try Prepared(
                cached: """
                    DELETE FROM events WHERE id < coalesce((SELECT min(id) FROM events WHERE at >= ?),
                        (SELECT max(id) + 1 FROM events))
                    """, db)
            try delete.bind(1, time.milliseconds)
            try delete.run()
            return db.changesCount
        }
    }
}
