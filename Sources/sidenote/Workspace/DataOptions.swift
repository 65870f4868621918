import ArgumentParser

/// Where data and configuration lie: the same for every command.
struct DataOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("The data directory.", discussion: "", valueName: "dir"),
        completion: .directory)
    var data: String?

    @Option(name: .long, help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file())
    var config: String?

    @Flag(name: [.long, .customShort("q")], help: "No progress and no closing summary; errors are still shown.")
    var quiet = false
}
