internal import GRDB

/// The migrations in order. A shipped migration is never edited; a change of schema is a new file and a new line.
enum Schema {
    static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        Version1.register(in: &migrator)
        Version2Work.register(in: &migrator)
        Version2Review.register(in: &migrator)
        Version2Access.register(in: &migrator)
        Version2Records.register(in: &migrator)
        Version2Retention.register(in: &migrator)
        Version2Insights.register(in: &migrator)
        Version2Settings.register(in: &migrator)
        return migrator
    }
}
