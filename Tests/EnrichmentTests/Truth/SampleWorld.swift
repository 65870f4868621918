import Connectors
import Domain
import Enrichment
import Foundation
import Retrieval
import Storage

/// A world of the project's formats, imported into a store of its own and enriched without a model.
final class SampleWorld {
    /// The project's Fixtures; another world with `SIDENOTE_TRUTH_WORLD=DIR`.
    static var folder: String {
        ProcessInfo.processInfo.environment["SIDENOTE_TRUTH_WORLD"]
            ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures").path
    }

    static var isProjects: Bool { ProcessInfo.processInfo.environment["SIDENOTE_TRUTH_WORLD"] == nil }

    let directory: String
    let store: SQLiteStore
    let catalog: IndexCatalog

    init() throws {
        directory = NSTemporaryDirectory() + "sidenote-world-\(UUID().uuidString)"
        store = try SQLiteStore.open(directory: directory)
        catalog = IndexCatalog(store: store, directory: directory + "/index")
        let files = ["clients", "contacts", "devices", "documents", "tickets-history"].map {
            "\(Self.folder)/\($0).jsonl"
        }
        let store = store
        _ = try Importer(cleaner: .standard).run(try ImportPlan(paths: files), sink: { try store.write($0) })
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    func tickets() throws -> [Ticket] {
        var reader = try JSONLinesReader<Ticket>(path: Self.folder + "/tickets.jsonl", noun: "ticket")
        var tickets: [Ticket] = []
        while let item = try reader.next() {
            if case .record(let ticket, _) = item { tickets.append(ticket) }
        }
        return tickets
    }

    func truth() throws -> [TruthRecord] {
        var reader = try JSONLinesReader<TruthRecord>(path: Self.folder + "/truth.jsonl")
        var records: [TruthRecord] = []
        while let item = try reader.next() {
            if case .record(let record, _) = item { records.append(record) }
        }
        return records
    }

    func enrich(_ tickets: [Ticket], concurrency: Int) async throws -> [EnrichedTicket] {
        let enricher = try Enricher(
            store: store, catalog: catalog, drafting: try DraftingStage(store: store, standard: .extractive))
        var pending = tickets[...]
        var results: [EnrichedTicket] = []
        try await BatchRunner(enricher: enricher, concurrency: concurrency).run(
            next: { pending.popFirst().map { .ticket($0, place: "test") } }, emit: { results.append($0) },
            fail: { throw $0 })
        return results
    }
}

/// One line of `truth.jsonl`; see Fixtures/README.md.
struct TruthRecord: Decodable, Sendable {
    var ticketID: String
    var clientID: String?
    var devices: [String]?
    var documents: [String]?
    var mustNotUse: [String]?
    var duplicateOf: [String]?
    var similar: [String]?
    var questions: [String]?
    var never: [String]?
    var security: Bool?

    enum CodingKeys: String, CodingKey {
        case devices, documents, similar, questions, never, security
        case ticketID = "ticket_id"
        case clientID = "client_id"
        case mustNotUse = "must_not_use"
        case duplicateOf = "duplicate_of"
    }
}
