import ArgumentParser
import Connectors
import Domain
import Enrichment
import Foundation
import Normalization

struct NormalizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "normalize",
        abstract: "Cleans tickets and shows what was removed and found.",
        discussion: """
            Per ticket one line: the cleaned text, what was removed (quotes, signature, disclaimer, hidden text, \
            secrets), entities and flags. Needs no data directory. With --redact also the text that may leave for a \
            model, and how many secrets were withheld.

            Example:
              sidenote normalize tickets.jsonl -o cleaned.jsonl
            """)

    @Argument(
        help: ArgumentHelp("Tickets as JSON Lines, or - for standard input.", valueName: "tickets"), completion: .file()
    )
    var tickets: String

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where the lines go; - for standard output.", valueName: "out.jsonl"),
        completion: .file())
    var output = "-"

    @Flag(help: "Add the text that may leave and what was withheld.")
    var redact = false

    @Flag(name: [.long, .customShort("q")], help: "No progress.")
    var quiet = false

    func run() throws {
        var reader = try TicketReader(path: tickets)
        let writer = try AtomicFileWriter(path: output, inputs: [tickets])
        let normalizer = TicketNormalizer()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var progress = Progress("normalize", unit: "tickets", isQuiet: quiet)
        var done = 0
        var failed = 0
        do {
            while let item = try reader.next() {
                switch item {
                case .failure(let failure):
                    progress.clear()
                    Console.error(failure.problem)
                    failed += 1
                case .ticket(let ticket, _):
                    let line = NormalizedLine(ticket, normalizer.normalize(ticket), redact: redact)
                    try writer.writeLine(String(decoding: try encoder.encode(line), as: UTF8.self))
                    done += 1
                    progress.update(done, fraction: reader.fraction)
                }
            }
            if done == 0, failed > 0 { writer.discard() } else { try writer.finish() }
        } catch is OutputClosed {
            return
        }
        progress.clear()
        for warning in reader.warnings { Console.warning(warning) }
        if failed > 0 { throw ExitCode(done > 0 ? ExitStatus.someFailed : ExitStatus.nothingDone) }
    }
}
