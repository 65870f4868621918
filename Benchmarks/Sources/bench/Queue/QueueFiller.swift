import GRDB

/// Fills a store as years of use would: past the interface, since through it this takes an hour.
struct QueueFiller {
    var done: Int
    var waiting: Int
    var lanes: Int

    func fill(_ path: String) throws {
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
        try database.write { db in
            let all = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(done + waiting))"
            let isDone = "i <= \(done)"
            try db.execute(
                sql: """
                    \(all) INSERT INTO deliveries (id, source, key, outcome, ticket_id, received_at, body)
                    SELECT i, 'generic', 'old-' || i, 'queued', 'T' || i, i,
                        CASE WHEN \(isDone) THEN NULL ELSE randomblob(2000) END FROM n
                    """)
            try db.execute(
                sql: """
                    \(all) INSERT INTO jobs (id, source, ticket_id, content_hash, delivery, lane, deadline, state,
                        attempts, enqueued_at, run_at, lease_token, finished_at)
                    SELECT i, 'generic', 'T' || i, randomblob(32), i, 'lane-' || (i % \(lanes)), abs(random() % 1000000),
                        CASE WHEN \(isDone) THEN 'done' ELSE 'waiting' END, CASE WHEN \(isDone) THEN 1 ELSE 0 END, i, i, 0,
                        CASE WHEN \(isDone) THEN i END FROM n
                    """)
            try db.execute(
                sql: """
                    INSERT INTO inbox (source, ticket_id, version, content_hash, delivery, is_deleted, lane)
                    SELECT source, ticket_id, 1, content_hash, delivery, 0, lane FROM jobs ORDER BY source, ticket_id;
                    INSERT INTO drafts (source, ticket_id, client_id, content_hash, created_at, state, revision, mode,
                        is_blocked, subject, record)
                    SELECT source, ticket_id, lane, content_hash, id, 'approved', 2, 'extractive', 0, 'Subject',
                        '{"usage":{}}' FROM jobs WHERE state = 'done';
                    INSERT INTO lanes (lane, served, waiting, is_paused)
                    SELECT lane, 0, count(*), 0 FROM jobs WHERE state = 'waiting' GROUP BY lane
                    """)
        }
        try database.close()
    }
}
