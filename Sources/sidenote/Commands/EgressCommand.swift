import ArgumentParser
import Domain
import Glibc
import Storage

struct EgressCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "egress",
        abstract: "Shows and verifies the ledger of what was sent to a model.",
        discussion: """
            Examples:
              sidenote egress show --ticket 4711
              sidenote egress verify
            """,
        subcommands: [Show.self, Verify.self])

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what was sent, or prints the exact bytes of one request.",
            discussion: """
                Looking at a request’s bytes becomes an entry of the audit ledger first.

                Examples:
                  sidenote egress show --ticket 4711
                  sidenote egress show --body 17
                """)

        @Option(help: ArgumentHelp("Only what was sent for this ticket.", valueName: "id"))
        var ticket: String?

        @Option(help: ArgumentHelp("Only receipts after this one.", valueName: "n"))
        var after: Int64 = 0

        @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
        var limit = 100

        @Option(help: ArgumentHelp("Print the body sent under this receipt.", valueName: "receipt"))
        var body: Int64?

        @Flag(help: "Print JSON Lines.")
        var json = false

        @OptionGroup var data: DataOptions

        func validate() throws {
            if !(1...1_000_000).contains(limit) { throw ValidationError("--limit must be a number from 1 to 1000000.") }
        }

        func run() async throws {
            if let body { return try await printBody(body) }
            let store = try ConsoleAccess.store(data, mode: .readOnly)
            let entries = try store.entries(after: after, limit: limit, ticket: ticket.map { TicketID($0) })
            if json {
                for entry in entries { try ConsoleAccess.printLine(EgressLine(entry)) }
                return
            }
            guard !entries.isEmpty else { return Console.note("nothing was sent") }
            var table = Table([
                ("receipt", .right), ("at", .left), ("client", .left), ("ticket", .left), ("bytes", .right),
                ("answer", .right), ("withheld", .right), ("endpoint", .left),
            ])
            for entry in entries {
                table.add([
                    String(entry.receipt.receipt), entry.at.description, entry.clientID?.rawValue ?? "–",
                    entry.ticketID.rawValue, String(entry.receipt.bytes), entry.answerStatus.map(String.init) ?? "–",
                    String(entry.receipt.redacted.values.reduce(0, +)), entry.receipt.endpoint,
                ])
            }
            Console.write(table.text(width: Console.Stream.standardOutput.tableWidth) + "\n", to: .standardOutput)
        }

        private func printBody(_ receipt: Int64) async throws {
            let store = try ConsoleAccess.store(data)
            guard let entry = try store.entries(after: receipt - 1, limit: 1).first, entry.receipt.receipt == receipt,
                let bytes = try store.body(ofReceipt: receipt)
            else {
                throw Problem(
                    "there is no egress receipt \(receipt)", place: store.path, remedy: "See sidenote egress show")
            }
            guard !bytes.isEmpty || entry.receipt.bytes == 0 else {
                throw Problem(
                    "the body of receipt \(receipt) was removed by retention", place: store.path,
                    remedy: "Its length and SHA-256 are still in the ledger")
            }
            try await store.record(
                AuditEntry(
                    at: SystemClock().now(), actor: ConsoleAccess.actor, act: "egress_body_viewed",
                    object: "receipt:\(receipt)", clientID: entry.clientID))
            let text = String(decoding: bytes, as: UTF8.self)
            // On a terminal, control characters could do anything.
            let isTerminal = Console.Stream.standardOutput.isTerminal
            Console.write(isTerminal ? Console.printable(text) + "\n" : text, to: .standardOutput)
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recomputes the whole chain, body by body.",
            discussion: """
                Bodies that retention removed are accepted where the audit ledger says so: verify that one too. Exit \
                status: 0 the ledger holds, 2 it does not, 3 it cannot be read.

                Example:
                  sidenote egress verify && sidenote audit verify
                """)

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var data: DataOptions

        func run() throws {
            let store = try ConsoleAccess.store(data, mode: .readOnly)
            let result = try store.verify()
            try VerificationLine(
                sound: result.isSound, entries: result.count, head: result.head, firstBroken: result.firstBroken,
                reason: result.reason
            ).print(json: json, ledger: "egress ledger", place: store.path)
        }
    }
}

/// An entry as `egress show --json` prints it.
struct EgressLine: Encodable {
    var receipt: Int64
    var at: Timestamp
    var clientID: ClientID?
    var ticketID: TicketID
    var endpoint: String
    var bytes: Int
    var sha256: String
    var redacted: [String: Int]
    var answerStatus: Int?
    var hash: String

    init(_ entry: LedgerEntry) {
        receipt = entry.receipt.receipt
        at = entry.at
        clientID = entry.clientID
        ticketID = entry.ticketID
        endpoint = entry.receipt.endpoint
        bytes = entry.receipt.bytes
        sha256 = entry.receipt.sha256
        redacted = entry.receipt.redacted
        answerStatus = entry.answerStatus
        hash = entry.hash
    }
}
