import ArgumentParser

@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures Sidenote's stages, and makes worlds to measure it with.",
        subcommands: [MeasureCommand.self, GenerateCommand.self, QueueCommand.self, PagesCommand.self],
        defaultSubcommand: MeasureCommand.self)
}
