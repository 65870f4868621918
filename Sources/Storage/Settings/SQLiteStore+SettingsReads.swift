public import Domain
internal import GRDB

/// What one source delivered of late.
public struct DeliveryFigures: Hashable, Sendable {
    public var source: String
    public var last: Timestamp
    /// By outcome (`DeliveryReceipt.Outcome`).
    public var counts: [String: Int]
}

/// With which prompt, how and by which model drafts were made.
public struct PromptUse: Hashable, Sendable {
    /// `draft@1a2b3c4d`
    public var prompt: String
    public var mode: String
    public var count: Int
    public var last: Timestamp
}

extension SQLiteStore {
    /// Deliveries since a time, by source.
    public func deliveryFigures(since: Timestamp) throws -> [DeliveryFigures] {
        let found = try read { db in
            try rows(
                """
                SELECT source, outcome, count(*), max(received_at) FROM deliveries WHERE received_at >= ?
                GROUP BY source, outcome
                """, db, bind: { try $0.bind(1, since.milliseconds) },
                { (source: $0.text(0), outcome: $0.text(1), count: Int($0.integer(2)), last: $0.integer(3)) })
        }
        return Dictionary(grouping: found, by: \.source).map { source, rows in
            DeliveryFigures(
                source: source, last: Timestamp(milliseconds: rows.map(\.last).max() ?? 0),
                counts: Dictionary(rows.map { ($0.outcome, $0.count) }) { $0 + $1 })
        }.sorted { $0.source < $1.source }
    }

    /// Which prompts the newest drafts were made with. Records are read for it, so their number is bounded.
    public func promptUses(newest limit: Int) throws -> [PromptUse] {
        try read { db in
            try rows(
                """
                SELECT prompt, mode, count(*), max(created_at) FROM (
                    SELECT coalesce(json_extract(record, '$.draft.prompt'), '') AS prompt, mode, created_at
                    FROM drafts ORDER BY id DESC LIMIT ?
                ) GROUP BY prompt, mode ORDER BY 4 DESC
                """, db, bind: { try $0.bind(1, Int64(max(0, limit))) },
                { row in
                    PromptUse(
                        prompt: row.text(0), mode: row.text(1), count: Int(row.integer(2)),
                        last: Timestamp(milliseconds: row.integer(3)))
                })
        }
    }

    /// How many sessions each account has open, by its id. Idle ones may be among them.
    public func sessionCounts(now: Timestamp) throws -> [String: Int] {
        let counts = try read { db in
            try rows(
                "SELECT account, count(*) FROM sessions WHERE ends_at > ? GROUP BY account", db,
                bind: { try $0.bind(1, now.milliseconds) }, { (AccessID.account($0.integer(0)), Int($0.integer(1))) })
        }
        return Dictionary(counts) { first, _ in first }
    }
}
