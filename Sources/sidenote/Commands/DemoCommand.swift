import ArgumentParser
import Connectors
import Domain
import Enrichment
import Foundation
import Storage

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Enriches the tickets of a sample MSP and writes a report to look at.",
        discussion: """
            Imports the sample MSP (three clients, their devices, runbooks, closed and open tickets) into a throw-away \
            store, enriches the open tickets without any model, prints a table and writes report.html. Everything goes \
            into one folder that can be deleted afterwards; running it again starts anew.

            Example:
              sidenote demo && xdg-open sidenote-demo/report.html
            """)

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder for the demo.", valueName: "dir"), completion: .directory)
    var output = "sidenote-demo"

    @Option(
        help: ArgumentHelp("The sample data; found beside the program or in ./Fixtures.", valueName: "dir"),
        completion: .directory)
    var fixtures: String?

    @Option(help: ArgumentHelp("How many rows of the table to print.", valueName: "n"))
    var rows = 24

    @Flag(name: [.long, .customShort("q")], help: "No progress and no table.")
    var quiet = false

    func run() async throws {
        let source = try SampleData.locate(fixtures)
        let data = try DataOptions.parse(["--data", output + "/data"] + (quiet ? ["--quiet"] : []))
        try DemoFolder(path: output).prepare()
        let workspace = try Workspace(data, creates: true)
        let imported = try await ImportJob(workspace: workspace, options: ImportOptions(), isQuiet: quiet)
            .run(SampleData.files.map { source + "/" + $0 })
        guard imported.failureCount == 0 else {
            throw Problem(
                "the sample data could not be read", place: source,
                remedy: "Get a fresh copy of the project’s Fixtures folder")
        }
        let job = BatchJob(
            workspace: workspace, input: source + "/tickets.jsonl", output: output + "/enriched.jsonl",
            report: output + "/report.html", concurrency: nil, resume: false, offline: true, limit: nil,
            isQuiet: quiet)
        var table = Table([
            ("ticket", .left), ("client", .left), ("device", .left), ("document", .left), ("grounded", .right),
            ("subject", .left),
        ])
        let summary = try await job.run { record in
            let claims = record.claims
            table.add([
                record.ticketID.rawValue, record.clientID?.rawValue ?? "unknown",
                record.context.devices.first?.hostname ?? "–", record.context.documents.first?.id.rawValue ?? "–",
                "\(claims.supported)/\(claims.supported + claims.weak + claims.unsupported)", record.ticket.subject,
            ])
        }
        guard !quiet else { return }
        let total = table.rows.count
        table.rows = Array(table.rows.prefix(max(0, rows)))
        Console.write(table.text(width: Console.Stream.standardOutput.tableWidth) + "\n", to: .standardOutput)
        if total > table.rows.count { Console.write("… and \(total - table.rows.count) more\n", to: .standardOutput) }
        Console.write(
            """

            \(summary.text(output: output + "/enriched.jsonl", report: output + "/report.html"))

            Look at the report:
              xdg-open \(output)/report.html
            Ask the sample yourself:
              sidenote search "vpn stops" --client nwl --explain --data \(output)/data
            Your own tickets:
              sidenote import ./export
              sidenote enrich tickets.jsonl -o out.jsonl --report out.html

            """, to: .standardOutput)
    }
}
