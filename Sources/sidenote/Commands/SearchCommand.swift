import ArgumentParser
import Domain
import Foundation
import Retrieval
import Settings
import Storage

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Shows what retrieval finds for a text within one client, and why.",
        discussion: """
            A search always has a scope: one client’s own records and the shared ones, or with --shared the shared \
            ones alone. --explain prints each score as the sum of its terms.

            Example:
              sidenote search "print queue stuck deleting" --client hdg --explain
            """)

    @Argument(help: "What to look for.")
    var query: String

    @Option(help: ArgumentHelp("The client’s id.", valueName: "id"))
    var client: String?

    @Flag(help: "Search the shared records alone.")
    var shared = false

    @Option(help: ArgumentHelp("documents, devices or tickets.", valueName: "kind"))
    var kind: SearchKind = .documents

    @Option(name: [.customShort("k"), .long], help: ArgumentHelp("How many results.", valueName: "n"))
    var limit = 10

    @Flag(help: "Print how each score comes about.")
    var explain = false

    @Flag(help: "Print JSON Lines.")
    var json = false

    @OptionGroup var data: DataOptions

    func validate() throws {
        if client == nil, !shared { throw ValidationError("Say whose records to search: --client ID or --shared.") }
        if client != nil, shared { throw ValidationError("--client and --shared exclude each other.") }
        if query.allSatisfy(\.isWhitespace) { throw ValidationError("The query is empty.") }
        if !(1...1000).contains(limit) { throw ValidationError("-k must be a number from 1 to 1000.") }
    }

    func run() throws {
        let workspace = try Workspace(data, creates: false, progress: IndexProgress(isQuiet: data.quiet).callback)
        if let client, !(try workspace.store.clients().contains { $0.id.rawValue == client }) {
            let known = try workspace.store.clients().prefix(20).map { "\($0.id) (\($0.name))" }
            throw Problem(
                "there is no client “\(client)”", place: workspace.directory,
                remedy: known.isEmpty ? "Import clients first" : "Known clients: " + known.joined(separator: ", "))
        }
        let scope = Scope(shared ? nil : client.map { ClientID($0) })
        switch kind {
        case .devices: try printDevices(workspace, scope)
        case .documents, .tickets: try printHits(workspace, scope)
        }
    }

    private func printDevices(_ workspace: Workspace, _ scope: Scope) throws {
        let matcher = DeviceMatcher(devices: try workspace.store.devices(in: scope))
        let matches = matcher.match(
            DeviceQuery(ticket: CleanTicket(id: "query", subject: "", text: query, language: "en")), limit: limit)
        if json { return try matches.forEach(printJSON) }
        guard !matches.isEmpty else { return Console.note("no device") }
        var table = Table([("score", .right), ("device", .left), ("host name", .left), ("evidence", .left)])
        for match in matches {
            table.add([
                SearchText.number(match.score), match.id.rawValue, match.hostname,
                match.evidence.map { "\($0.kind) “\($0.value)” in \($0.place)" }.joined(separator: "; "),
            ])
        }
        Console.write(table.text(width: Console.Stream.standardOutput.tableWidth) + "\n", to: .standardOutput)
    }

    private func printHits(_ workspace: Workspace, _ scope: Scope) throws {
        let engine = SearchEngine(catalog: workspace.catalog, weighting: workspace.settings.weighting)
        let hits = try engine.search(Query(query), kind: kind.recordKind, scope: scope, limit: limit)
        let titles = try titles(of: hits, workspace, scope)
        if json {
            for hit in hits { try printJSON(SearchText.Line(hit, title: titles[hit.id] ?? "", explain: explain)) }
            return
        }
        guard !hits.isEmpty else { return Console.note("nothing found") }
        var table = Table([("score", .right), ("covers", .right), ("id", .left), ("title", .left)])
        for hit in hits {
            table.add([
                SearchText.number(Double(hit.score)), "\(Int((hit.coverage * 100).rounded())) %", hit.id,
                titles[hit.id] ?? "",
            ])
        }
        Console.write(table.text(width: Console.Stream.standardOutput.tableWidth) + "\n", to: .standardOutput)
        guard explain else { return }
        for hit in hits {
            Console.write("\n\(Console.printable(hit.id))\n" + SearchText.explanation(hit) + "\n", to: .standardOutput)
        }
    }

    private func titles(of hits: [Hit], _ workspace: Workspace, _ scope: Scope) throws -> [String: String] {
        let pairs: [(String, String)]
        if kind == .documents {
            pairs = try workspace.store.documents(hits.map { DocumentID($0.id) }, in: scope)
                .map { ($0.document.id.rawValue, $0.document.title) }
        } else {
            pairs = try workspace.store.tickets(hits.map { TicketID($0.id) }, in: scope)
                .map { ($0.ticket.id.rawValue, $0.subject) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Console.write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n", to: .standardOutput)
    }
}

/// The kinds that can be searched, as arguments.
enum SearchKind: String, ExpressibleByArgument, CaseIterable {
    case documents, devices, tickets

    var recordKind: RecordKind {
        switch self {
        case .documents: .documents
        case .devices: .devices
        case .tickets: .tickets
        }
    }
}
