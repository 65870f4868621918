public import Domain

/// One found record.
public struct Hit: Hashable, Sendable {
    public var id: String
    public var score: Float
    /// Share of the query's weight that the record holds, 0...1: how much of what was asked it speaks of.
    public var coverage: Float
    public var time: Timestamp?
    /// The heaviest first.
    public var contributions: [TermContribution]
}

/// Exact top-k search over one scope's index files.
public struct SearchEngine: Sendable {
    private let catalog: IndexCatalog
    private let pool: AnalyzerPool
    public let weighting: Weighting

    public init(catalog: IndexCatalog, weighting: Weighting = Weighting()) {
        self.catalog = catalog
        self.pool = AnalyzerPool()
        self.weighting = weighting
    }

    /// The best `limit` records, best first, ties in order of id.
    ///
    /// - Parameter admits: which records may be found at all, by their time in milliseconds (`Int64.min`: none).
    public func search(
        _ query: Query, kind: RecordKind, scope: Scope, limit: Int, admits: ((_ time: Int64) -> Bool)? = nil
    ) throws -> [Hit] {
        let index = ScopedIndex(readers: try catalog.readers(of: kind, in: scope), weighting: weighting)
        guard index.documents > 0, limit > 0 else { return [] }
        let terms = pool.with { index.resolve(QueryTerms(query, analyzer: $0)) }
        guard !terms.isEmpty else { return [] }
        let total = terms.reduce(Float(0)) { $0 + $1.queryWeight * $1.idf }
        var found: [(hit: Hit, reader: Int, document: Int)] = []
        for reader in index.readers.indices {
            for item in index.best(limit, of: terms, reader: reader, admits: admits) {
                let id = index.readers[reader].id(of: item.document)
                let time = index.readers[reader].times[item.document]
                found.append(
                    (
                        Hit(
                            id: id, score: item.score, coverage: 0,
                            time: time == .min ? nil : Timestamp(milliseconds: time), contributions: []),
                        reader, item.document
                    ))
            }
        }
        found.sort { a, b in a.hit.score != b.hit.score ? a.hit.score > b.hit.score : a.hit.id < b.hit.id }
        return found.prefix(limit).map { entry in
            var hit = entry.hit
            var matched: Float = 0
            for term in terms {
                if let part = index.contribution(of: term, reader: entry.reader, document: entry.document) {
                    matched += term.queryWeight * term.idf
                    hit.contributions.append(part)
                }
            }
            hit.coverage = total > 0 ? matched / total : 0
            hit.contributions.sort { a, b in a.score != b.score ? a.score > b.score : a.term < b.term }
            return hit
        }
    }

    /// A view on the scope's term statistics for scoring sentences and passages.
    public func termStatistics(kind: RecordKind, scope: Scope, language: String) throws -> TermStatistics {
        TermStatistics(
            index: ScopedIndex(readers: try catalog.readers(of: kind, in: scope), weighting: weighting), pool: pool,
            language: StemmingLanguage(tag: language) ?? .english)
    }
}
