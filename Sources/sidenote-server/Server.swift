import ArgumentParser
import Service

@main
struct Server: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sidenote-server", abstract: "Receives tickets and keeps drafts ready.",
        version: ServiceVersion.text)
}
