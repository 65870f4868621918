import Grounding
import Retrieval

/// The index's analyzer and idf as drafting and grounding see them.
struct IndexTermWeighting: TermWeighting {
    private let statistics: TermStatistics

    init(_ statistics: TermStatistics) {
        self.statistics = statistics
    }

    func terms(in text: String) -> [String] {
        statistics.terms(in: text)
    }

    func firstTerm(in word: String) -> String? {
        statistics.firstTerm(in: word)
    }

    func weight(of term: String) -> Double {
        Double(statistics.idf(term))
    }
}
