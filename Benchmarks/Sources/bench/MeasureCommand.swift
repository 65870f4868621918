import ArgumentParser
import Foundation
import World

struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Measures every stage and prints a table (the default command).",
        discussion: "Rates are larger-is-better, microseconds smaller-is-better. Build with -c release.")

    @Option(help: "The sample MSP.") var fixtures = "../Fixtures"
    @Option(help: "Documents of the generated world.") var documents = 4_000
    @Option(help: "Tickets of the generated world.") var tickets = 1_000
    @Option(help: "How often each figure is taken.") var runs = 5
    @Option(help: "Tickets worked on at a time.") var concurrency = ProcessInfo.processInfo.activeProcessorCount
    @Flag(help: "Print the figures as JSON on standard output.") var json = false

    func validate() throws {
        if runs < 1 || documents < 1 || tickets < 1 || concurrency < 1 {
            throw ValidationError("Numbers must be at least 1.")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sidenote-bench-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        var world = WorldWriter()
        world.documents = documents
        world.tickets = tickets
        world.history = documents / 4
        try world.write(to: folder, fixtures: URL(fileURLWithPath: fixtures))

        FileHandle.standardError.write(Data((Table.head + "\n").utf8))
        var table = Table()
        let sample = try Tickets.read(fixtures + "/tickets.jsonl")
        let generated = try Tickets.read(folder.path + "/tickets.jsonl")
        await TextStages(sample: sample, generated: generated, runs: runs).measure(into: &table)
        let store = try await StoreStages(folder: folder.path, runs: runs).measure(into: &table)
        try await SearchStages(store: store, tickets: generated, runs: runs).measure(into: &table)
        try await PipelineStage(store: store, tickets: generated, runs: runs, concurrency: concurrency).measure(
            into: &table)
        let peak = Double(Usage.now().peakBytes) / 1e6
        table.add(Table.Row(name: "peak resident memory", unit: "MB", best: peak, median: peak, cpuSeconds: nil))
        if json { print(try table.json()) }
    }
}
