import Enrichment
import Foundation
import Retrieval

/// The figures of an evaluation as text and as JSON.
struct EvaluationReport: Encodable {
    struct Quality: Encodable {
        var ndcg10: Double
        var mrr10: Double
        var map: Double
        var recall10: Double
        var recall100: Double

        init(_ metrics: RankingMetrics) {
            ndcg10 = metrics.nDCG10
            mrr10 = metrics.reciprocalRank10
            map = metrics.averagePrecision
            recall10 = metrics.recall10
            recall100 = metrics.recall100
        }
    }

    struct Index: Encodable {
        var documents: Int
        var buildSeconds: Double
        var bytes: Int
    }

    struct Speed: Encodable {
        var queries: Int
        var threads: Int
        var p50Milliseconds: Double
        var p99Milliseconds: Double
        var queriesPerSecond: Double
    }

    var quality: Quality
    var index: Index
    var speed: Speed
    var queries: [String: Quality]

    init(_ collection: EvaluationCollection, _ evaluation: RetrievalEvaluation, threads: Int) {
        quality = Quality(evaluation.metrics)
        index = Index(
            documents: collection.index.documents, buildSeconds: collection.buildSeconds, bytes: collection.index.bytes)
        speed = Speed(
            queries: evaluation.answers.count, threads: threads, p50Milliseconds: evaluation.milliseconds(at: 0.5),
            p99Milliseconds: evaluation.milliseconds(at: 0.99), queriesPerSecond: evaluation.queriesPerSecond)
        queries = Dictionary(uniqueKeysWithValues: evaluation.answers.map { ($0.query, Quality($0.metrics)) })
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        let lines = [
            (
                "collection",
                "\(Progress.grouped(index.documents)) records, \(Progress.grouped(speed.queries)) judged queries"
            ),
            ("index", "built in \(number(index.buildSeconds, 2)) s, \(number(Double(index.bytes) / 1e6, 1)) MB"),
            ("nDCG@10", number(quality.ndcg10, 4)),
            ("MRR@10", number(quality.mrr10, 4)),
            ("MAP", number(quality.map, 4)),
            ("recall@10", number(quality.recall10, 4)),
            ("recall@100", number(quality.recall100, 4)),
            (
                "query",
                "p50 \(number(speed.p50Milliseconds, 3)) ms, p99 \(number(speed.p99Milliseconds, 3)) ms; "
                    + "\(Progress.grouped(Int(speed.queriesPerSecond))) a second with "
                    + (speed.threads == 1 ? "one thread" : "\(speed.threads) threads")
            ),
        ]
        return lines.map { name, value in
            name + String(repeating: " ", count: 12 - name.count) + value + "\n"
        }.joined()
    }

    private func number(_ value: Double, _ digits: Int) -> String {
        value.formatted(
            .number.precision(.fractionLength(digits)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
    }
}
