import Testing

@testable import Retrieval

@Suite("Measures of a ranking")
struct RankingMetricsTests {
    @Test("A ranking computed by hand: gains 3, 0, 1 against the best order 3, 2, 1")
    func byHand() {
        let metrics = RankingMetrics(ranking: ["a", "x", "c"], grades: ["a": 3, "b": 2, "c": 1])
        // log2(2) = 1, log2(3) = 1.58496…, log2(4) = 2
        #expect(abs(metrics.nDCG10 - (3 + 0.5) / (3 + 2 / 1.584_962_500_721_156 + 0.5)) < 1e-12)
        #expect(metrics.reciprocalRank10 == 1)
        #expect(abs(metrics.averagePrecision - (1 + 2.0 / 3) / 3) < 1e-12)
        #expect(abs(metrics.recall10 - 2.0 / 3) < 1e-12)
    }

    @Test("What is beyond rank ten counts for MAP and recall@100 alone; beyond a hundred for MAP alone")
    func depth() {
        let noise = (1...150).map { "n\($0)" }
        var ranking = noise
        ranking.insert("late", at: 10)
        ranking.append("last")
        let metrics = RankingMetrics(ranking: ranking, grades: ["late": 1, "last": 1])
        #expect(metrics.nDCG10 == 0)
        #expect(metrics.reciprocalRank10 == 0)
        #expect(metrics.recall10 == 0)
        #expect(metrics.recall100 == 0.5)
        #expect(abs(metrics.averagePrecision - (1.0 / 11 + 2.0 / 152) / 2) < 1e-12)
    }

    @Test("No ranking, no judgments and grades below one give zeros, not a division by zero")
    func nothing() {
        #expect(RankingMetrics(ranking: [], grades: ["a": 1]) == RankingMetrics())
        #expect(RankingMetrics(ranking: ["a"], grades: [:]) == RankingMetrics())
        #expect(RankingMetrics(ranking: ["a", "b"], grades: ["a": 0, "b": -1]) == RankingMetrics())
        #expect(RankingMetrics.mean([]) == RankingMetrics())
    }

    @Test("The best order scores one")
    func ideal() {
        let grades = Dictionary(uniqueKeysWithValues: (1...25).map { ("d\($0)", 1 + $0 % 3) })
        let ranking = grades.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
        let metrics = RankingMetrics(ranking: ranking, grades: grades)
        #expect(abs(metrics.nDCG10 - 1) < 1e-12)
        #expect(abs(metrics.averagePrecision - 1) < 1e-12)
        #expect(metrics.recall10 == 0.4)
    }

    @Test("Equal scores are written in the order meant, each below the one before")
    func trec() throws {
        let ranking = [("b", 2.5), ("a", 2.5), ("c", 2.5), ("d", 1)].map { RankedRecord(id: $0.0, score: Float($0.1)) }
        let lines = ranking.trecLines(query: "q1", tag: "t").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.map { $0[2] } == ["b", "a", "c", "d"])
        #expect(lines.map { $0[3] } == ["1", "2", "3", "4"])
        #expect(lines.allSatisfy { $0.count == 6 && $0[0] == "q1" && $0[1] == "Q0" && $0[5] == "t" })
        let scores = try lines.map { try #require(Float($0[4])) }
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
        #expect(scores.first == 2.5 && scores.last == 1)
    }
}
