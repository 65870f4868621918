import ArgumentParser
import Domain
import Foundation
import Storage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copies the data as it is at one moment, also while the service runs.",
        discussion: """
            A backup is a folder with the database, sidenote.yaml and a manifest with their checksums. It appears under \
            its name only when it is whole and on disk. Given an existing folder, a new one named after the time is made \
            in it. Files that secrets are read from (keys, certificates) are not copied; keep them elsewhere.

            Examples:
              sidenote backup /var/backups/sidenote
              sidenote backup ./before-upgrade
            """)

    @Argument(help: "An existing folder, or the name of a new one.", completion: .directory)
    var destination: String

    @OptionGroup var data: DataOptions

    func run() async throws {
        let directory = Workspace.directory(data)
        let now = SystemClock().now()
        await note(directory, now)
        var progress = Progress("copying", unit: "pages", isQuiet: data.quiet)
        let yaml = data.config ?? Workspace.environment["SIDENOTE_CONFIG"].nonBlank ?? directory + "/sidenote.yaml"
        let backup = try Backup.make(of: directory, at: destination, configuration: yaml, now: now) { done, total in
            progress.update(done, fraction: total > 0 ? Double(done) / Double(total) : nil)
        }
        progress.clear()
        Console.write(backup.path + "\n", to: .standardOutput)
        if !data.quiet {
            let bytes = backup.manifest.files.reduce(0) { $0 + $1.bytes }
            Console.note(
                "\(Progress.grouped(Int(bytes))) bytes, audit head \(backup.manifest.auditHead ?? "none")")
        }
    }

    /// The entry of the act. Data that cannot be written (a full or read-only disk, an older version’s before an
    /// upgrade) is saved all the same: whoever may read the files could copy them anyway.
    private func note(_ directory: String, _ now: Timestamp) async {
        guard FileManager.default.fileExists(atPath: directory + "/sidenote.sqlite") else { return }
        do {
            // An older version’s data is not upgraded by saving it.
            _ = try SQLiteStore.open(directory: directory, mode: .readOnly)
            try await SQLiteStore.open(directory: directory).record(
                AuditEntry(at: now, actor: ConsoleAccess.actor, act: "backup_made", object: "backup"))
        } catch {
            Console.warning("this backup is not in the audit ledger: \(error)")
        }
    }
}
