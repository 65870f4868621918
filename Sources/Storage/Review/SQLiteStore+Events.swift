public import Domain
internal import GRDB

extension SQLiteStore {
    public func events(after id: Int64, for audience: Audience, limit: Int) throws -> [ServiceEvent] {
        var conditions = Conditions()
        conditions.add("id > ?", id)
        try conditions.admitOfDrafts(audience, "events")
        return try rows("SELECT \(EventRow.columns) FROM events", conditions, "ORDER BY id", limit: limit) { row in
            try EventRow.event(row)
        }
    }

    public func eventRange() throws -> EventRange {
        try read { db in
            // Ids are given without gaps. What was removed from the old end the oldest tells; what retention removed
            // among others, the horizon.
            let found = try rows(
                """
                SELECT (SELECT min(id) FROM events),
                    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0),
                    coalesce((SELECT complete_after FROM event_horizon), 0)
                """, db
            ) { row in (row.optionalInteger(0), row.integer(1), row.integer(2)) }.first
            guard let (oldest, newest, horizon) = found else { return EventRange(completeAfter: 0, newest: 0) }
            return EventRange(completeAfter: max(horizon, oldest.map { $0 - 1 } ?? newest), newest: newest)
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
