internal import GRDB

/// Lets retention, and nothing else, empty the bodies of the egress ledger.
enum Version2Retention {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v2-retention") { db in
            try db.execute(sql: indexes)
            try db.execute(sql: triggers)
        }
    }

    /// `tickets.worked_at` is when the service last worked on the ticket: made a draft of it, or had one decided that is
    /// deleted by now. NULL for what was only imported.
    ///
    /// `egress.cases` is a JSON array of the earlier tickets that the body quotes; NULL where that was not noted. It is no
    /// part of the chain, since it says who may read the body and not what was sent.
    ///
    /// `egress_tombstones` repeats the ranges of tombstones, since with an untrusted schema no trigger may look into
    /// the JSON of the audit ledger. The verifier does, and does not read this table.
    private static let indexes = """
        CREATE INDEX audit_tombstones ON audit(id) WHERE act = 'retention_deleted';
        CREATE INDEX egress_kept ON egress(at) WHERE length(body) > 0;
        CREATE INDEX tickets_by_closing ON tickets(closed_at) WHERE closed_at IS NOT NULL;
        ALTER TABLE egress ADD COLUMN cases TEXT;
        ALTER TABLE tickets ADD COLUMN worked_at INTEGER;
        CREATE INDEX tickets_without_closing ON tickets(created_at) WHERE closed_at IS NULL;
        CREATE TABLE egress_tombstones (
            audit INTEGER PRIMARY KEY NOT NULL REFERENCES audit(id), client_id TEXT, first INTEGER NOT NULL,
            last INTEGER NOT NULL, before INTEGER NOT NULL
        );
        CREATE INDEX egress_tombstones_by_client ON egress_tombstones(client_id, audit);
        """

    /// A body may become empty when the newest tombstone of its client covers it, and nothing else
    /// of the entry may change. `IS` compares missing values too.
    private static let triggers = """
        DROP TRIGGER egress_no_update;
        DROP TRIGGER answers_no_update;
        CREATE TRIGGER egress_no_update BEFORE UPDATE ON egress WHEN NOT (
            NEW.receipt IS OLD.receipt AND NEW.prev_hash IS OLD.prev_hash AND NEW.hash IS OLD.hash
            AND NEW.at IS OLD.at AND NEW.ticket_id IS OLD.ticket_id AND NEW.client_id IS OLD.client_id
            AND NEW.endpoint IS OLD.endpoint AND NEW.bytes IS OLD.bytes AND NEW.sha256 IS OLD.sha256
            AND NEW.redacted IS OLD.redacted AND NEW.cases IS OLD.cases AND length(NEW.body) = 0
            AND \(isCovered("OLD.client_id", "OLD.receipt", "OLD.at"))
        ) BEGIN
            SELECT RAISE(ABORT, 'the egress ledger is append-only');
        END;
        CREATE TRIGGER answers_no_update BEFORE UPDATE ON answers WHEN NOT (
            NEW.id IS OLD.id AND NEW.receipt IS OLD.receipt AND NEW.status IS OLD.status AND length(NEW.body) = 0
            AND EXISTS (SELECT 1 FROM egress e WHERE e.receipt = OLD.receipt
                AND \(isCovered("e.client_id", "e.receipt", "e.at")))
        ) BEGIN
            SELECT RAISE(ABORT, 'answers are append-only');
        END;
        """

    private static func isCovered(_ client: String, _ receipt: String, _ at: String) -> String {
        """
        EXISTS (
            SELECT 1 FROM egress_tombstones t
            WHERE t.audit = (SELECT max(audit) FROM egress_tombstones WHERE client_id IS \(client))
                AND t.first <= \(receipt) AND t.last >= \(receipt) AND t.before > \(at)
        )
        """
    }
}
