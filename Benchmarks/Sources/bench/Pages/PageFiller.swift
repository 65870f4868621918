import Domain
import Enrichment
import Foundation
import GRDB
import Retrieval
import Storage

/// A store as a busy service has it: tickets, some of them with drafts that wait for a decision or had one. A few are
/// made by the pipeline, each with ten documents; the rest are copies of them, past the interface, since through it
/// this takes an hour.
struct PageFiller {
    let store: SQLiteStore
    let catalog: IndexCatalog
    let folder: String

    static let documents = 10

    /// Makes a draft of every ticket. Returns how many.
    func makeDrafts(of tickets: [Ticket]) async throws -> Int {
        let enricher = try Enricher(
            store: store, catalog: catalog, drafting: try DraftingStage(store: store, standard: .extractive))
        var pending = tickets[...]
        var records: [EnrichmentRecord] = []
        try await BatchRunner(enricher: enricher, concurrency: 1).run(
            next: { pending.popFirst().map { .ticket($0, place: "bench") } },
            emit: { records.append($0.record) }, fail: { throw $0.problem })
        let byID = Dictionary(tickets.map { ($0.id, $0) }) { first, _ in first }
        let clock = SystemClock()
        for var record in records {
            guard let ticket = byID[record.ticketID], record.clientID != nil else { continue }
            try widen(&record)
            _ = try await store.accept(
                InboundEvent(
                    source: "generic", key: ticket.id.rawValue, action: .changed, ticketID: ticket.id, version: 1,
                    contentHash: (0..<32).map { _ in UInt8.random(in: 0...255) },
                    lane: record.clientID?.rawValue ?? "", deadline: 1, ticket: [123, 125]))
            guard let job = try await store.lease(limit: 1, owner: "bench", seconds: 60, now: clock.now()).first else {
                throw Problem("there is no job")
            }
            _ = try await store.complete(
                job.job.id, job.lease,
                with: JobResult(
                    record: record, ticket: nil, facts: DraftFacts(ticket, removed: []), actor: Actor(.system, "bench")),
                now: clock.now())
        }
        return try store.drafts(DraftFilter(), for: .everyClient, before: nil, limit: tickets.count).count
    }

    /// Ten documents with a passage each.
    private func widen(_ record: inout EnrichmentRecord) throws {
        let known = Set(record.context.documents.map(\.id))
        let more = try store.documentIDs(in: Scope(record.clientID), after: nil, limit: 40).filter {
            !known.contains($0)
        }
        for stored in try store.documents(more, in: Scope(record.clientID))
        where record.context.documents.count < Self.documents {
            let id = "E\(record.context.evidence.count + 1)"
            let text = String(stored.text.prefix(900))
            record.context.evidence.append(
                Evidence(
                    id: id, kind: .document, source: stored.document.id.rawValue, title: stored.document.title,
                    text: text, visibility: stored.document.visibility, url: stored.document.url))
            record.context.documents.append(
                DocumentMatch(
                    id: stored.document.id, title: stored.document.title, url: stored.document.url,
                    visibility: stored.document.visibility, score: 1,
                    matchedTerms: [TermWeight(term: "printer", weight: 2)],
                    passages: [Passage(evidenceID: id, text: text)]))
        }
    }

    /// Copies what was made: `open` drafts to decide, `decided` ones, and tickets up to `tickets`.
    func copy(_ made: Int, open: Int, decided: Int, tickets: Int) throws {
        let database = try DatabaseQueue(path: folder + "/sidenote.sqlite")
        try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
        try database.write { db in
            func columns(_ table: String) throws -> [String] { try db.columns(in: table).map(\.name) }
            func insert(_ table: String, _ other: [String: String], from: String, count: Int) throws {
                let names = try columns(table)
                let chosen = names.map { other[$0] ?? "t.\($0)" }.joined(separator: ", ")
                try db.execute(
                    sql: """
                        WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(count))
                        INSERT OR IGNORE INTO \(table) (\(names.joined(separator: ", "))) SELECT \(chosen)
                        FROM numbers JOIN \(from)
                        """)
            }
            let isDecided = "n > \(open)"
            try insert(
                "drafts",
                [
                    "id": "\(made) + n", "ticket_id": "'many-' || n", "content_hash": "randomblob(32)",
                    "due_at": "t.created_at + n * 7919 % 90000000", "created_at": "t.created_at - n * 60000",
                    "state": "CASE WHEN \(isDecided) THEN 'approved' ELSE 'open' END",
                    "decided_at": "CASE WHEN \(isDecided) THEN t.created_at - n * 60000 + 900000 END",
                    "actor": "CASE WHEN \(isDecided) THEN 'user:u_1' END",
                ], from: "drafts t ON t.id = 1 + n % \(made)", count: open + decided)
            try insert(
                "draft_figures",
                [
                    "draft": "\(made) + n", "ticket_id": "'many-' || n", "created_at": "t.created_at - n * 60000",
                    "state": "CASE WHEN \(isDecided) THEN 'approved' ELSE 'open' END",
                    "decided_at": "CASE WHEN \(isDecided) THEN t.created_at - n * 60000 + 900000 END",
                ], from: "draft_figures t ON t.draft = 1 + n % \(made)", count: open + decided)
            try insert(
                "tickets", ["id": "'many-' || n"],
                from: "(SELECT *, row_number() OVER () AS row FROM tickets LIMIT 40) t ON t.row = 1 + n % 40",
                count: tickets)
        }
        try database.close()
    }
}
