import ArgumentParser
import Connectors
import Domain
import Foundation
import Storage

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verifies and exports the ledger of every act.",
        discussion: """
            Each entry holds the hash of the one before it. Keep the head somewhere else now and then: with it, even a \
            ledger that was rewritten as a whole is found out. The format is described in docs/audit.md.

            Examples:
              sidenote audit verify
              sidenote audit head >> /mnt/elsewhere/anchors
            """,
        subcommands: [Verify.self, Export.self, Head.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recomputes the whole chain and names the first entry that does not hold.",
            discussion: """
                Exit status: 0 the ledger holds, 2 it does not, 3 it cannot be read.

                Examples:
                  sidenote audit verify
                  sidenote audit verify --anchor /mnt/elsewhere/anchors
                """)

        @Option(
            help: ArgumentHelp(
                "An entry that must still be there, NUMBER:HASH, or a file with one a line; may be repeated.",
                valueName: "anchor"))
        var anchor: [String] = []

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var data: DataOptions

        func run() throws {
            let anchors = try anchor.flatMap(Self.anchors)
            let store = try ConsoleAccess.store(data, mode: .readOnly)
            var progress = Progress("verifying", unit: "entries", isQuiet: data.quiet || json)
            let result = try store.verifyAudit(anchors: anchors) { done, total in
                progress.update(Int(done), fraction: total > 0 ? Double(done) / Double(total) : nil)
            }
            progress.clear()
            let line = VerificationLine(
                sound: result.isSound, entries: result.count, head: result.head.description, anchors: anchors.count,
                firstBroken: result.firstBroken, reason: result.reason)
            try line.print(json: json, ledger: "audit ledger", place: store.path)
        }

        private static func anchors(_ text: String) throws -> [AuditAnchor] {
            if let anchor = AuditAnchor(text) { return [anchor] }
            guard let data = FileManager.default.contents(atPath: text) else {
                throw Problem(
                    "this is neither an anchor nor a file that can be read", place: text,
                    remedy: "An anchor is what sidenote audit head prints: NUMBER:HASH")
            }
            return try AuditAnchor.lines(String(decoding: data, as: UTF8.self), place: text)
        }
    }

    struct Head: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints number and hash of the newest entry, to be kept elsewhere.",
            discussion: "Example:\n  sidenote audit head >> /mnt/elsewhere/anchors")

        @OptionGroup var data: DataOptions

        func run() throws {
            let head = try ConsoleAccess.store(data, mode: .readOnly).auditHead()
            Console.write("\(head)\n", to: .standardOutput)
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the entries as JSON Lines, with what is needed to recompute the chain.",
            discussion: """
                The export itself becomes an entry first. docs/audit.md has a verifier of 30 lines.

                Examples:
                  sidenote audit export -o audit.jsonl
                  sidenote audit export --since 2026-09-01 --client hdg
                """)

        @Option(
            name: [.customShort("o"), .long],
            help: ArgumentHelp("Where to; standard output without.", valueName: "file"))
        var output: String?

        @Option(help: ArgumentHelp("Only entries from then on: 2026-09-01 or a time in UTC.", valueName: "date"))
        var since: String?

        @Option(help: ArgumentHelp("Only entries about this client.", valueName: "id"))
        var client: String?

        @OptionGroup var data: DataOptions

        func validate() throws {
            if let since, Timestamp(since) == nil {
                throw ValidationError("--since must be a date such as 2026-09-01.")
            }
        }

        func run() async throws {
            let store = try ConsoleAccess.store(data)
            let start = since.flatMap { Timestamp($0) }
            let client = client.map { ClientID($0) }
            var detail: [String: String] = [:]
            if let start { detail["since"] = start.description }
            try await store.record(
                AuditEntry(
                    at: SystemClock().now(), actor: ConsoleAccess.actor, act: "audit_exported", object: "audit",
                    clientID: client, detail: detail))
            let file = try AtomicFileWriter(path: output ?? "-")
            do {
                try store.eachAuditEntry(since: start, client: client) {
                    try file.writeLine(try AuditExport($0).line())
                }
                try file.finish()
            } catch is OutputClosed {
                return
            }
        }
    }
}

/// What a verification prints.
struct VerificationLine: Encodable {
    var sound: Bool
    var entries: Int64
    var head: String
    var anchors: Int?
    var firstBroken: Int64?
    var reason: String?

    /// - Throws: exit status 2 for a ledger that does not hold.
    func print(json: Bool, ledger: String, place: String) throws {
        if json { try ConsoleAccess.printJSON(self) }
        if sound, !json {
            let anchored = anchors.map { $0 > 0 ? ", \($0) \($0 == 1 ? "anchor" : "anchors") in it" : "" } ?? ""
            Console.write(
                "the \(ledger) holds: \(Progress.grouped(Int(entries))) entries\(anchored), head \(head)\n",
                to: .standardOutput)
        }
        guard !sound else { return }
        if !json {
            Console.error(
                Problem(
                    "the \(ledger) does not hold at entry \(firstBroken ?? 0): \(reason ?? "")", place: place,
                    remedy: "Keep a copy of the data as it is, and compare with a backup from before"))
        }
        throw ExitCode(ExitStatus.someFailed)
    }
}
