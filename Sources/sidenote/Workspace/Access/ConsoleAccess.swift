import ArgumentParser
import Domain
import Foundation
import Glibc
import Settings
import Storage

/// The store as commands about accounts, tokens and ledgers use it: opened directly, beside a running service.
enum ConsoleAccess {
    /// Who acts, as the audit ledger names it: the user of this machine. Through sudo, the one who called it.
    static var actor: Actor {
        let name = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid\(getuid())"
        let caller = getuid() == 0 ? Workspace.environment["SUDO_USER"].nonBlank : nil
        return Actor(
            .console, String((caller ?? name).unicodeScalars.filter { $0.isASCII && $0.value > 0x20 }.prefix(64)))
    }

    /// - Parameter creates: whether a missing data folder is made.
    static func store(_ data: DataOptions, mode: OpenMode = .readWrite, creates: Bool = false) throws -> SQLiteStore {
        let directory = Workspace.directory(data)
        if !creates, !FileManager.default.fileExists(atPath: directory + "/sidenote.sqlite") {
            throw Problem(
                "there is no Sidenote data here", place: directory, remedy: "Name the data folder with --data")
        }
        return try SQLiteStore.open(directory: directory, mode: mode)
    }

    /// The account of a login or an id.
    static func account(_ name: String, in store: SQLiteStore) throws -> Account {
        if let account = try store.account(id: name) ?? store.account(login: name) { return account }
        let logins = try store.accounts().map(\.login)
        throw Problem(
            "there is no account “\(name.prefix(60))”", place: store.path,
            remedy: NearestKey.of(name, among: logins).map { "Did you mean “\($0)”?" } ?? "See sidenote user list")
    }

    /// Checks that the clients exist, so that a typing error does not shut a person out. nil for none named.
    static func restriction(_ names: [String], in store: SQLiteStore) throws -> Set<ClientID>? {
        guard !names.isEmpty else { return nil }
        let known = Set(try store.clients().map(\.id.rawValue))
        for name in names where !known.contains(name) {
            let nearest = NearestKey.of(name, among: known.sorted()).map { "Did you mean “\($0)”?" }
            throw Problem(
                "there is no client “\(name.prefix(60))”", place: store.path,
                remedy: nearest ?? (known.isEmpty ? "Import clients first" : "Use an id of an imported client"))
        }
        return Set(names.map { ClientID($0) })
    }

    static func describe(_ clients: Set<ClientID>?) -> String {
        clients.map { $0.isEmpty ? "none" : $0.sorted().map(\.rawValue).joined(separator: ", ") } ?? "every client"
    }

    /// As one line.
    static func printLine(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Console.write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n", to: .standardOutput)
    }

    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        Console.write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n", to: .standardOutput)
    }
}

/// A role as an argument.
enum RoleName: String, ExpressibleByArgument, CaseIterable {
    case reader, technician, lead, admin

    var role: Role {
        switch self {
        case .reader: .reader
        case .technician: .technician
        case .lead: .lead
        case .admin: .admin
        }
    }
}
