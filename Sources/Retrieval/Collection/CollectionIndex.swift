import Domain
import Normalization

/// The index of one collection of texts apart from any store or client: what retrieval is measured on. It is the same
/// file, read and searched by the same code, as a client's own.
public struct CollectionIndex: Sendable {
    private let index: ScopedIndex
    private let pool = AnalyzerPool()
    /// Size of the index file in bytes.
    public let bytes: Int

    public var documents: Int { index.documents }

    /// Opens the file that `CollectionIndexBuilder` wrote.
    ///
    /// - Throws: `Problem` when it is missing or no whole index file.
    public init(path: String, weighting: Weighting = Weighting()) throws {
        guard let file = try MappedFile(path: path), let reader = IndexReader(file) else {
            throw Problem("this is no index file", place: path, remedy: "Build it anew")
        }
        index = ScopedIndex(readers: reader.documents > 0 ? [reader] : [], weighting: weighting)
        bytes = file.bytes.count
    }

    /// The best `limit` records, best first, ties in order of id. For use from several threads at once.
    public func search(_ query: Query, limit: Int) -> [RankedRecord] {
        guard let reader = index.readers.first, limit > 0 else { return [] }
        let terms = pool.with { index.resolve(QueryTerms(query, analyzer: $0)) }
        guard !terms.isEmpty else { return [] }
        return index.best(limit, of: terms, reader: 0, admits: nil).map { item in
            RankedRecord(id: reader.id(of: item.document), score: item.score)
        }
    }
}

/// Builds the index file of a collection.
public struct CollectionIndexBuilder {
    private var builder = IndexBuilder()
    private let languages = LanguageIdentifier()
    private var lastID: String?

    public init() {}

    public var documents: Int { builder.documents }

    /// Adds a record.
    ///
    /// - Precondition: ids come in ascending order, each once.
    public mutating func add(id: String, title: String, text: String) {
        precondition(lastID.map { $0 < id } ?? true)
        lastID = id
        builder.add(
            id: id, title: title, body: text, time: nil,
            language: StemmingLanguage(tag: languages.identify(text)) ?? .english)
    }

    /// Writes the file.
    ///
    /// - Throws: `Problem` when it cannot be written.
    public func write(to path: String) throws {
        try IndexFile.write(builder, to: path, generation: 1, partitionHash: 0)
    }
}
