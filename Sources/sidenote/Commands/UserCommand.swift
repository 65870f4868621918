import ArgumentParser
import Digest
import Domain
import Storage

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Makes and changes the accounts of people.",
        discussion: """
            Works on the data directly, also while the service runs. Each change stands in the audit ledger under the \
            name of this machine’s user. Roles, each with what the ones before it may: reader, technician, lead, admin.

            Examples:
              sidenote user add ann@example.com --name "Ann Example" --role admin
              sidenote user link ann@example.com --url https://sidenote.example.com
            """,
        subcommands: [
            Add.self, List.self, Set.self, Disable.self, Enable.self, Link.self, Password.self,
        ])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an account.",
            discussion: """
                The password is asked for on a terminal, or comes in on standard input.

                Examples:
                  sidenote user add ann@example.com --name "Ann Example" --role lead
                  pass show sidenote/bob | sidenote user add bob --password-stdin --client hdg --client nwl
                  sidenote user add eve@example.com --no-password
                """)

        @Argument(help: "What is typed at sign-in: a mail address or a short name.")
        var login: String

        @Option(help: "The name to show; the login without one.")
        var name: String?

        @Option(help: ArgumentHelp("reader, technician, lead or admin.", valueName: "role"))
        var role: RoleName = .technician

        @Option(help: ArgumentHelp("A client this person is restricted to; may be repeated.", valueName: "id"))
        var client: [String] = []

        @Flag(help: "Read the password from the first line of standard input.")
        var passwordStdin = false

        @Flag(help: "Without a password: sign-in by link or identity provider.")
        var noPassword = false

        @OptionGroup var data: DataOptions

        func validate() throws {
            if passwordStdin, noPassword {
                throw ValidationError("--password-stdin and --no-password exclude each other.")
            }
        }

        func run() async throws {
            let login = try LoginName.normalized(login)
            let store = try ConsoleAccess.store(data, creates: true)
            guard try store.account(login: login) == nil else {
                throw Problem(
                    "the login “\(login)” is taken", place: store.path,
                    remedy: "Choose another one, or change that account with sidenote user set")
            }
            let clients = try ConsoleAccess.restriction(client, in: store)
            var hash: String?
            if !noPassword {
                hash = try PasswordHash.make(try PasswordInput.read(fromStandardInput: passwordStdin, login: login))
            }
            let account = try await store.createAccount(
                login: login, name: name.nonBlank ?? login, role: role.role, clients: clients, passwordHash: hash,
                by: ConsoleAccess.actor)
            if !data.quiet {
                Console.note(
                    "made \(account.id) \(account.login): \(account.role.rawValue), "
                        + ConsoleAccess.describe(account.clients))
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the accounts.", discussion: "Example:\n  sidenote user list --json")

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var data: DataOptions

        func run() throws {
            let accounts = try ConsoleAccess.store(data, mode: .readOnly).accounts()
            if json { return try ConsoleAccess.printJSON(accounts.map(AccountLine.init)) }
            guard !accounts.isEmpty else { return Console.note("no account") }
            var table = Table([
                ("id", .left), ("login", .left), ("role", .left), ("sign-in", .left), ("state", .left),
                ("clients", .left), ("name", .left),
            ])
            for account in accounts {
                let ways = [account.hasPassword ? "password" : nil, account.subject == nil ? nil : "provider"]
                table.add([
                    account.id, account.login, account.role.rawValue,
                    ways.compactMap { $0 }.joined(separator: ", ").nonBlankText ?? "link",
                    account.isDisabled ? "disabled" : "enabled", ConsoleAccess.describe(account.clients), account.name,
                ])
            }
            Console.write(table.text(width: Console.Stream.standardOutput.tableWidth) + "\n", to: .standardOutput)
        }
    }
}

/// An account as `user list --json` prints it.
struct AccountLine: Encodable {
    var id: String
    var login: String
    var name: String
    var role: Role
    var clients: [ClientID]?
    var disabled: Bool
    var password: Bool
    var issuer: String?
    var createdAt: Timestamp

    init(_ account: Account) {
        id = account.id
        login = account.login
        name = account.name
        role = account.role
        clients = account.clients?.sorted()
        disabled = account.isDisabled
        password = account.hasPassword
        issuer = account.subject?.issuer
        createdAt = account.createdAt
    }
}

extension String {
    var nonBlankText: String? { Optional(self).nonBlank }
}
