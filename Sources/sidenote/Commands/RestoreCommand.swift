import ArgumentParser
import Domain
import Storage

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Puts a backup in the place of a data folder’s content.",
        discussion: """
            The backup is compared with its checksums and looked through before anything changes. Existing data is only \
            replaced with --force, and then moved aside, not deleted. No sidenote may be at work on the folder.

            Examples:
              sidenote restore /var/backups/sidenote/sidenote-20260914T020000Z --data ./sidenote-data
              sidenote restore ./before-upgrade --data ./sidenote-data --force
            """)

    @Argument(help: "The backup’s folder.", completion: .directory)
    var backup: String

    @Flag(help: "Move existing data aside.")
    var force = false

    @OptionGroup var data: DataOptions

    func run() async throws {
        let directory = Workspace.directory(data)
        let found = try Backup.check(backup)
        let outcome = try await Restore(found, into: directory).run(
            replaces: force, by: ConsoleAccess.actor, now: SystemClock().now())
        guard !data.quiet else { return }
        Console.note("restored the data of \(found.manifest.createdAt) to \(directory)")
        if let replaced = outcome.replaced { Console.note("what was there before lies in \(replaced)") }
    }
}
