import ArgumentParser
import Digest
import Domain
import Storage

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Makes and revokes bearer tokens for programs.",
        discussion: """
            A token is shown once; only its digest is kept. It begins with sn_, so that scanners for leaked secrets \
            find it. Works on the data directly, also while the service runs.

            Examples:
              sidenote token create --label "nightly export" --role reader
              sidenote token revoke t_3
            """,
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a token and prints it, once.",
            discussion: """
                Examples:
                  sidenote token create --label "nightly export" --role reader --expires 365d
                  sidenote token create --label portal --role technician --client hdg --client nwl
                """)

        @Option(help: "What it is for.")
        var label: String

        @Option(help: ArgumentHelp("reader, technician, lead or admin.", valueName: "role"))
        var role: RoleName = .reader

        @Option(help: ArgumentHelp("A client it is restricted to; may be repeated.", valueName: "id"))
        var client: [String] = []

        @Option(help: ArgumentHelp("How long it is valid: 12h, 90d, 4w or never.", valueName: "time"))
        var expires: Lifetime = .standard

        @Flag(help: "Print JSON, the token in it.")
        var json = false

        @OptionGroup var data: DataOptions

        func run() async throws {
            let store = try ConsoleAccess.store(data)
            let clients = try ConsoleAccess.restriction(client, in: store)
            let secret = "sn_" + (try RandomBytes.token())
            let token = try await store.createToken(
                secret: secret, label: label, role: role.role, clients: clients,
                expiresAt: expires.end(from: SystemClock().now()), by: ConsoleAccess.actor)
            if json { return try ConsoleAccess.printJSON(TokenLine(token, secret: secret)) }
            Console.write(secret + "\n", to: .standardOutput)
            if !data.quiet {
                Console.note(
                    "\(token.id) “\(token.label)”: \(token.role.rawValue), \(ConsoleAccess.describe(token.clients)), "
                        + (token.expiresAt.map { "until \($0)" } ?? "without end")
                        + ". It is not shown again.")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the tokens, without their secrets.", discussion: "Example:\n  sidenote token list --json")

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var data: DataOptions

        func run() throws {
            let tokens = try ConsoleAccess.store(data, mode: .readOnly).tokens()
            if json { return try ConsoleAccess.printJSON(tokens.map { TokenLine($0) }) }
            guard !tokens.isEmpty else { return Console.note("no token") }
            let now = SystemClock().now()
            var table = Table([
                ("id", .left), ("label", .left), ("role", .left), ("state", .left), ("last used", .left),
                ("clients", .left),
            ])
            for token in tokens {
                table.add([
                    token.id, token.label, token.role.rawValue, TokenLine.state(token, now: now),
                    token.lastUsedAt?.day ?? "never", ConsoleAccess.describe(token.clients),
                ])
            }
            Console.write(table.text(width: Console.Stream.standardOutput.tableWidth) + "\n", to: .standardOutput)
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revokes a token at once and for ever.", discussion: "Example:\n  sidenote token revoke t_3")

        @Argument(help: "The token’s id, as listed.")
        var id: String

        @OptionGroup var data: DataOptions

        func run() async throws {
            let token = try await ConsoleAccess.store(data).revokeToken(id, by: ConsoleAccess.actor)
            if !data.quiet { Console.note("\(token.id) “\(token.label)” is revoked") }
        }
    }
}

/// A token as `--json` prints it.
struct TokenLine: Encodable {
    var id: String
    var label: String
    var role: Role
    var clients: [ClientID]?
    var createdAt: Timestamp
    var expiresAt: Timestamp?
    var revokedAt: Timestamp?
    var lastUsedAt: Timestamp?
    /// Only when it is made.
    var token: String?

    init(_ record: AccessToken, secret: String? = nil) {
        id = record.id
        label = record.label
        role = record.role
        clients = record.clients?.sorted()
        createdAt = record.createdAt
        expiresAt = record.expiresAt
        revokedAt = record.revokedAt
        lastUsedAt = record.lastUsedAt
        token = secret
    }

    static func state(_ token: AccessToken, now: Timestamp) -> String {
        if token.revokedAt != nil { return "revoked" }
        guard let end = token.expiresAt else { return "without end" }
        return end <= now ? "expired" : "until \(end.day)"
    }
}
