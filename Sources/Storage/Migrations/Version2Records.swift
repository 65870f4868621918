internal import GRDB

/// What the running service asks the records of an import: whether they changed, and which tickets are the latest.
enum Version2Records {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("v2-records") { db in
            try db.execute(
                sql: """
                    CREATE TABLE identities (id INTEGER PRIMARY KEY CHECK (id = 1), generation INTEGER NOT NULL);
                    INSERT INTO identities VALUES (1, 0);
                    CREATE INDEX tickets_by_time ON tickets(client_id, created_at);
                    """)
            for table in ["clients", "contacts", "devices"] {
                for act in ["INSERT", "UPDATE", "DELETE"] { try db.execute(sql: counter(table, act)) }
            }
        }
    }

    /// By trigger, so that no way of writing can forget it: the alarm about other clients' names is built from these
    /// records, and one that misses a change is a hole in the wall between clients.
    private static func counter(_ table: String, _ act: String) -> String {
        """
        CREATE TRIGGER \(table)_count_\(act.lowercased()) AFTER \(act) ON \(table) BEGIN
            UPDATE identities SET generation = generation + 1;
        END;
        """
    }
}
