internal import GRDB

/// Drafts with their review, live events, idempotency keys.
enum Version2Review {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v2-review") { db in
            try db.execute(sql: review)
            try db.execute(sql: queue)
        }
    }

    /// One draft per (ticket, content hash). `is_current` is 1 for the one draft that stands for its ticket. `due_at` is
    /// `DraftRow.never` without an agreement, so that the order of the queue is that of an index. `is_moved` says that
    /// the ticket's newest content is another client's or nobody's (`TicketOwner`). `record` is the line of
    /// `enrichment.jsonl`; its usage stands beside it, so that sums need not read the records. `AUTOINCREMENT`, so that a
    /// deleted id is never given to another draft, and `Last-Event-ID` always means the same event. Texts of any length come
    /// last: columns behind them cost as many page reads as they fill pages. Up to
    /// `event_horizon` some events may be missing between others: retention deletes by client, not from the old end.
    private static let review = """
        CREATE TABLE drafts (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, source TEXT NOT NULL, ticket_id TEXT NOT NULL,
            client_id TEXT, content_hash BLOB NOT NULL, created_at INTEGER NOT NULL, state TEXT NOT NULL,
            revision INTEGER NOT NULL, actor TEXT, decided_at INTEGER, mode TEXT NOT NULL, is_blocked INTEGER NOT NULL,
            subject TEXT NOT NULL, number TEXT, original_subject TEXT, opened_at INTEGER,
            search TEXT NOT NULL DEFAULT '', is_moved INTEGER NOT NULL DEFAULT 0,
            is_current INTEGER NOT NULL DEFAULT 1, due_at INTEGER NOT NULL DEFAULT 9007199254740992,
            board TEXT, device TEXT,
            supported INTEGER NOT NULL DEFAULT 0, weak INTEGER NOT NULL DEFAULT 0,
            unsupported INTEGER NOT NULL DEFAULT 0, needs_info INTEGER NOT NULL DEFAULT 0,
            input_tokens INTEGER NOT NULL DEFAULT 0, output_tokens INTEGER NOT NULL DEFAULT 0, cost REAL,
            record TEXT NOT NULL, facts TEXT
        );
        CREATE UNIQUE INDEX drafts_by_content ON drafts(source, ticket_id, content_hash);
        CREATE INDEX drafts_by_ticket ON drafts(ticket_id, id);
        CREATE INDEX drafts_by_client ON drafts(client_id, id);
        CREATE INDEX drafts_of_client ON drafts(client_id, id) WHERE is_moved = 0;
        CREATE INDEX drafts_by_state ON drafts(state, id);
        CREATE INDEX drafts_by_time ON drafts(created_at);
        CREATE TABLE draft_versions (
            draft INTEGER NOT NULL, revision INTEGER NOT NULL, replaced_at INTEGER NOT NULL, record TEXT NOT NULL,
            PRIMARY KEY (draft, revision)
        ) WITHOUT ROWID;
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, draft INTEGER NOT NULL, ticket_id TEXT NOT NULL,
            client_id TEXT, at INTEGER NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL
        );
        CREATE INDEX decisions_by_draft ON decisions(draft, id);
        CREATE INDEX decisions_by_client ON decisions(client_id, id);
        CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
            ticket_id TEXT NOT NULL, client_id TEXT, draft INTEGER NOT NULL, state TEXT NOT NULL
        );
        CREATE TABLE event_horizon (id INTEGER PRIMARY KEY CHECK (id = 1), complete_after INTEGER NOT NULL);
        INSERT INTO event_horizon VALUES (1, 0);
        CREATE TABLE idempotency_keys (
            actor TEXT NOT NULL, key TEXT NOT NULL, request_hash BLOB NOT NULL, at INTEGER NOT NULL,
            body TEXT NOT NULL, PRIMARY KEY (actor, key)
        ) WITHOUT ROWID;
        CREATE INDEX idempotency_keys_by_time ON idempotency_keys(at);
        """

    /// What the queue is read by: its order first, then all that it is filtered by, so that a row which does not match
    /// is passed over within the index. Their own conditions are among it: SQLite looks at those again. `search` is
    /// `ReviewSearch.text`. `drafts_to_review_tally` has the order in which the queue is counted, so that neither a sort
    /// nor the rest of its columns is paid for.
    private static let queue = """
        CREATE INDEX drafts_to_review
            ON drafts(due_at, is_blocked DESC, id, client_id, is_moved, is_current, state, needs_info, mode, board,
                actor, search)
            WHERE is_current = 1 AND state IN ('open', 'claimed', 'stale');
        CREATE INDEX drafts_to_review_of_client
            ON drafts(client_id, due_at, is_blocked DESC, id, is_moved, is_current, state, needs_info, mode, board,
                actor, search)
            WHERE is_current = 1 AND state IN ('open', 'claimed', 'stale');
        CREATE INDEX drafts_to_review_tally
            ON drafts(state, is_blocked, needs_info, mode, client_id, is_moved, is_current)
            WHERE is_current = 1 AND state IN ('open', 'claimed', 'stale');
        CREATE INDEX drafts_decided
            ON drafts(decided_at, id, client_id, is_moved, is_current, state, board, actor)
            WHERE is_current = 1 AND state IN ('approved', 'rejected');
        CREATE INDEX drafts_decided_of_client
            ON drafts(client_id, decided_at, id, is_moved, is_current, state, board, actor)
            WHERE is_current = 1 AND state IN ('approved', 'rejected');
        """
}
