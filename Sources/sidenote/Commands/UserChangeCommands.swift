import ArgumentParser
import Digest
import Domain
import Storage

extension UserCommand {
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Changes name, role or clients of an account.",
            discussion: """
                A change of role or clients ends the account’s sessions.

                Examples:
                  sidenote user set ann@example.com --role lead
                  sidenote user set bob --client hdg --client nwl
                  sidenote user set bob --every-client
                """)

        @Argument(help: "Login or id.")
        var account: String

        @Option(help: "The name to show.")
        var name: String?

        @Option(help: ArgumentHelp("reader, technician, lead or admin.", valueName: "role"))
        var role: RoleName?

        @Option(help: ArgumentHelp("A client to restrict the account to; may be repeated.", valueName: "id"))
        var client: [String] = []

        @Flag(help: "Lift the restriction to clients.")
        var everyClient = false

        @OptionGroup var data: DataOptions

        func validate() throws {
            if everyClient, !client.isEmpty { throw ValidationError("--client and --every-client exclude each other.") }
            if name == nil, role == nil, client.isEmpty, !everyClient {
                throw ValidationError("Say what to change: --name, --role, --client or --every-client.")
            }
        }

        func run() async throws {
            let store = try ConsoleAccess.store(data)
            var change = AccountChange()
            change.name = name
            change.role = role?.role
            if everyClient { change.clients = .some(nil) }
            if let clients = try ConsoleAccess.restriction(client, in: store) { change.clients = .some(clients) }
            try await UserCommand.apply(change, to: account, store, data)
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Disables an account and ends its sessions.",
            discussion: "Example:\n  sidenote user disable bob")

        @Argument(help: "Login or id.")
        var account: String

        @OptionGroup var data: DataOptions

        func run() async throws {
            var change = AccountChange()
            change.isDisabled = true
            try await UserCommand.apply(change, to: account, try ConsoleAccess.store(data), data)
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enables a disabled account.", discussion: "Example:\n  sidenote user enable bob")

        @Argument(help: "Login or id.")
        var account: String

        @OptionGroup var data: DataOptions

        func run() async throws {
            var change = AccountChange()
            change.isDisabled = false
            try await UserCommand.apply(change, to: account, try ConsoleAccess.store(data), data)
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "passwd",
            abstract: "Sets an account’s password and ends its sessions.",
            discussion: """
                The password is asked for on a terminal, or comes in on standard input.

                Example:
                  sidenote user passwd ann@example.com
                """)

        @Argument(help: "Login or id.")
        var account: String

        @Flag(help: "Read the password from the first line of standard input.")
        var passwordStdin = false

        @OptionGroup var data: DataOptions

        func run() async throws {
            let store = try ConsoleAccess.store(data)
            let login = try ConsoleAccess.account(account, in: store).login
            var change = AccountChange()
            change.passwordHash = try PasswordHash.make(
                try PasswordInput.read(fromStandardInput: passwordStdin, login: login))
            try await UserCommand.apply(change, to: account, store, data)
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints an address that signs an account in once, within 15 minutes.",
            discussion: """
                The address is a credential: hand it over on a safe way.

                Example:
                  sidenote user link ann@example.com --url https://sidenote.example.com
                """)

        @Argument(help: "Login or id.")
        var account: String

        @Option(help: ArgumentHelp("The address of the service, without a path.", valueName: "url"))
        var url: String

        @OptionGroup var data: DataOptions

        func validate() throws {
            let isWeb = ["https://", "http://"].contains { url.hasPrefix($0) && url.count > $0.count }
            guard isWeb, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x3F && $0 != 0x23 }) else {
                throw ValidationError("--url must be the service’s address, such as https://sidenote.example.com.")
            }
        }

        func run() async throws {
            let store = try ConsoleAccess.store(data)
            let account = try ConsoleAccess.account(account, in: store)
            let secret = try RandomBytes.token()
            let end = SystemClock().now().adding(seconds: 15 * 60)
            try await store.createLink(secret: secret, account: account.id, expiresAt: end, by: ConsoleAccess.actor)
            let base = url.hasSuffix("/") ? String(url.dropLast()) : url
            Console.write("\(base)/sign-in/link/\(secret)\n", to: .standardOutput)
            if !data.quiet { Console.note("signs \(account.login) in once, until \(end)") }
        }
    }

    private static func apply(
        _ change: AccountChange, to name: String, _ store: SQLiteStore, _ data: DataOptions
    ) async throws {
        let account = try ConsoleAccess.account(name, in: store)
        let changed = try await store.updateAccount(account.id, change, by: ConsoleAccess.actor)
        guard !data.quiet else { return }
        Console.note(
            "\(changed.id) \(changed.login): \(changed.role.rawValue), \(ConsoleAccess.describe(changed.clients))"
                + (changed.isDisabled ? ", disabled" : ""))
    }
}
