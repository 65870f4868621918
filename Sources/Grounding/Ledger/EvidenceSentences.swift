import Normalization

/// The sentences of a piece of evidence, found by the terms they share with a claim.
struct EvidenceSentences {
    /// Which terms each sentence denies and which it does not, in order.
    let polarities: [Polarity]
    /// The sentences that have a term, in order, each once.
    private var byTerm: [String: [Int]] = [:]

    init(_ sentences: [Substring], weighting: any TermWeighting) {
        polarities = sentences.map { Polarity($0, weighting: weighting) }
        for (index, sentence) in sentences.enumerated() {
            let terms = Set(weighting.terms(in: String(sentence))).union(polarities[index].denied.keys)
            for term in terms { byTerm[term, default: []].append(index) }
        }
    }

    /// The sentences that have at least `share` of the terms, in order. Looks at no other.
    func sharing(_ share: Double, of terms: [String]) -> [Int] {
        var counts: [Int: Int] = [:]
        for term in terms {
            for index in byTerm[term] ?? [] { counts[index, default: 0] += 1 }
        }
        let least = share * Double(terms.count)
        return counts.filter { Double($0.value) >= least }.keys.sorted()
    }
}
