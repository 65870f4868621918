public import Domain
internal import Foundation
internal import GRDB

/// What a service does from time to time to keep its data in order. Each call works in small transactions, so that
/// acknowledgements do not wait behind it.
extension SQLiteStore {
    /// Gives a job to every ticket whose newest content has neither job nor draft, whatever took them away. Looks at
    /// deliveries received at `since` or later. Returns how many there were.
    public func enqueueForgotten(since: Timestamp, now: Timestamp) async throws -> Int {
        let forgotten = try read { db in
            try rows(
                """
                SELECT d.id, d.source, d.ticket_id, i.version, i.content_hash, d.received_at FROM deliveries d
                    JOIN inbox i ON i.source = d.source AND i.ticket_id = d.ticket_id AND i.delivery = d.id
                WHERE d.received_at >= ? AND d.outcome = 'queued' AND i.is_deleted = 0
                    AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.source = d.source AND j.ticket_id = d.ticket_id
                        AND j.content_hash = i.content_hash)
                    AND NOT EXISTS (SELECT 1 FROM drafts f WHERE f.source = d.source AND f.ticket_id = d.ticket_id
                        AND f.content_hash = coalesce(i.draft_hash, i.content_hash))
                ORDER BY d.id LIMIT 500
                """, db, bind: { try $0.bind(1, since.milliseconds) },
                { row in
                    (
                        delivery: row.integer(0),
                        event: InboundEvent(
                            source: row.text(1), key: "", action: .changed, ticketID: TicketID(row.text(2)),
                            version: row.integer(3), contentHash: row.bytes(4), lane: "", deadline: row.integer(5),
                            ticket: nil)
                    )
                })
        }
        var count = 0
        for entry in forgotten {
            guard let ticket = entry.event.ticketID else { continue }
            let isNew = try await commit { db in
                try JobRows(db).insert(entry.event, ticket: ticket, delivery: entry.delivery, now: now)
            }
            count += isNew ? 1 : 0
        }
        return count
    }

    /// Moves the write-ahead log into the database file when it has grown beyond `bytes`, as far as readers allow, and
    /// has it cut to that size when it begins anew. Returns whether there was reason to.
    public func tidyLog(beyond bytes: Int64) throws -> Bool {
        try requireWritable()
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        guard let size = attributes?[.size] as? Int64 ?? (attributes?[.size] as? Int).map(Int64.init), size > bytes
        else { return false }
        try mapping {
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_size_limit = \(bytes)")
                // The gentlest kind: it waits for nobody.
                try db.checkpoint(.passive)
            }
        }
        return true
    }
}
