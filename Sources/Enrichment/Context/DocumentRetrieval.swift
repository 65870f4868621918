import Domain
import Normalization
import Retrieval

/// A found document with the score by which it is ranked.
struct RankedDocument: Sendable {
    var found: FoundDocument
    var score: Float
}

/// The documents that bear on a ticket, and the query that found them.
struct DocumentResult: Sendable {
    var query: Query
    /// Best first; outdated ones left out.
    var ranked: [RankedDocument]
    var warnings: [String]
}

/// Asks the index for documents and puts the answers in order.
struct DocumentRetrieval: Sendable {
    /// Share of the ticket's weight that a document must speak of to be shown at all.
    private static let shownCoverage: Float = 0.04
    /// A client's own runbook says how it is done there; the general one only how it is done.
    private static let ownDocumentFactor: Float = 1.05
    private static let expansionWeight: Float = 0.3
    /// Security procedures are written once for all clients and share few words with what the victim tells.
    private static let securityExpansionWeight: Float = 0.8
    private static let glossaryWeight: Float = 1.4

    /// What names a machine or a person.
    private static let identities: Set<Entity.Kind> = [.hostname, .ip, .mac, .serial, .email, .phone, .user]

    let store: any Store
    let engine: SearchEngine
    private let twins = DocumentTwins()

    init(store: any Store, engine: SearchEngine) {
        self.store = store
        self.engine = engine
    }

    func documents(
        for normalized: NormalizedTicket, verdict: TriageRules.Verdict, translation: String, scope: Scope,
        struck: Set<String> = []
    ) throws -> DocumentResult {
        var query = query(normalized, verdict, translation)
        query.struck = struck
        var result = DocumentResult(query: query, ranked: [], warnings: [])
        let hits = try engine.search(query, kind: .documents, scope: scope, limit: 12)
            .filter { $0.coverage >= Self.shownCoverage }
        guard !hits.isEmpty else { return result }
        let stored = try store.documents(hits.map { DocumentID($0.id) }, in: scope)
        let byID = Dictionary(stored.map { ($0.document.id.rawValue, $0) }) { first, _ in first }
        let found = hits.compactMap { hit in byID[hit.id].map { FoundDocument(stored: $0, hit: hit) } }
        let statistics = try engine.termStatistics(
            kind: .documents, scope: scope, language: normalized.clean.language)
        let versions = try newerVersions(
            of: found, language: normalized.clean.language, scope: scope, known: byID)
        let outdated = twins.outdated(found + versions, statistics: statistics)
        result.ranked = found.map { found in
            let isOwn = found.stored.document.clientID != nil
            return RankedDocument(found: found, score: found.hit.score * (isOwn ? Self.ownDocumentFactor : 1))
        }.sorted { a, b in a.score != b.score ? a.score > b.score : a.found.hit.id < b.found.hit.id }
        // Only what would have been shown is worth a word.
        for entry in result.ranked.prefix(3) {
            guard let newer = outdated[entry.found.stored.document.id] else { continue }
            result.warnings.append(
                "document “\(entry.found.stored.document.title)” is out of date and was left out"
                    + (newer.map { " (replaced by \($0))" } ?? ""))
        }
        result.ranked = replace(result.ranked, outdated: outdated, versions: versions)
        return result
    }

    /// Leaves out what is outdated; a newer version that the query did not find itself takes the old one's place.
    private func replace(
        _ ranked: [RankedDocument], outdated: [DocumentID: DocumentID?], versions: [FoundDocument]
    ) -> [RankedDocument] {
        var present = Set(ranked.map(\.found.stored.document.id))
        return ranked.compactMap { entry in
            guard let newer = outdated[entry.found.stored.document.id] else { return entry }
            guard let newer, present.insert(newer).inserted,
                let version = versions.first(where: { $0.stored.document.id == newer })
            else { return nil }
            return RankedDocument(
                found: FoundDocument(stored: version.stored, hit: entry.found.hit), score: entry.score)
        }
    }

    /// Documents that the query did not find and that may replace one it did: sought by the title of the old one.
    private func newerVersions(
        of found: [FoundDocument], language: String, scope: Scope, known: [String: StoredDocument]
    ) throws -> [FoundDocument] {
        var versions: [FoundDocument] = []
        for old in found.prefix(5) where DocumentTwins.mayBeOld(old.stored.document) {
            let hits = try engine.search(
                Query(old.stored.document.title, language: language), kind: .documents, scope: scope, limit: 4
            ).filter { known[$0.id] == nil }
            versions += try store.documents(hits.map { DocumentID($0.id) }, in: scope)
                .map { FoundDocument(unmatched: $0) }
        }
        return versions
    }

    private func query(_ normalized: NormalizedTicket, _ verdict: TriageRules.Verdict, _ translation: String) -> Query {
        let clean = normalized.clean
        let weighting = engine.weighting
        var parts = [
            Query.Part(clean.subject, weight: weighting.subjectWeight), Query.Part(clean.text),
            Query.Part(
                clean.entities.filter { !Self.identities.contains($0.kind) }.map(\.value).joined(separator: "\n"),
                weight: weighting.entityWeight * 0.5),
        ]
        parts += normalized.noteTexts.filter { $0.authorKind == .requester }.map { Query.Part($0.text, weight: 0.6) }
        // A message that says next to nothing (“see below”) speaks through what it quotes.
        let quotes = normalized.removedSegments.filter { $0.kind == "quote" }
        let quoteWeight: Float = clean.text.utf8.count < 120 ? 0.6 : clean.text.utf8.count < 400 ? 0.2 : 0
        if quoteWeight > 0 {
            parts += quotes.map { Query.Part(String($0.text.prefix(1_500)), weight: quoteWeight) }
        }
        if !verdict.expansion.isEmpty {
            let weight = verdict.category == "security" ? Self.securityExpansionWeight : Self.expansionWeight
            parts.append(Query.Part(verdict.expansion, weight: weight))
        }
        if !translation.isEmpty { parts.append(Query.Part(translation, weight: Self.glossaryWeight)) }
        return Query(
            parts: parts, language: clean.language,
            damped: clean.entities.filter { Self.identities.contains($0.kind) }.map(\.value))
    }
}
