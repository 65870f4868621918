import Domain
import Enrichment
import Hummingbird
import NIOPosix
import Retrieval
import Settings
import Storage

/// What retrieval finds for a text within one client, and why.
struct SearchRoutes: Sendable {
    let environment: ServiceEnvironment
    private let index: IndexParts
    private let engine: SearchEngine

    init(environment: ServiceEnvironment, index: IndexParts) {
        self.environment = environment
        self.index = index
        engine = SearchEngine(catalog: index.catalog, weighting: environment.settings.weighting)
    }

    var routes: [APIRoute] { [search] }

    private var search: APIRoute {
        .get(
            "/search", "search", tag: "records", "Searches one client's records and the shared ones.",
            parameters: [
                .query("q", .text(1...1000), "What to look for.", isRequired: true, example: "print queue stuck"),
                RecordRoutes.ownerParameter,
                .query("kind", .word(RecordKind.allCases.map(\.rawValue)), "In what; documents without it."),
                .query("k", .integer(1...100), "How many; 10 without it."),
                .query("explain", .flag, "Whether to tell how each score comes about."),
            ],
            answers: [.init(status: .ok, description: "The best first.", schema: Shape.hit.page)], problems: [.notFound]
        ) { request in
            let client = try environment.owner(request).id
            let kind: RecordKind = request.word("kind") ?? .documents
            let text = try request.required("q")
            let limit = Int(request.integer("k") ?? 10)
            let isRestricted = try request.audience != .everyClient
            await index.upkeep.check()
            // An index may have to be built first, which is too long for the threads that serve everyone.
            let found = try await NIOThreadPool.singleton.runIfActive {
                kind == .devices
                    ? try devices(text, of: client, limit: limit)
                    : try hits(text, kind, of: client, limit: limit, isRestricted: isRestricted)
            }
            let explains = request.flag("explain") ?? false
            let items = found.map { result in
                var result = result
                if !explains { result.terms = [] }
                return Shape.hit.json(result)
            }
            return try .json(["items": .list(items), "next_cursor": .null])
        }
    }

    private func devices(_ text: String, of client: ClientID, limit: Int) throws -> [SearchResult] {
        let matcher = DeviceMatcher(devices: try environment.store.devices(in: .client(client)))
        let query = DeviceQuery(ticket: CleanTicket(id: "query", subject: "", text: text, language: "en"))
        return matcher.match(query, limit: limit).map { match in
            SearchResult(
                id: match.id.rawValue, title: match.hostname, score: match.score, coverage: nil, terms: [],
                evidence: match.evidence)
        }
    }

    private func hits(
        _ text: String, _ kind: RecordKind, of client: ClientID, limit: Int, isRestricted: Bool
    ) throws -> [SearchResult] {
        let scope = Scope.client(client)
        // Tickets without a client are found with the shared records, but are not for a caller with clients of its own.
        let hidesUnmatched = kind == .tickets && isRestricted
        let hits = try engine.search(
            Query(text), kind: kind, scope: scope, limit: hidesUnmatched ? limit + 100 : limit)
        var titles: [String: String] = [:]
        if kind == .documents {
            for stored in try environment.store.documents(hits.map { DocumentID($0.id) }, in: scope) {
                titles[stored.document.id.rawValue] = stored.document.title
            }
        } else {
            for stored in try environment.store.tickets(hits.map { TicketID($0.id) }, in: scope)
            where !hidesUnmatched || stored.ticket.clientID == client {
                titles[stored.ticket.id.rawValue] = stored.subject
            }
        }
        // A record that was deleted since the index was made has no title, and is left out.
        return hits.compactMap { hit in
            titles[hit.id].map { title in
                SearchResult(
                    id: hit.id, title: title, score: Double(hit.score), coverage: Double(hit.coverage),
                    terms: hit.contributions, evidence: [])
            }
        }.prefix(limit).map { $0 }
    }
}
