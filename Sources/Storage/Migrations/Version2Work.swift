internal import GRDB

/// The service's inbox and job queue.
enum Version2Work {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v2-work") { db in
            try db.execute(sql: inbox)
            try db.execute(sql: jobs)
        }
    }

    /// `deliveries.body` is the ticket as JSON; it is emptied when its job ends, since it may hold secrets that only
    /// normalisation removes. `inbox` names the newest content known of each ticket: the lane it came in, and whose it is;
    /// NULL as long as nobody's. `draft_hash` is the digest
    /// under which the draft of that content is filed, where the ticket was read anew and so is not the delivered one.
    private static let inbox = """
        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL, outcome TEXT NOT NULL,
            ticket_id TEXT, received_at INTEGER NOT NULL, body BLOB
        );
        CREATE UNIQUE INDEX deliveries_by_key ON deliveries(source, key);
        CREATE INDEX deliveries_by_time ON deliveries(received_at);
        CREATE TABLE inbox (
            source TEXT NOT NULL, ticket_id TEXT NOT NULL, version INTEGER NOT NULL, content_hash BLOB NOT NULL,
            delivery INTEGER NOT NULL, is_deleted INTEGER NOT NULL, lane TEXT NOT NULL, client_id TEXT,
            draft_hash BLOB, PRIMARY KEY (source, ticket_id)
        ) WITHOUT ROWID;
        CREATE INDEX inbox_by_ticket ON inbox(ticket_id, client_id);
        """

    /// Each state that is searched has a partial index, so that a million finished jobs cost nothing. `lanes.waiting`
    /// is the number of waiting jobs of the lane; `served` and `virtual_time` are those of `FairShare`.
    private static let jobs = """
        CREATE TABLE jobs (
            id INTEGER PRIMARY KEY NOT NULL, source TEXT NOT NULL, ticket_id TEXT NOT NULL, content_hash BLOB NOT NULL,
            delivery INTEGER NOT NULL, lane TEXT NOT NULL, deadline INTEGER NOT NULL, state TEXT NOT NULL,
            attempts INTEGER NOT NULL, enqueued_at INTEGER NOT NULL, run_at INTEGER NOT NULL, lease_owner TEXT,
            lease_token INTEGER NOT NULL, lease_until INTEGER, reason TEXT, finished_at INTEGER
        );
        CREATE UNIQUE INDEX jobs_by_content ON jobs(source, ticket_id, content_hash);
        CREATE INDEX jobs_waiting ON jobs(lane, deadline, id) WHERE state = 'waiting';
        CREATE INDEX jobs_waiting_since ON jobs(enqueued_at) WHERE state = 'waiting';
        CREATE INDEX jobs_delayed ON jobs(run_at) WHERE state = 'delayed';
        CREATE INDEX jobs_leased ON jobs(lease_until) WHERE state = 'leased';
        CREATE INDEX jobs_unfinished ON jobs(state, id) WHERE state IN ('waiting', 'delayed', 'leased', 'dead');
        CREATE TABLE lanes (
            lane TEXT PRIMARY KEY NOT NULL, served INTEGER NOT NULL, waiting INTEGER NOT NULL, is_paused INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX lanes_ready ON lanes(served) WHERE waiting > 0 AND is_paused = 0;
        CREATE INDEX lanes_idle ON lanes(served) WHERE waiting = 0 AND is_paused = 0;
        CREATE TABLE queue_state (
            id INTEGER PRIMARY KEY CHECK (id = 1), is_paused INTEGER NOT NULL, lease_token INTEGER NOT NULL,
            virtual_time INTEGER NOT NULL
        );
        INSERT INTO queue_state VALUES (1, 0, 0, 0);
        CREATE TABLE health (id INTEGER PRIMARY KEY CHECK (id = 1), checked_at INTEGER NOT NULL);
        INSERT INTO health VALUES (1, 0);
        """
}
