import ArgumentParser
import Domain
import Glibc

/// The command line: one file per command in `Commands/`.
struct Sidenote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sidenote",
        abstract: "Does the research for a support ticket before a technician opens it.",
        discussion: """
            A ticket comes in; Sidenote cleans it, finds the device, the person, the runbooks and the earlier cases of \
            that client, and drafts a summary, next steps, questions and a reply in which every sentence points at its \
            evidence. A person decides; nothing is ever sent on its own. Without a language model it drafts by quoting.

            Try it:
              sidenote demo                                   a sample MSP with three clients, enriched
              sidenote import ./export                        your clients, devices, documents, tickets
              sidenote enrich tickets.jsonl -o out.jsonl --report out.html

            Data lies in --data DIR, else $SIDENOTE_DATA, else ./sidenote-data. Settings lie in DIR/sidenote.yaml; see \
            “sidenote config show”. Shell completions: sidenote --generate-completion-script bash|zsh|fish.

            Exit status: 0 all done, 1 usage or configuration, 2 some records failed, 3 nothing could be done.
            """,
        version: "0.2.0",
        subcommands: [
            DemoCommand.self, ImportCommand.self, EnrichCommand.self, NormalizeCommand.self, SearchCommand.self,
            EvalCommand.self,
            ServeCommand.self, WorkCommand.self, ReviewCommand.self, UserCommand.self, TokenCommand.self,
            AuditCommand.self,
            EgressCommand.self, BackupCommand.self, RestoreCommand.self, DoctorCommand.self, ConfigCommand.self,
        ])
}

/// How a command ended, where that is no success.
enum ExitStatus {
    static let usage: Int32 = 1
    static let someFailed: Int32 = 2
    static let nothingDone: Int32 = 3
}

@main
enum Main {
    static func main() async {
        // A closed pipe is an error of the write that meets it, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Sidenote.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            finish(error)
        }
    }

    private static func finish(_ error: any Error) -> Never {
        if let problem = error as? Problem {
            Console.error(problem)
            exit(ExitStatus.nothingDone)
        }
        if let error = error as? ConfigurationError {
            Console.error(error.problem)
            exit(ExitStatus.usage)
        }
        if error is ExitCode { exit(Sidenote.exitCode(for: error).rawValue) }
        guard Sidenote.exitCode(for: error).isSuccess else {
            Console.error(UsageProblem.describe(error))
            exit(error is CancellationError ? ExitStatus.nothingDone : ExitStatus.usage)
        }
        // Help and version.
        Console.write(Sidenote.fullMessage(for: error) + "\n", to: .standardOutput)
        exit(0)
    }
}
