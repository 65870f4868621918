import CurlTransport
import Digest
import Domain
import Enrichment
import Foundation
import Logging
import ServiceLifecycle
import Settings
import Storage

@testable import Service

/// A store with three clients, the real server over it on a port of its own, and tokens of every kind.
struct APIWorld: Sendable {
    let folder: String
    let store: SQLiteStore
    let url: String
    let transport: CurlTransport
    private let environment: ServiceEnvironment
    private let index: IndexParts
    private let group: ServiceGroup
    private let running: Task<Void, any Error>

    /// Runs `body` in a new world and takes everything down after.
    static func with(
        timing: EventTiming = EventTiming(), _ body: (APIWorld) async throws -> Void
    ) async throws {
        let world = try await APIWorld(timing: timing)
        do {
            try await body(world)
        } catch {
            await world.stop()
            throw error
        }
        await world.stop()
    }

    private init(timing: EventTiming) async throws {
        folder = NSTemporaryDirectory() + "/sidenote-api-" + UUID().uuidString
        store = try SQLiteStore.open(directory: folder)
        _ = try store.write(Self.records)
        var values = SettingValues()
        try values.read(environment: ["SIDENOTE_SERVER_LISTEN": "127.0.0.1:0"])
        let settings = try Settings(values)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        environment = ServiceEnvironment(
            store: store, settings: settings, logger: logger, publicURL: "http://127.0.0.1")
        index = IndexParts(store: store, directory: folder)
        transport = try CurlTransport()
        let signIn = try SignIn(environment, transport: transport)
        let (addresses, told) = AsyncStream<ListenAddress>.makeStream()
        let server = try ServiceServer(
            environment, groups: [API(environment, index: index, timing: timing)], layers: [signIn.authentication],
            metrics: ServiceMetrics(), dataDirectory: folder, started: { told.yield($0) })
        let group = ServiceGroup(services: [server], logger: logger)
        self.group = group
        running = Task { try await group.run() }
        var iterator = addresses.makeAsyncIterator()
        guard let address = await iterator.next() else { throw Problem("the server did not start") }
        url = "http://\(address)"
    }

    private func stop() async {
        await group.triggerGracefulShutdown()
        _ = try? await running.value
        await index.stop()
        try? store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Ends the server as a stop signal does, and returns once it has.
    func shutDown() async throws {
        await group.triggerGracefulShutdown()
        try await running.value
    }

    /// The routes that are served.
    func table() -> APITable { API.table(environment, index) }

    // MARK: Records

    private static var records: ImportBatch {
        var batch = ImportBatch()
        for id in ["a", "b", "c"] {
            batch.clients.append(Client(id: ClientID(id), name: "Client \(id)", domains: ["\(id).example.com"]))
            batch.devices.append(
                Device(id: DeviceID("dev-\(id)"), clientID: ClientID(id), hostname: "HOST-\(id.uppercased())"))
            batch.documents.append(document("doc-\(id)", ClientID(id)))
            batch.tickets.append(ticket("old-\(id)", ClientID(id)))
        }
        batch.documents.append(document("doc-shared", nil))
        batch.tickets.append(ticket("old-nobody", nil))
        return batch
    }

    private static func document(_ id: String, _ client: ClientID?) -> StoredDocument {
        StoredDocument(
            document: Document(id: DocumentID(id), clientID: client, title: "Printer runbook \(id)", body: "body"),
            text: "Restart the print spooler of \(id) and clear the queue.")
    }

    static func ticket(_ id: String, _ client: ClientID?) -> StoredTicket {
        StoredTicket(
            ticket: Ticket(
                id: TicketID(id), clientID: client, subject: "Printer of \(id)", body: "body",
                createdAt: Timestamp(seconds: 1_790_000_000)),
            subject: "Printer of \(id)", text: "The printer of \(id) prints nothing.", entities: [])
    }

    static func record(_ ticket: String, _ client: ClientID?, isBlocked: Bool = false) -> EnrichmentRecord {
        let clean = CleanTicket(id: TicketID(ticket), subject: "Subject \(ticket)", text: "Text", language: "en")
        return EnrichmentRecord(
            ticketID: clean.id, clientID: client, policy: .local, ticket: .init(clean),
            context: .init(evidence: [
                Evidence(
                    id: "E1", kind: .ticket, source: ticket, title: "Ticket",
                    text: "Evidence of \(ticket): hello, my own words"),
                Evidence(id: "E2", kind: .document, source: "doc-shared", title: "Runbook", text: "Restart."),
            ]),
            triage: .init(category: "printing", priority: "P3", impact: "person", urgency: "normal", security: false),
            draft: Draft(
                mode: .extractive, prompt: "extractive@1", language: "en",
                reply: [Sentence(text: "Hello.", kind: .courtesy)],
                replyText: isBlocked ? "The server FS-99 is down." : "Hello from \(ticket)."),
            claims: ClaimSummary(blocked: isBlocked, reasons: isBlocked ? ["unsupported"] : []),
            usage: .init(inputTokens: 100, outputTokens: 10, cost: 0.5))
    }

    /// Brings a ticket through the inbox and the queue to its draft. Returns the draft's id.
    @discardableResult
    func draft(_ ticket: String, _ client: ClientID?, content: String = "1", isBlocked: Bool = false) async throws
        -> Int64
    {
        let now = SystemClock().now()
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: "\(ticket)-\(content)-\(UUID().uuidString)", action: .changed,
                ticketID: TicketID(ticket), version: now.milliseconds,
                contentHash: try SHA256Digest.bytes(of: Array((ticket + content).utf8)), lane: client?.rawValue ?? "",
                deadline: now.milliseconds, ticket: Array("{}".utf8)))
        // Other tests' jobs are in other stores, so the one leased is the one just added.
        guard let leased = try await store.lease(limit: 1, owner: "test", seconds: 60, now: now).first else {
            throw Problem("there is no job")
        }
        return try await store.complete(
            leased.job.id, leased.lease,
            with: JobResult(
                record: Self.record(ticket, client, isBlocked: isBlocked), ticket: Self.ticket(ticket, client),
                actor: Actor(.system, "worker")), now: now)
    }

    /// A job that was given up. Returns its id.
    func deadJob(_ ticket: String, _ client: ClientID?) async throws -> Int64 {
        let now = SystemClock().now()
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: ticket, action: .changed, ticketID: TicketID(ticket), version: 1,
                contentHash: try SHA256Digest.bytes(of: Array(ticket.utf8)), lane: client?.rawValue ?? "",
                deadline: now.milliseconds, ticket: Array("{}".utf8)))
        return try await killJob()
    }

    /// Gives up the job that is ready.
    @discardableResult
    func killJob() async throws -> Int64 {
        let now = SystemClock().now()
        guard let leased = try await store.lease(limit: 1, owner: "test", seconds: 60, now: now).first else {
            throw Problem("there is no job")
        }
        try await store.fail(
            leased.job.id, leased.lease, JobFailure(reason: "no answer", isPermanent: true), now: now)
        return leased.job.id
    }

    // MARK: Callers

    /// A new token's secret.
    func token(_ role: Role, _ clients: Set<ClientID>? = nil, label: String = "test", expiresAt: Timestamp? = nil)
        async throws
        -> String
    {
        let secret = "sn_" + (try RandomBytes.token())
        _ = try await store.createToken(
            secret: secret, label: label, role: role, clients: clients, expiresAt: expiresAt,
            by: Actor(.console, "test"))
        return secret
    }

    /// A signed-in browser's secret and whose it is.
    func session(_ role: Role) async throws -> (SessionSecret, Account) {
        let account = try await store.createAccount(
            login: "ada@msp.example", name: "Ada", role: role, clients: nil, passwordHash: nil,
            by: Actor(.console, "test"))
        let secret = try SessionSecret.make()
        let now = SystemClock().now()
        try await store.createSession(
            secret: secret.text, account: account.id, endsAt: now.adding(seconds: 600),
            audit: AuditEntry(at: now, actor: Actor(.user, account.id), act: "sign_in"))
        return (secret, account)
    }

    func caller(_ role: Role, _ clients: Set<ClientID>? = nil) async throws -> APICaller {
        APICaller(world: self, token: try await token(role, clients))
    }
}
