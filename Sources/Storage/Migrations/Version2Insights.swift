internal import GRDB

/// What reports over many drafts are made of, and indexes for looking through the ledgers.
enum Version2Insights {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v2-insights") { db in
            try db.execute(sql: figures)
            try db.execute(sql: triggers)
            try db.execute(sql: ledgers)
        }
    }

    /// A draft in numbers: a row of `drafts` fills pages with its record, and reading the columns behind it means
    /// reading all of them. `draft_sources` has a row for each piece of a document that was found for a draft; `is_useful`
    /// is the last word on it, NULL without any.
    private static let figures = """
        CREATE TABLE draft_figures (
            draft INTEGER PRIMARY KEY NOT NULL, created_at INTEGER NOT NULL, ticket_id TEXT NOT NULL, client_id TEXT,
            board TEXT, mode TEXT NOT NULL, model TEXT, prompt TEXT NOT NULL, category TEXT NOT NULL,
            supported INTEGER NOT NULL, weak INTEGER NOT NULL, unsupported INTEGER NOT NULL,
            documents INTEGER NOT NULL, input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL, cost REAL,
            state TEXT NOT NULL, decided_at INTEGER, rejection TEXT, is_edited INTEGER NOT NULL DEFAULT 0, distance REAL,
            is_moved INTEGER NOT NULL
        );
        CREATE INDEX draft_figures_by_time ON draft_figures(created_at);
        CREATE INDEX draft_figures_by_client ON draft_figures(client_id, created_at);
        CREATE TABLE draft_sources (
            draft INTEGER NOT NULL, evidence TEXT NOT NULL, document_id TEXT NOT NULL, title TEXT NOT NULL,
            is_cited INTEGER NOT NULL, is_useful INTEGER, PRIMARY KEY (draft, evidence)
        ) WITHOUT ROWID;
        """

    /// By trigger, so that no way of deciding on a draft, outdating it, moving it or deleting it can forget its figures.
    private static let triggers = """
        CREATE TRIGGER draft_figures_follow AFTER UPDATE OF state, decided_at, client_id, is_moved ON drafts BEGIN
            UPDATE draft_figures SET state = NEW.state, decided_at = NEW.decided_at, client_id = NEW.client_id,
                is_moved = NEW.is_moved WHERE draft = NEW.id;
        END;
        CREATE TRIGGER draft_figures_go AFTER DELETE ON drafts BEGIN
            DELETE FROM draft_figures WHERE draft = OLD.id;
            DELETE FROM draft_sources WHERE draft = OLD.id;
        END;
        """

    private static let ledgers = """
        CREATE INDEX egress_by_client ON egress(client_id, receipt);
        CREATE INDEX egress_by_ticket ON egress(ticket_id, receipt);
        CREATE INDEX egress_by_time ON egress(client_id, at);
        CREATE INDEX audit_by_actor ON audit(actor, id);
        CREATE INDEX audit_by_act ON audit(act, id);
        """
}
