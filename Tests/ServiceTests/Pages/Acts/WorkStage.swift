import CurlTransport
import Digest
import Domain
import Drafting
import Enrichment
import Foundation
import LanguageModel
import ScriptedServer
import Settings
import Storage
import Testing

@testable import Service

/// A stage that makes drafts itself, of tickets that go through the whole pipeline, by a model that is a script.
struct WorkStage: Sendable {
    let pages: PageStage
    /// What the model was asked.
    let model: ScriptedServer

    static let own: ClientID = "a"
    static let other: ClientID = "b"

    /// - Parameters:
    ///   - endpoint: the model's address; nil for the script's.
    ///   - hasModel: whether one is configured.
    static func run(
        policy: Policy = .local, endpoint: String? = nil, hasModel: Bool = true,
        script: @escaping @Sendable (ScriptedServer.Seen) async -> ScriptedServer.Answer = {
            _ in answer("Please restart the print spooler.")
        },
        _ use: (WorkStage) async throws -> Void
    ) async throws {
        try await ScriptedServer.run { seen, _ in
            await script(seen)
        } use: { server in
            let llm = LLMConfiguration(
                endpoint: endpoint ?? server.address + "/v1", model: "test-model", deadline: .seconds(20), maxRetries: 0
            )
            let transport = try CurlTransport(settings: .init(proxy: .none))
            defer { transport.shutDown() }
            try await PageStage.run(
                records: records(policy), adjust: { $0.llm = hasModel ? llm : nil },
                work: { store, directory, index in
                    var plan = WorkParts.Plan(directory: directory)
                    plan.concurrency = 1
                    if hasModel {
                        let model = try OpenAIChatModel(llm, transport: transport)
                        plan.model = ModelEndpoint(
                            model: model, endpoint: model.endpoint, contextTokens: 16_384,
                            price: Price(inputPerMillion: 1, outputPerMillion: 2), prompts: try .embedded(),
                            ledger: store)
                    }
                    return try WorkParts(plan, store: store, queue: store, index: index)
                },
                { stage in try await use(WorkStage(pages: stage, model: server)) })
        }
    }

    /// A completion whose reply says one sentence.
    static func answer(_ sentence: String) -> ScriptedServer.Answer {
        let draft = """
            {"summary":[{"text":"The printer prints blank pages.","kind":"fact","evidence":["E1"]}],\
            "steps":[{"text":"Restart the print spooler.","kind":"step","evidence":["E2"]}],"questions":[],\
            "reply":[{"text":"Hello Jane,","kind":"courtesy","evidence":[]},\
            {"text":"\(sentence)","kind":"fact","evidence":["E1"]}]}
            """
        let object: [String: Any] = [
            "id": "1", "object": "chat.completion", "model": "m",
            "choices": [
                ["index": 0, "message": ["role": "assistant", "content": draft], "finish_reason": "stop"]
                    as [String: Any]
            ],
            "usage": ["prompt_tokens": 100, "completion_tokens": 10],
        ]
        let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return .json(String(decoding: data, as: UTF8.self))
    }

    static func records(_ policy: Policy) -> ImportBatch {
        var batch = ImportBatch()
        for id in [own, other] {
            var client = Client(
                id: id, name: id == own ? "Harbour Dental" : "Zephyr Logistics", domains: ["\(id).example.com"])
            client.policy = policy
            batch.clients.append(client)
        }
        batch.contacts = [
            Contact(id: "c-1", clientID: own, name: "Jane Halloway", emails: ["jane@a.example.com"])
        ]
        batch.documents = [
            document("spooler", "Print spooler", "When the spooler hangs, restart the spooler."),
            document("toner", "Toner cartridges", "When the printer prints blank pages, replace the toner."),
        ]
        return batch
    }

    private static func document(_ id: String, _ title: String, _ text: String) -> StoredDocument {
        StoredDocument(
            document: Document(id: DocumentID(id), clientID: own, title: title, body: text, visibility: .shareable),
            text: text)
    }

    static func ticket(_ id: String) -> Ticket {
        Ticket(
            id: TicketID(id), clientID: own, number: "N-\(id)", subject: "Spooler: blank pages",
            body: "The printer on the second floor prints blank pages, the print spooler hangs. Jane Halloway",
            createdAt: Timestamp(seconds: 1_790_000_000),
            requester: .init(name: "Jane Halloway", email: "jane@a.example.com"))
    }

    var store: SQLiteStore { pages.store }

    /// Brings a ticket to its draft, as a job does.
    ///
    /// - Parameter record: nil has it made by the pipeline.
    func draft(
        _ id: String, isKept: Bool = true, hasFacts: Bool = true, record: EnrichmentRecord? = nil
    ) async throws -> Int64 {
        let ticket = Self.ticket(id)
        let now = SystemClock().now()
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: UUID().uuidString, action: .changed, ticketID: ticket.id,
                version: now.milliseconds, contentHash: try SHA256Digest.bytes(of: Array(id.utf8)),
                lane: Self.own.rawValue, deadline: now.milliseconds, ticket: Array("{}".utf8)))
        let leased = try #require(try await store.lease(limit: 1, owner: "test", seconds: 60, now: now).first)
        let work = try #require(pages.environment.work)
        var made = record
        if made == nil { made = try await work.enrich(ticket, wish: .none) }
        let stored = StoredTicket(ticket: ticket, subject: ticket.subject, text: ticket.body, entities: [])
        return try await store.complete(
            leased.job.id, leased.lease,
            with: JobResult(
                record: try #require(made), ticket: isKept ? stored : nil,
                facts: hasFacts ? DraftFacts(ticket, removed: []) : nil, actor: Actor(.system, "worker")), now: now)
    }

    func record(_ draft: Int64) throws -> EnrichmentRecord {
        try #require(try store.draft(draft, for: .everyClient)).record
    }

    func revision(_ draft: Int64) throws -> Int64 {
        try #require(try store.summary(draft, for: .everyClient)).revision
    }
}
