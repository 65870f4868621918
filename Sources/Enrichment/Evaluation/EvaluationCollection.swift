import Connectors
import Domain
public import Retrieval

/// Reads the files of a collection and builds its index.
public struct EvaluationCollection: Sendable {
    public var index: CollectionIndex
    /// From the first text analysed to the file on disk.
    public var buildSeconds: Double

    /// - Parameters:
    ///   - corpus: `corpus.jsonl`.
    ///   - path: where the index file goes.
    ///   - progress: called with the records read and the share of the file, 0...1.
    /// - Throws: `Problem` for the first line that is no record, since a figure of half a collection is none.
    public init(
        corpus: String, indexPath path: String, weighting: Weighting,
        progress: (_ records: Int, _ fraction: Double?) -> Void
    ) throws {
        var texts: [BEIRText] = []
        try Self.read(corpus, noun: "record") { text, fraction in
            texts.append(text)
            progress(texts.count, fraction)
        }
        guard !texts.isEmpty else {
            throw Problem(
                "the file holds no records", place: corpus, remedy: "Lines are {\"_id\": …, \"title\": …, \"text\": …}")
        }
        texts.sort { $0.id < $1.id }
        let watch = Stopwatch()
        var builder = CollectionIndexBuilder()
        for text in texts { builder.add(id: text.id, title: text.title, text: text.text) }
        try builder.write(to: path)
        buildSeconds = watch.milliseconds / 1000
        index = try CollectionIndex(path: path, weighting: weighting)
    }

    /// The texts of `queries.jsonl` by id.
    static func queries(_ path: String) throws -> [String: String] {
        var texts: [String: String] = [:]
        try read(path, noun: "query") { text, _ in
            texts[text.id] = text.title.isEmpty ? text.text : text.title + "\n" + text.text
        }
        return texts
    }

    private static func read(
        _ path: String, noun: String, _ body: (BEIRText, _ fraction: Double?) -> Void
    ) throws {
        var reader = try JSONLinesReader<BEIRText>(path: path, noun: noun, identity: \.id)
        while let item = try reader.next() {
            switch item {
            case .record(let text, _):
                body(text, reader.size.map { $0 > 0 ? Double(reader.offset) / Double($0) : 1 })
            case .failure(let failure): throw failure.problem
            }
        }
    }
}
