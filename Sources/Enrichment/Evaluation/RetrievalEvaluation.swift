import Dispatch
import Domain
public import Retrieval
import Synchronization

/// Asks a collection every judged query and compares what is found with the judgments.
public struct RetrievalEvaluation: Sendable {
    /// What one query brought.
    public struct Answer: Sendable {
        public var query: String
        public var ranking: [RankedRecord]
        public var metrics: RankingMetrics
        /// Analysis of the query included.
        public var milliseconds: Double
    }

    /// In order of the queries' ids.
    public var answers: [Answer]
    /// From the first query to the last answer.
    public var seconds: Double

    public var metrics: RankingMetrics { .mean(answers.map(\.metrics)) }
    public var queriesPerSecond: Double { seconds > 0 ? Double(answers.count) / seconds : 0 }

    /// The time that a share of the queries stayed below (nearest rank).
    ///
    /// - Parameter share: 0...1.
    public func milliseconds(at share: Double) -> Double {
        let sorted = answers.map(\.milliseconds).sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
    }

    /// - Parameters:
    ///   - queries: `queries.jsonl`; those without judgments are not asked.
    ///   - depth: how many records each ranking holds at most.
    ///   - threads: how many queries are asked at once.
    /// - Throws: `Problem` when a judged query is missing.
    public init(
        of index: CollectionIndex, queries path: String, judgments: Judgments, depth: Int, threads: Int
    ) throws {
        let texts = try EvaluationCollection.queries(path)
        let asked = try judgments.queries.map { id in
            guard let text = texts[id] else {
                throw Problem(
                    "the query “\(id.prefix(80))” has judgments and no text", place: path,
                    remedy: "Take the queries and the judgments of the same collection")
            }
            return (id: id, text: text)
        }
        // Brings the file's pages and the analyzers' stems into memory, as they are in a process that has been running.
        for query in asked.prefix(Self.warmUp) { _ = index.search(Query(query.text), limit: depth) }
        let next = Atomic<Int>(0)
        let found = Mutex<[(Int, Answer)]>([])
        let watch = Stopwatch()
        DispatchQueue.concurrentPerform(iterations: max(1, threads)) { _ in
            var mine: [(Int, Answer)] = []
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < asked.count else { break }
                let query = asked[number]
                let watch = Stopwatch()
                let ranking = index.search(Query(query.text), limit: depth)
                let milliseconds = watch.milliseconds
                let metrics = RankingMetrics(ranking: ranking.map(\.id), grades: judgments[query.id] ?? [:])
                mine.append(
                    (number, Answer(query: query.id, ranking: ranking, metrics: metrics, milliseconds: milliseconds)))
            }
            found.withLock { $0 += mine }
        }
        seconds = watch.milliseconds / 1000
        answers = found.withLock { $0.sorted { $0.0 < $1.0 }.map(\.1) }
    }

    private static let warmUp = 50

    /// The rankings as a TREC run file.
    ///
    /// - Throws: `Problem` for an id with a space in it, which such a file cannot hold.
    public func trecLines(tag: String) throws -> [String] {
        for id in answers.lazy.flatMap({ [$0.query] + $0.ranking.map(\.id) }) where id.contains(where: \.isWhitespace) {
            throw Problem(
                "the id “\(id.prefix(80))” holds a space", place: "TREC run",
                remedy: "Such files separate their columns by spaces; rename the record or leave out --run")
        }
        return answers.flatMap { $0.ranking.trecLines(query: $0.query, tag: tag) }
    }
}
