internal import GRDB

/// What administrators decide on the settings page.
enum Version2Settings {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v2-settings") { db in
            try db.execute(sql: policies)
        }
    }

    /// A row whose `policy` is NULL says nothing any more; it stays for its revision. The triggers count a change as one
    /// of the identities, so that enrichers are made anew and the next draft follows the new policy.
    private static let policies = """
        CREATE TABLE policy_overrides (
            client_id TEXT PRIMARY KEY NOT NULL, policy TEXT, revision INTEGER NOT NULL, at INTEGER NOT NULL,
            actor TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TRIGGER policy_overrides_count_insert AFTER INSERT ON policy_overrides BEGIN
            UPDATE identities SET generation = generation + 1;
        END;
        CREATE TRIGGER policy_overrides_count_update AFTER UPDATE ON policy_overrides BEGIN
            UPDATE identities SET generation = generation + 1;
        END;
        CREATE TRIGGER policy_overrides_count_delete AFTER DELETE ON policy_overrides BEGIN
            UPDATE identities SET generation = generation + 1;
        END;
        """
}
