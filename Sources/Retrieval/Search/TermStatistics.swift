/// Terms and their idf in one scope: what sentences and passages are compared with.
public struct TermStatistics: Sendable {
    private let index: ScopedIndex
    private let pool: AnalyzerPool
    private let language: StemmingLanguage

    init(index: ScopedIndex, pool: AnalyzerPool, language: StemmingLanguage) {
        self.index = index
        self.pool = pool
        self.language = language
    }

    /// The terms of a text in order, repeated as often as they stand there.
    public func terms(in text: String) -> [String] {
        pool.with { analyzer in
            var terms: [String] = []
            analyzer.analyze(text, language: language) { id, isPosition in
                if isPosition { terms.append(analyzer.text(of: id)) }
            }
            return terms
        }
    }

    /// The first term of a text; the same as `terms(in: text).first`.
    public func firstTerm(in text: String) -> String? {
        pool.with { analyzer in
            var first: Int32?
            analyzer.analyze(text, language: language) { id, isPosition in
                if isPosition, first == nil { first = id }
            }
            return first.map { analyzer.text(of: $0) }
        }
    }

    /// How often each of the wanted terms, as `terms(in:)` gives them, stands in each text, and how many terms the text
    /// has altogether.
    func counts(of wanted: [String], in texts: [String]) -> [(counts: [Float], terms: Int)] {
        pool.with { analyzer in
            var positions: [Int32: Int] = [:]
            for (position, term) in wanted.enumerated() { positions[analyzer.id(of: term)] = position }
            return texts.map { text in
                var counts = [Float](repeating: 0, count: wanted.count)
                var terms = 0
                analyzer.analyze(text, language: language) { id, isPosition in
                    guard isPosition else { return }
                    terms += 1
                    if let position = positions[id] { counts[position] += 1 }
                }
                return (counts, terms)
            }
        }
    }

    /// Every text's sparse idf-weighted vector of unit length.
    public func vectors(of texts: [String]) -> [SparseVector] {
        pool.with { analyzer in
            var weights: [Int32: Float] = [:]
            return texts.map { text in
                var counts: [Int32: Float] = [:]
                analyzer.analyze(text, language: language) { id, isPosition in
                    if isPosition { counts[id, default: 0] += 1 }
                }
                let entries = counts.map { id, count in
                    let idf = weights[id] ?? idf(analyzer.text(of: id))
                    weights[id] = idf
                    return SparseVector.Entry(term: analyzer.hash(of: id), weight: count.squareRoot() * idf)
                }
                return SparseVector(entries)
            }
        }
    }

    /// Whether at most a handful of the scope's records have the term in their title: it names a subject rather than a
    /// matter.
    public func isRareInTitles(_ term: String) -> Bool {
        var term = term
        let frequency = term.withUTF8 { bytes in
            index.readers.reduce(0) { sum, reader in
                sum + (reader.term(bytes).map { reader.frequencies(of: $0).title } ?? 0)
            }
        }
        return frequency <= max(3, index.documents / 20)
    }

    /// The idf of a term as `terms(in:)` gives it; that of an unseen term when no record of the scope holds it.
    public func idf(_ term: String) -> Float {
        Weighting.idf(documents: max(index.documents, 1), frequency: frequency(term))
    }

    private func frequency(_ term: String) -> Int {
        var term = term
        return term.withUTF8 { bytes in
            index.readers.reduce(0) { sum, reader in
                sum + (reader.term(bytes).map { reader.frequencies(of: $0).document } ?? 0)
            }
        }
    }
}

/// A sparse vector of unit length.
///
/// Terms are known by their hash and summed in its order: the order must not depend on which analyzer numbered them,
/// or the last bits of a cosine would differ from run to run.
public struct SparseVector: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        var term: UInt64
        var weight: Float
    }

    public private(set) var entries: [Entry]

    /// Normalises to unit length; stays empty when there is no weight.
    init(_ entries: [Entry]) {
        let sorted = entries.sorted { $0.term < $1.term }
        let length = sorted.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
        self.entries = length > 0 ? sorted.map { Entry(term: $0.term, weight: $0.weight / length) } : []
    }

    /// The cosine with another vector, 0...1.
    public func cosine(_ other: SparseVector) -> Float {
        var sum: Float = 0
        var i = 0
        var j = 0
        while i < entries.count, j < other.entries.count {
            if entries[i].term == other.entries[j].term {
                sum += entries[i].weight * other.entries[j].weight
                i += 1
                j += 1
            } else if entries[i].term < other.entries[j].term {
                i += 1
            } else {
                j += 1
            }
        }
        return sum
    }
}
