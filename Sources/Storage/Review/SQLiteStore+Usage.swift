public import Domain
internal import GRDB

extension SQLiteStore {
    /// Drafts, tokens and cost of each day, client and mode from `since` until before `until`, newest day first.
    public func usage(
        since: Timestamp, until: Timestamp, client: ClientID?, for audience: Audience
    ) throws -> [UsageRow] {
        var conditions = Conditions()
        conditions.add("created_at >= ?", since.milliseconds)
        conditions.add("created_at < ?", until.milliseconds)
        if let client { conditions.add("client_id = ?", client.rawValue) }
        try conditions.admitDrafts(audience)
        return try rows(
            """
            SELECT date(created_at / 1000, 'unixepoch') AS day, client_id, mode, count(*), total(input_tokens),
                total(output_tokens), total(cost) FROM drafts
            """, conditions, "GROUP BY day, client_id, mode ORDER BY day DESC, client_id, mode", limit: 100_000
        ) { row in
            UsageRow(
                day: row.text(0), clientID: row.optionalText(1).map { ClientID($0) },
                mode: try DraftRow.known(row.text(2)),
                drafts: row.integer(3), inputTokens: row.integer(4), outputTokens: row.integer(5),
                cost: row.number(6))
        }
    }
}
