import ArgumentParser
import Connectors
import Domain
import Foundation
import Storage

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Takes clients, contacts, devices, documents and tickets into the store.",
        discussion: """
            PATH is a file or a folder of: JSON Lines (clients.jsonl, contacts.jsonl, devices.jsonl, documents.jsonl, \
            tickets*.jsonl), CSV exports, mail (.eml, .mbox), and runbooks (Markdown, HTML, text, DOCX, PDF) in one \
            folder per client, “_global” for everyone’s. Clients are read first, whatever the order given.

            Secrets are removed before anything is stored. A record whose client is not known is quarantined and \
            listed; it never becomes visible to every client. Importing the same again changes nothing.

            Examples:
              sidenote import ./export
              sidenote import ./runbooks --client HDG
              sidenote import devices.csv --kind devices --map hostname="Computer Name" --date-order dmy
            """)

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "path"), completion: .file())
    var paths: [String]

    @Option(help: ArgumentHelp("Everything read belongs to this client (id, name or alias).", valueName: "id"))
    var client: String?

    @Flag(help: "Records without a client are shared with every client.")
    var shared = false

    @Option(help: ArgumentHelp("Which column of a CSV is which field; repeatable.", valueName: "field=Column"))
    var map: [String] = []

    @Option(
        help: ArgumentHelp(
            "What the records of a CSV are: clients, contacts, devices, documents, tickets.", valueName: "kind"))
    var kind: String?

    @Option(help: ArgumentHelp("How a CSV writes 03/04/2026: mdy or dmy.", valueName: "order"))
    var dateOrder: String?

    @Flag(help: "Print the whole result as JSON on standard output.")
    var json = false

    @OptionGroup var data: DataOptions

    func validate() throws {
        _ = try importOptions()
    }

    func run() async throws {
        let options = try importOptions()
        let workspace = try Workspace(data, creates: true, progress: IndexProgress(isQuiet: data.quiet).callback)
        let lock = try FileLock.acquire(directory: workspace.directory, purpose: "import")
        defer { withExtendedLifetime(lock) {} }
        let report = try await ImportJob(workspace: workspace, options: options, isQuiet: data.quiet).run(paths)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            Console.write(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n", to: .standardOutput)
        } else {
            ImportSummary(report: report).print(isQuiet: data.quiet)
        }
        let done = report.counts.values.reduce(0) { $0 + $1.inserted + $1.updated + $1.unchanged }
        let isNothing = done == 0 && !(report.ignored.isEmpty && report.refused.isEmpty)
        if report.failureCount + report.quarantinedCount > 0 || isNothing {
            throw ExitCode(done > 0 ? ExitStatus.someFailed : ExitStatus.nothingDone)
        }
    }

    private func importOptions() throws -> ImportOptions {
        var options = ImportOptions()
        if shared, client != nil { throw ValidationError("--client and --shared exclude each other.") }
        if shared { options.owner = .shared }
        if let client { options.owner = .client(ClientID(client)) }
        for entry in map {
            guard let equals = entry.firstIndex(of: "="), equals != entry.startIndex else {
                throw ValidationError("--map needs field=Column, not “\(entry)”.")
            }
            options.columns[String(entry[..<equals])] = String(entry[entry.index(after: equals)...])
        }
        if let kind {
            guard let value = ImportKind(rawValue: kind) else {
                throw ValidationError("--kind must be one of clients, contacts, devices, documents, tickets.")
            }
            options.csvKind = value
        }
        if let dateOrder {
            guard let value = DateOrder(rawValue: dateOrder) else {
                throw ValidationError("--date-order must be mdy or dmy.")
            }
            options.dateOrder = value
        }
        return options
    }
}
