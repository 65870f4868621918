import Domain

/// The index files of one scope, with the statistics of exactly these files.
struct ScopedIndex {
    let readers: [IndexReader]
    let weighting: Weighting
    /// Records in the scope.
    let documents: Int
    private let averageLength: Float
    private let averageTitleLength: Float

    init(readers: [IndexReader], weighting: Weighting) {
        self.readers = readers
        self.weighting = weighting
        documents = readers.reduce(0) { $0 + $1.documents }
        let total = readers.reduce(0) { $0 + $1.header.totalLength }
        let titleTotal = readers.reduce(0) { $0 + $1.header.totalTitleLength }
        averageLength = documents == 0 ? 1 : max(1, Float(total) / Float(documents))
        averageTitleLength = documents == 0 ? 1 : max(1, Float(titleTotal) / Float(documents))
    }

    /// A query term with the weights that this scope gives it.
    struct Term {
        var text: String
        var queryWeight: Float
        var idf: Float
        var titleIDF: Float
        /// The term's number in each reader.
        var numbers: [Int?]
        /// Records of the scope that hold it.
        var frequency: Int
    }

    /// Query terms with their weights, in order of appearance, the lightest beyond the maximum left out. Terms that no
    /// record holds stay, with an empty `numbers`, since they tell how much of the query can be matched at all.
    func resolve(_ query: QueryTerms) -> [Term] {
        var terms = query.terms.map { term in
            var text = term.text
            let numbers = text.withUTF8 { bytes in readers.map { $0.term(bytes) } }
            var frequency = 0
            var titleFrequency = 0
            for (reader, number) in zip(readers, numbers) {
                guard let number else { continue }
                let counts = reader.frequencies(of: number)
                frequency += counts.document
                titleFrequency += counts.title
            }
            return Term(
                text: term.text, queryWeight: term.weight,
                idf: Weighting.idf(documents: documents, frequency: frequency),
                titleIDF: Weighting.idf(documents: documents, frequency: titleFrequency), numbers: numbers,
                frequency: frequency)
        }
        if terms.count > weighting.maximumQueryTerms {
            let kept = terms.indices.sorted { a, b in
                let left = terms[a].queryWeight * terms[a].idf
                let right = terms[b].queryWeight * terms[b].idf
                return left != right ? left > right : a < b
            }.prefix(weighting.maximumQueryTerms).sorted()
            terms = kept.map { terms[$0] }
        }
        return terms
    }

    /// Length factors of a record: what is added to the term frequency in the denominator.
    func lengthFactor(_ length: UInt32) -> Float {
        weighting.k1 * (1 - weighting.b + weighting.b * Float(length) / averageLength)
    }

    func titleLengthFactor(_ length: UInt32) -> Float {
        weighting.titleK1 * (1 - weighting.titleB + weighting.titleB * Float(length) / averageTitleLength)
    }

    /// Adds every record's score to `scores`, term by term in the order of `terms`, so that equal inputs give equal
    /// sums bit by bit.
    func accumulate(_ terms: [Term], reader index: Int, into scores: UnsafeMutableBufferPointer<Float>) {
        let reader = readers[index]
        let lengths = reader.lengths
        let titleLengths = reader.titleLengths
        let k1 = weighting.k1
        let base = k1 * (1 - weighting.b)
        let slope = k1 * weighting.b / averageLength
        let titleK1 = weighting.titleK1
        let titleBase = titleK1 * (1 - weighting.titleB)
        let titleSlope = titleK1 * weighting.titleB / averageTitleLength
        for term in terms {
            guard let number = term.numbers[index] else { continue }
            let list = reader.postings(of: number)
            let weight = term.queryWeight * term.idf * (k1 + 1)
            let titleWeight = term.queryWeight * term.titleIDF * weighting.titleWeight * (titleK1 + 1)
            for position in 0..<list.documents.count {
                let document = Int(list.documents[position])
                let count = Float(list.counts[position])
                var score = weight * count / (count + base + slope * Float(lengths[document]))
                let titleCount = list.titleCounts[position]
                if titleCount > 0 {
                    let count = Float(titleCount)
                    score += titleWeight * count / (count + titleBase + titleSlope * Float(titleLengths[document]))
                }
                scores[document] += score
            }
        }
    }

    /// One term's parts of a record's score; nil when the record does not hold it.
    func contribution(of term: Term, reader index: Int, document: Int) -> TermContribution? {
        guard let number = term.numbers[index] else { return nil }
        let reader = readers[index]
        let list = reader.postings(of: number)
        guard let position = list.position(of: UInt32(document)) else { return nil }
        let count = Float(list.counts[position])
        let titleCount = Float(list.titleCounts[position])
        let factor = lengthFactor(reader.lengths[document])
        let titleFactor = titleLengthFactor(reader.titleLengths[document])
        let words = term.queryWeight * term.idf * (weighting.k1 + 1) * count / (count + factor)
        let title =
            titleCount == 0
            ? 0
            : term.queryWeight * term.titleIDF * weighting.titleWeight * (weighting.titleK1 + 1) * titleCount
                / (titleCount + titleFactor)
        return TermContribution(
            term: term.text, queryWeight: term.queryWeight, idf: term.idf, documentFrequency: term.frequency,
            count: Int(count), titleCount: Int(titleCount), wordsScore: words, titleScore: title)
    }
}

/// One term's share of a score, with everything it was computed from.
public struct TermContribution: Hashable, Sendable {
    /// As the index holds it: stemmed, or an identifier as written in lower case.
    public var term: String
    /// √(weighted frequency in the query).
    public var queryWeight: Float
    public var idf: Float
    /// Records of the scope that hold it.
    public var documentFrequency: Int
    /// Occurrences in title and body, and in the title alone.
    public var count: Int
    public var titleCount: Int
    public var wordsScore: Float
    public var titleScore: Float

    public var score: Float { wordsScore + titleScore }
}
