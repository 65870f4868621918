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

/// The server with the routes of every part, over a store with two clients that have one thing of each kind.
struct MatrixWorld: Sendable {
    static let own: ClientID = "a"
    static let other: ClientID = "b"
    private static let webhookSecret = "whsec_FGOh1N4T35mkRMlQeRuHnakEf0ghlOLAKouQKBVJ7P4="

    let store: SQLiteStore
    let transport: CurlTransport
    let url: String
    /// Every route with its method, as the table writes it.
    let routes: Set<String>
    let groupNames: Set<String>
    let pages: PageRoutes

    static func run(_ use: (MatrixWorld) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("matrix-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try SQLiteStore.open(directory: folder)
        defer { try? store.close() }
        _ = try store.write(records)
        var values = SettingValues()
        try values.read(environment: [
            "SIDENOTE_SERVER_LISTEN": "127.0.0.1:0", "SIDENOTE_SERVER_METRICS_ACCESS": "token",
            "SIDENOTE_WEBHOOKS_GENERIC_SECRET_ENV": "SECRET",
        ])
        let settings = try Settings(values)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let environment = ServiceEnvironment(
            store: store, settings: settings, logger: logger, publicURL: "http://127.0.0.1")
        let transport = try CurlTransport(settings: .init(proxy: .none))
        let signIn = try SignIn(environment, transport: transport)
        let sources = try WebhookSources(
            settings.webhooks, environment: { _ in webhookSecret }, transport: transport)
        let index = IndexParts(store: store, directory: folder)
        let pages = try PageRoutes(environment)
        let groups: [any RouteGroup] = [
            API(environment, index: index), signIn.routes,
            WebhookRoutes(sources: sources, store: store, logger: logger), pages,
        ]
        let metrics = ServiceMetrics()
        let (addresses, told) = AsyncStream<ListenAddress>.makeStream()
        let server = try ServiceServer(
            environment, groups: groups, layers: [signIn.authentication], refusals: pages.refusals,
            metrics: metrics, dataDirectory: folder,
            started: { told.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        let running = Task { try await group.run() }
        var iterator = addresses.makeAsyncIterator()
        guard let address = await iterator.next() else { throw Problem("the server did not start") }
        let world = MatrixWorld(
            store: store, transport: transport, url: "http://\(address)", routes: server.routes,
            groupNames: server.groupNames, pages: pages)
        let result: Result<Void, any Error>
        do {
            try await use(world)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        transport.shutDown()
        await group.triggerGracefulShutdown()
        try await running.value
        await index.stop()
        try result.get()
    }

    // MARK: Records

    private static var records: ImportBatch {
        var batch = ImportBatch()
        for id in [own, other] {
            batch.clients.append(Client(id: id, name: "Client \(id.rawValue)", domains: ["\(id.rawValue).example.com"]))
            batch.devices.append(
                Device(id: DeviceID("dev-\(id.rawValue)"), clientID: id, hostname: "HOST-\(id.rawValue)"))
            batch.documents.append(
                StoredDocument(
                    document: Document(
                        id: DocumentID("doc-\(id.rawValue)"), clientID: id, title: "Printer runbook", body: "body"),
                    text: "Restart the print spooler."))
            batch.tickets.append(ticket("old-\(id.rawValue)", id))
        }
        return batch
    }

    private static func ticket(_ id: String, _ client: ClientID) -> StoredTicket {
        StoredTicket(
            ticket: Ticket(
                id: TicketID(id), clientID: client, subject: "Printer", body: "body",
                createdAt: Timestamp(seconds: 1_790_000_000)),
            subject: "Printer", text: "The printer prints nothing.", entities: [])
    }

    /// A new draft of the own client, with the job that made it.
    func draft() async throws -> (draft: Int64, job: Int64) {
        let id = "t-\(UUID().uuidString)"
        let now = SystemClock().now()
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: id, action: .changed, ticketID: TicketID(id), version: now.milliseconds,
                contentHash: try SHA256Digest.bytes(of: Array(id.utf8)), lane: Self.own.rawValue,
                deadline: now.milliseconds, ticket: Array("{}".utf8)))
        guard let leased = try await store.lease(limit: 1, owner: "test", seconds: 60, now: now).first else {
            throw Problem("there is no job")
        }
        let clean = CleanTicket(id: TicketID(id), subject: "Subject", text: "Text", language: "en")
        let record = EnrichmentRecord(
            ticketID: clean.id, clientID: Self.own, policy: .local, ticket: .init(clean),
            context: .init(evidence: [Evidence(id: "E1", kind: .ticket, source: id, title: "Ticket", text: "Text")]),
            triage: .init(category: "printing", priority: "P3", impact: "person", urgency: "normal", security: false),
            draft: Draft(
                mode: .extractive, prompt: "extractive@1", language: "en",
                reply: [Sentence(text: "Hello.", kind: .courtesy)], replyText: "Hello."),
            claims: ClaimSummary(blocked: false, reasons: []),
            usage: .init(inputTokens: 1, outputTokens: 1, cost: 0))
        let draft = try await store.complete(
            leased.job.id, leased.lease,
            with: JobResult(record: record, ticket: Self.ticket(id, Self.own), actor: Actor(.system, "worker")),
            now: now)
        return (draft, leased.job.id)
    }

    func receipt() async throws -> Int64 {
        try await store.record(
            EgressEntry(
                at: SystemClock().now(), ticketID: "old-a", clientID: Self.own, endpoint: "http://127.0.0.1/v1",
                body: Array("{}".utf8))
        ).receipt
    }

    /// Of an act on the own client.
    func auditEntry() async throws -> Int64 {
        _ = try await draft()
        guard let entry = try store.auditEntries(AuditFilter(client: Self.own), limit: 1).first else {
            throw Problem("there is no entry")
        }
        return entry.id
    }

    // MARK: Callers

    enum Caller: Hashable, Sendable, CustomStringConvertible {
        case restricted(Role, ClientID)
        case none
        /// A token that has run out, a session that has ended.
        case expired

        var description: String {
            switch self {
            case .restricted(let role, let client): "\(role.rawValue) of \(client.rawValue)"
            case .none: "none"
            case .expired: "expired"
            }
        }
    }

    func token(_ caller: Caller) async throws -> String? {
        let now = SystemClock().now()
        let secret = "sn_" + (try RandomBytes.token())
        switch caller {
        case .none: return nil
        case .restricted(let role, let client):
            _ = try await store.createToken(
                secret: secret, label: "test", role: role, clients: [client], expiresAt: nil,
                by: Actor(.console, "test"))
        case .expired:
            _ = try await store.createToken(
                secret: secret, label: "test", role: .admin, clients: nil, expiresAt: now.adding(seconds: -1),
                by: Actor(.console, "test"))
        }
        return secret
    }

    /// A fresh session; its secret is the cookie.
    func session(_ caller: Caller) async throws -> SessionSecret? {
        guard caller != .none else { return nil }
        var role = Role.admin
        var clients: Set<ClientID>?
        if case .restricted(let given, let client) = caller {
            role = given
            clients = [client]
        }
        let account = try await store.createAccount(
            login: UUID().uuidString.lowercased(), name: "Test", role: role, clients: clients,
            passwordHash: SignInSite.hash, by: Actor(.console, "test"))
        let secret = try SessionSecret.make()
        let now = SystemClock().now()
        try await store.createSession(
            secret: secret.text, account: account.id, endsAt: now.adding(seconds: caller == .expired ? -1 : 600),
            audit: AuditEntry(at: now, actor: Actor(.user, account.id), act: "sign_in"))
        return secret
    }
}
