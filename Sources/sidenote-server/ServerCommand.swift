import ArgumentParser
import Domain
import Glibc
import Service
import Settings

struct ServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sidenote-server",
        abstract: "Receives tickets by webhook and keeps drafts ready for review.",
        discussion: """
            Without any configuration it serves a sample MSP on this machine alone and prints one address to open. For \
            your own data name the folder, and put settings in DIR/sidenote.yaml; see “sidenote config show”.

            Examples:
              sidenote-server
              sidenote-server --data /var/lib/sidenote --listen 127.0.0.1:8484
              sidenote-server --data /var/lib/sidenote --check

            SIGTERM or SIGINT ends it within ten seconds, finishing what is under way; a second one ends it at once.
            Exit status: 0 stopped, 1 usage or configuration, 3 could not start or stopped with an error.
            """,
        version: ServiceVersion.text)

    @Option(help: ArgumentHelp("The data directory.", valueName: "dir"), completion: .directory)
    var data: String?

    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file())
    var config: String?

    @Option(help: ArgumentHelp("Where to listen; goes before server.listen.", valueName: "host:port"))
    var listen: String?

    @Flag(help: "Check configuration and data, and do not serve.")
    var check = false

    func run() async throws {
        let place = try ServerPlace(data: data, config: config, listen: listen)
        if check {
            try ServerCheck(place: place).run()
        } else {
            try await ServerRun(place: place).run()
        }
    }
}

@main
enum Main {
    static func main() async {
        ServiceProcess.prepare()
        do {
            var command = try ServerCommand.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as ConfigurationFailure {
            Terminal.error(failure.problem)
            exit(1)
        } catch let problem as Problem {
            Terminal.error(problem)
            exit(3)
        } catch {
            // Help and version end with 0.
            let code = ServerCommand.exitCode(for: error)
            let text = ServerCommand.fullMessage(for: error)
            if !text.isEmpty { Terminal.write(text + "\n", to: code.isSuccess ? STDOUT_FILENO : STDERR_FILENO) }
            exit(code.isSuccess ? 0 : 1)
        }
    }
}
