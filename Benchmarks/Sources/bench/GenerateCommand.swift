import ArgumentParser
import Foundation
import World

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes a large invented MSP: DIR/import for “sidenote import”, DIR/tickets.jsonl for “enrich”.",
        discussion: "The same seed and numbers give the same bytes.")

    @Option(name: .customLong("out"), help: "The folder to write to.")
    var out: String

    @Option(help: "The sample MSP whose texts are mixed in.")
    var fixtures = "../Fixtures"

    @Option var seed: UInt64 = 1
    @Option var clients = 12
    @Option var documents = 20_000
    @Option(help: "Open tickets.") var tickets = 10_000
    @Option(help: "Closed tickets of earlier months.") var history = 5_000
    @Option(help: "Devices per client.") var devices = 40
    @Option(help: "Contacts per client.") var contacts = 30

    func validate() throws {
        if [clients, devices, contacts].contains(where: { $0 < 1 })
            || [documents, tickets, history].contains(where: { $0 < 0 })
        {
            throw ValidationError("Numbers must be positive.")
        }
    }

    func run() throws {
        var world = WorldWriter()
        world.seed = seed
        world.clients = clients
        world.documents = documents
        world.tickets = tickets
        world.history = history
        world.devicesPerClient = devices
        world.contactsPerClient = contacts
        try world.write(to: URL(fileURLWithPath: out), fixtures: URL(fileURLWithPath: fixtures))
    }
}
