import Glibc

/// How well one ranking answers one query, as `trec_eval` computes it.
///
/// A record is relevant from grade 1. nDCG takes the grade itself as the gain and log2(rank + 1) as the discount (Järvelin
/// and Kekäläinen, 2002), against the best order of all judged records. A query without a relevant record gets 0
/// everywhere.
public struct RankingMetrics: Hashable, Sendable {
    /// `ndcg_cut_10`.
    public var nDCG10: Double = 0
    /// 1 / rank of the first relevant record among the first ten, else 0.
    public var reciprocalRank10: Double = 0
    /// `map`: precision at each relevant record that was found, over the number of relevant ones.
    public var averagePrecision: Double = 0
    /// `recall_10`.
    public var recall10: Double = 0
    /// `recall_100`.
    public var recall100: Double = 0

    public init() {}

    /// - Parameters:
    ///   - ranking: ids of records, best first, each at most once.
    ///   - grades: of the judged records.
    public init(ranking: [String], grades: [String: Int]) {
        let relevant = grades.values.count { $0 > 0 }
        guard relevant > 0 else { return }
        var gain = 0.0
        var found = 0
        for (index, id) in ranking.enumerated() {
            guard let grade = grades[id], grade > 0 else { continue }
            found += 1
            averagePrecision += Double(found) / Double(index + 1)
            if index < 10 {
                gain += Double(grade) / log2(Double(index + 2))
                recall10 += 1
                if reciprocalRank10 == 0 { reciprocalRank10 = 1 / Double(index + 1) }
            }
            if index < 100 { recall100 += 1 }
        }
        let best = grades.values.filter { $0 > 0 }.sorted(by: >).prefix(10).enumerated()
            .reduce(0.0) { $0 + Double($1.element) / log2(Double($1.offset + 2)) }
        nDCG10 = gain / best
        averagePrecision /= Double(relevant)
        recall10 /= Double(relevant)
        recall100 /= Double(relevant)
    }

    /// The mean of each measure; zeros for none.
    public static func mean(_ all: [RankingMetrics]) -> RankingMetrics {
        var mean = RankingMetrics()
        guard !all.isEmpty else { return mean }
        for path in paths { mean[keyPath: path] = all.reduce(0) { $0 + $1[keyPath: path] } / Double(all.count) }
        return mean
    }

    private static var paths: [WritableKeyPath<RankingMetrics, Double>] {
        [\.nDCG10, \.reciprocalRank10, \.averagePrecision, \.recall10, \.recall100]
    }
}
