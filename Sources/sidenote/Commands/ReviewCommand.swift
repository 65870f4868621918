import ArgumentParser
import Domain
import Foundation
import Storage

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Lists, shows, approves and rejects drafts.",
        discussion: """
            The acts of the review page from a terminal. Works on the data directly, also while the service runs; the \
            audit ledger names the user of this machine. Nothing is sent to anyone by it.

            Examples:
              sidenote review list --state open
              sidenote review show 17
              sidenote review approve 17
              sidenote review reject 17 --reason "answered by phone"
            """,
        subcommands: [List.self, Show.self, Approve.self, Reject.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists drafts, newest first.",
            discussion: "Example:\n  sidenote review list --state open --client hdg --json")

        @Option(help: ArgumentHelp("Of that client alone.", valueName: "id"))
        var client: String?

        @Option(help: "open, claimed, approved, rejected or stale.")
        var state: StateName?

        @Option(help: ArgumentHelp("How many.", valueName: "n"))
        var limit = 50

        @Flag(help: "Print JSON Lines.")
        var json = false

        @OptionGroup var data: DataOptions

        func validate() throws {
            if !(1...10_000).contains(limit) { throw ValidationError("--limit must be a number from 1 to 10000.") }
        }

        func run() throws {
            let store = try ConsoleAccess.store(data, mode: .readOnly)
            let drafts = try store.drafts(
                DraftFilter(clientID: client.map { ClientID($0) }, state: state?.state), for: .everyClient, before: nil,
                limit: limit)
            if json {
                for draft in drafts { try ConsoleAccess.printLine(ReviewLine(draft)) }
                return
            }
            guard !drafts.isEmpty else { return Console.note("no draft") }
            var table = Table([
                ("draft", .right), ("state", .left), ("client", .left), ("ticket", .left), ("made", .left),
                ("blocked", .left), ("subject", .left),
            ])
            for draft in drafts {
                table.add([
                    String(draft.id), draft.state.rawValue, draft.clientID?.rawValue ?? "–", draft.ticketID.rawValue,
                    draft.createdAt.description, draft.isBlocked ? "yes" : "", draft.subject,
                ])
            }
            Console.write(table.text(width: Console.Stream.standardOutput.tableWidth) + "\n", to: .standardOutput)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a draft. The view is noted in the audit ledger.",
            discussion: "Example:\n  sidenote review show 17 --json")

        @Argument(help: "The draft’s number.")
        var draft: Int64

        @Flag(help: "Print the whole record as JSON.")
        var json = false

        @OptionGroup var data: DataOptions

        func run() async throws {
            let store = try ConsoleAccess.store(data)
            let found = try await store.view(draft, by: ReviewConsole.principal, now: SystemClock().now())
            guard let found else { throw ReviewConsole.problem(.notFound, draft, store) }
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                let text = String(decoding: try encoder.encode(found.record), as: UTF8.self)
                return Console.write(text + "\n", to: .standardOutput)
            }
            let edited = try store.text(of: draft, for: .everyClient)
            Console.write(ReviewConsole.text(of: found, edited) + "\n", to: .standardOutput)
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a draft’s text final.",
            discussion: """
                The text is checked against the evidence as it stands. One with sentences that nothing supports needs \
                --confirm-unsupported; one that tells the requester what stands in internal evidence alone needs \
                --confirm-internal or --note.

                Examples:
                  sidenote review approve 17
                  sidenote review approve 17 --text reply.txt
                """)

        @Argument(help: "The draft’s number.")
        var draft: Int64

        @Option(help: ArgumentHelp("A file with the reply in your own words; - is standard input.", valueName: "file"))
        var text: String?

        @Flag(help: "Approve a blocked draft as it stands.")
        var confirmUnsupported = false

        @Flag(help: "The requester may be told what stands in internal evidence alone.")
        var confirmInternal = false

        @Flag(help: "Approve it as an internal note.")
        var note = false

        @OptionGroup var data: DataOptions

        func run() async throws {
            var payload = Decision.Payload()
            if let text { payload.text = try ReviewConsole.read(text) }
            if confirmUnsupported { payload.confirmUnsupported = true }
            if confirmInternal { payload.confirmInternal = true }
            if note { payload.asNote = true }
            try await ReviewConsole.decide(draft, .approve, payload, data)
        }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rejects a draft.",
            discussion: "Example:\n  sidenote review reject 17 --reason \"answered by phone\"")

        @Argument(help: "The draft’s number.")
        var draft: Int64

        @Option(help: "Why.")
        var reason: String

        @OptionGroup var data: DataOptions

        func run() async throws {
            try await ReviewConsole.decide(draft, .reject, Decision.Payload(reason: reason), data)
        }
    }
}

/// A draft's state as an argument.
enum StateName: String, ExpressibleByArgument, CaseIterable {
    case open, claimed, approved, rejected, stale

    var state: StoredDraft.State {
        switch self {
        case .open: .open
        case .claimed: .claimed
        case .approved: .approved
        case .rejected: .rejected
        case .stale: .stale
        }
    }
}
