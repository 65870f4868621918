internal import GRDB

/// Records, generation counters, the egress ledger and the answers.
enum Version1 {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v1") { db in
            try db.execute(sql: "PRAGMA application_id = \(DatabaseHeader.applicationID)")
            try db.execute(sql: records)
            try db.execute(sql: counters)
            try db.execute(sql: egress)
        }
    }

    /// `hash` is SHA-256 over the record's content: an import compares it to leave equal records alone.
    /// `documents.text` is NULL where it equals `body`.
    private static let records = """
        CREATE TABLE clients (
            id TEXT PRIMARY KEY NOT NULL, hash BLOB NOT NULL, payload TEXT NOT NULL
        );
        CREATE TABLE contacts (
            id TEXT PRIMARY KEY NOT NULL, client_id TEXT NOT NULL REFERENCES clients(id), hash BLOB NOT NULL,
            payload TEXT NOT NULL
        );
        CREATE INDEX contacts_by_client ON contacts(client_id, id);
        CREATE TABLE contact_emails (
            email TEXT NOT NULL, contact_id TEXT NOT NULL REFERENCES contacts(id), client_id TEXT NOT NULL,
            PRIMARY KEY (email, contact_id)
        ) WITHOUT ROWID;
        CREATE INDEX contact_emails_by_contact ON contact_emails(contact_id);
        CREATE TABLE contact_phones (
            reversed_digits TEXT NOT NULL, contact_id TEXT NOT NULL REFERENCES contacts(id), client_id TEXT NOT NULL,
            PRIMARY KEY (reversed_digits, contact_id)
        ) WITHOUT ROWID;
        CREATE INDEX contact_phones_by_contact ON contact_phones(contact_id);
        CREATE TABLE devices (
            id TEXT PRIMARY KEY NOT NULL, client_id TEXT NOT NULL REFERENCES clients(id), hash BLOB NOT NULL,
            payload TEXT NOT NULL
        );
        CREATE INDEX devices_by_client ON devices(client_id, id);
        CREATE TABLE documents (
            id TEXT PRIMARY KEY NOT NULL, client_id TEXT REFERENCES clients(id), hash BLOB NOT NULL,
            title TEXT NOT NULL, body_format TEXT NOT NULL, kind TEXT, visibility TEXT NOT NULL, url TEXT,
            updated_at INTEGER, tags TEXT, body TEXT NOT NULL, text TEXT
        );
        CREATE INDEX documents_by_client ON documents(client_id, id);
        CREATE TABLE tickets (
            id TEXT PRIMARY KEY NOT NULL, client_id TEXT REFERENCES clients(id), hash BLOB NOT NULL,
            created_at INTEGER NOT NULL, closed_at INTEGER, subject TEXT NOT NULL, text TEXT NOT NULL,
            entities TEXT NOT NULL, payload TEXT NOT NULL
        );
        CREATE INDEX tickets_by_client ON tickets(client_id, id);
        """

    private static let counters = """
        CREATE TABLE generations (kind TEXT NOT NULL, client_id TEXT, value INTEGER NOT NULL);
        CREATE INDEX generations_by_kind ON generations(kind, client_id);
        CREATE TABLE revision (id INTEGER PRIMARY KEY CHECK (id = 1), value INTEGER NOT NULL);
        INSERT INTO revision VALUES (1, 0);
        """

    /// `egress_head` repeats the last entry, so that cutting off the newest entries shows too.
    private static let egress = """
        CREATE TABLE egress (
            receipt INTEGER PRIMARY KEY NOT NULL, prev_hash BLOB NOT NULL, hash BLOB NOT NULL, at INTEGER NOT NULL,
            ticket_id TEXT NOT NULL, client_id TEXT, endpoint TEXT NOT NULL, bytes INTEGER NOT NULL,
            sha256 TEXT NOT NULL, redacted TEXT NOT NULL, body BLOB NOT NULL
        );
        CREATE INDEX egress_by_body ON egress(sha256, ticket_id);
        CREATE TABLE egress_head (
            id INTEGER PRIMARY KEY CHECK (id = 1), receipt INTEGER NOT NULL, hash BLOB NOT NULL
        );
        CREATE TABLE answers (
            id INTEGER PRIMARY KEY NOT NULL, receipt INTEGER NOT NULL REFERENCES egress(receipt),
            status INTEGER NOT NULL, body TEXT NOT NULL
        );
        CREATE INDEX answers_by_receipt ON answers(receipt);
        CREATE TRIGGER egress_no_update BEFORE UPDATE ON egress BEGIN
            SELECT RAISE(ABORT, 'the egress ledger is append-only');
        END;
        CREATE TRIGGER egress_no_delete BEFORE DELETE ON egress BEGIN
            SELECT RAISE(ABORT, 'the egress ledger is append-only');
        END;
        CREATE TRIGGER answers_no_update BEFORE UPDATE ON answers BEGIN
            SELECT RAISE(ABORT, 'answers are append-only');
        END;
        CREATE TRIGGER answers_no_delete BEFORE DELETE ON answers BEGIN
            SELECT RAISE(ABORT, 'answers are append-only');
        END;
        """
}
