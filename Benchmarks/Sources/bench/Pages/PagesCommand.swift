import ArgumentParser
import Connectors
import Domain
import Foundation
import Retrieval
import Storage
import World

struct PagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages", abstract: "Measures the review pages of the built service on a large store.",
        discussion: """
            Times are milliseconds over a real connection, until the first byte; every ticket page is another ticket's. \
            Weights are bytes over the line with gzip, for a browser that has kept nothing. Build the service first: \
            swift build -c release --product sidenote-server.
            """)

    @Option(help: "The program to measure.") var server = "../.build/release/sidenote-server"
    @Option(help: "The sample MSP whose texts are mixed in.") var fixtures = "../Fixtures"
    @Option(help: "Tickets in the store.") var tickets = 100_000
    @Option(help: "Drafts to be decided.") var open = 10_000
    @Option(help: "Drafts that were decided.") var decided = 20_000
    @Option(help: "Requests for each page.") var requests = 300
    @Option(help: "Folder for the store; it is made and removed.") var data: String?

    func run() async throws {
        let folder = data ?? FileManager.default.temporaryDirectory.path + "/sidenote-bench-pages-\(getpid())"
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ValidationError("There is something at \(folder) already.")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cookie = try await fill(folder)
        let server = try PageServer(server, data: folder + "/data")
        defer { server.stop() }
        let client = try PageClient(port: server.port, fields: "Cookie: sidenote-local=\(cookie)\r\n")
        print(Latencies.head)
        let random = (0..<requests + 10).map { "/tickets/many-\(1 + $0 * 7919 % open)" }
        var weights: [String] = []
        for (name, path) in [
            ("queue", { _ in "/" }), ("queue, searched", { _ in "/?q=printer" }), ("ticket", { random[$0] }),
            ("ticket, again", { _ in random[0] }), ("insights", { _ in "/insights" }), ("ledger", { _ in "/ledger" }),
        ] as [(String, (Int) -> String)] {
            try measure(name, path, client)
            weights.append(try weight(name, path(0), client))
        }
        try check(client, random[0])
        print("\n" + weights.joined(separator: "\n"))
    }

    /// Returns the cookie of somebody who is signed in.
    private func fill(_ folder: String) async throws -> String {
        var world = WorldWriter()
        world.documents = 2_000
        world.tickets = 60
        world.history = 2_000
        try world.write(to: URL(fileURLWithPath: folder), fixtures: URL(fileURLWithPath: fixtures))
        let store = try SQLiteStore.open(directory: folder + "/data")
        _ = try Importer(cleaner: .standard).run(try ImportPlan(paths: [folder + "/import"])) { try store.write($0) }
        let catalog = IndexCatalog(store: store, directory: folder + "/data/index")
        try catalog.refresh()
        let filler = PageFiller(store: store, catalog: catalog, folder: folder + "/data")
        let made = try await filler.makeDrafts(of: try Tickets.read(folder + "/tickets.jsonl"))
        let account = try await store.createAccount(
            login: "lena", name: "Lena Lead", role: .lead, clients: nil, passwordHash: nil, by: Actor(.console, "bench")
        )
        let secret = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        let now = SystemClock().now()
        try await store.createSession(
            secret: secret, account: account.id, endsAt: now.adding(seconds: 36_000),
            audit: AuditEntry(at: now, actor: Actor(.user, account.id), act: "sign_in"))
        try store.close()
        try filler.copy(made, open: open, decided: decided, tickets: tickets)
        try "work:\n  enabled: false\nserver:\n  log_level: error\n".write(
            toFile: folder + "/data/sidenote.yaml", atomically: true, encoding: .utf8)
        return secret
    }

    private func measure(_ name: String, _ path: (Int) -> String, _ client: PageClient) throws {
        var latencies = Latencies()
        for number in 0..<requests + 10 {
            let answer = try client.get(path(number))
            guard answer.status == 200 else { throw Problem("\(name) answered \(answer.status)") }
            if number >= 10 { latencies.values.append(answer.firstByte) }
        }
        print(latencies.line(name))
    }

    /// A page with all that it loads.
    private func weight(_ name: String, _ path: String, _ client: PageClient) throws -> String {
        let page = try client.get(path).bytes
        let text = String(decoding: try client.get(path, gzip: false).body, as: UTF8.self)
        let loaded = Set(
            text.components(separatedBy: "\"").filter { $0.hasPrefix("/assets/") && !$0.contains(" ") })
        let assets = try loaded.reduce(0) { try $0 + client.get($1).bytes }
        return "\(name): \(page) bytes, with its \(loaded.count) assets \(page + assets)"
    }

    /// A text as it is typed: one of a usual length, and the longest there may be.
    private func check(_ client: PageClient, _ ticket: String) throws {
        let page = String(decoding: try client.get(ticket, gzip: false).body, as: UTF8.self)
        func value(_ before: String) -> String? {
            page.range(of: before).map { String(page[$0.upperBound...].prefix { $0 != "\"" }) }
        }
        guard let draft = value("data-draft=\""), let token = value("name=\"csrf\" content=\"") else {
            throw Problem("the ticket's page shows no draft")
        }
        let sentence = "The printer at the front desk prints blank pages since Monday and we will look at it. "
        for (name, bytes) in [("check, 600 bytes", 600), ("check, 64 kB", 65_000)] {
            var latencies = Latencies()
            for number in 0..<min(requests, 50) {
                // Each another text, as it is while somebody types.
                var text = "Attempt \(number). "
                var line = 0
                while text.utf8.count < bytes {
                    text += sentence.replacing("Monday", with: "line \(line)")
                    line += 1
                }
                let form = "csrf_token=\(token)&revision=1&text=" + text.prefix(bytes).replacing(" ", with: "+")
                let answer = try client.post("/drafts/\(draft)/check", form: form)
                guard answer.status == 200 else { throw Problem("\(name) answered \(answer.status)") }
                latencies.values.append(answer.whole)
            }
            print(latencies.line(name))
        }
    }
}
