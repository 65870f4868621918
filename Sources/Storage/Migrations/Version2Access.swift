internal import GRDB

/// Accounts, sessions, links, tokens and the audit ledger.
enum Version2Access {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v2-access") { db in
            try db.execute(sql: access)
            try db.execute(sql: audit)
        }
    }

    /// `clients` is a JSON array of ids, NULL for every client. `digest` is SHA-256 of the secret.
    private static let access = """
        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            role TEXT NOT NULL, clients TEXT, is_disabled INTEGER NOT NULL, password_hash TEXT, issuer TEXT, subject TEXT,
            created_at INTEGER NOT NULL
        );
        CREATE UNIQUE INDEX accounts_by_subject ON accounts(issuer, subject) WHERE issuer IS NOT NULL;
        CREATE TABLE sessions (
            digest BLOB PRIMARY KEY NOT NULL, account INTEGER NOT NULL REFERENCES accounts(id),
            created_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL, ends_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX sessions_by_account ON sessions(account);
        CREATE TABLE links (
            digest BLOB PRIMARY KEY NOT NULL, account INTEGER NOT NULL REFERENCES accounts(id),
            expires_at INTEGER NOT NULL, used_at INTEGER
        ) WITHOUT ROWID;
        CREATE TABLE tokens (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, digest BLOB NOT NULL UNIQUE, label TEXT NOT NULL,
            role TEXT NOT NULL, clients TEXT, created_at INTEGER NOT NULL, expires_at INTEGER, revoked_at INTEGER,
            last_used_at INTEGER
        );
        """

    /// `audit_head` repeats the last entry, so that cutting off the newest entries shows too.
    private static let audit = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY NOT NULL, prev_hash BLOB NOT NULL, hash BLOB NOT NULL, at INTEGER NOT NULL,
            actor TEXT NOT NULL, act TEXT NOT NULL, object TEXT NOT NULL, client_id TEXT, detail TEXT NOT NULL
        );
        CREATE INDEX audit_by_client ON audit(client_id, id);
        CREATE TABLE audit_head (id INTEGER PRIMARY KEY CHECK (id = 1), entry INTEGER NOT NULL, hash BLOB NOT NULL);
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
            SELECT RAISE(ABORT, 'the audit ledger is append-only');
        END;
        CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
            SELECT RAISE(ABORT, 'the audit ledger is append-only');
        END;
        """
}
