import Domain
import Glibc

/// What is searched for: parts of text, each counting with a weight of its own.
public struct Query: Hashable, Sendable {
    public struct Part: Hashable, Sendable {
        public var text: String
        public var weight: Float

        public init(_ text: String, weight: Float = 1) {
            self.text = text
            self.weight = weight
        }
    }

    public var parts: [Part]
    /// BCP 47 primary tag, decides the stemmer.
    public var language: String
    /// Terms to leave out, as they are shown by `explain`.
    public var struck: Set<String>
    /// Texts whose terms count little: names and addresses of machines, which say where something happens and not what.
    public var damped: [String]

    public init(parts: [Part], language: String = "en", struck: Set<String> = [], damped: [String] = []) {
        self.parts = parts
        self.language = language
        self.struck = struck
        self.damped = damped
    }

    public init(_ text: String, language: String = "en") {
        self.init(parts: [Part(text)], language: language)
    }
}

/// A query as terms: each once, with its weight before idf.
struct QueryTerms {
    struct Term {
        var text: String
        /// √(weighted term frequency).
        var weight: Float
    }

    /// What a damped term counts, however often it stands in the query.
    private static let dampedFrequency: Float = 0.2

    /// In order of first appearance.
    var terms: [Term]

    init(_ query: Query, analyzer: Analyzer) {
        let language = StemmingLanguage(tag: query.language) ?? .english
        var order: [Int32] = []
        var frequencies: [Int32: Float] = [:]
        for part in query.parts {
            analyzer.analyze(part.text, language: language) { term, _ in
                if let known = frequencies[term] {
                    frequencies[term] = known + part.weight
                } else {
                    frequencies[term] = part.weight
                    order.append(term)
                }
            }
        }
        for text in query.damped {
            analyzer.analyze(text, language: language) { term, _ in
                if let known = frequencies[term] { frequencies[term] = min(known, Self.dampedFrequency) }
            }
        }
        terms = order.compactMap { term in
            let text = analyzer.text(of: term)
            guard !query.struck.contains(text), let frequency = frequencies[term] else { return nil }
            return Term(text: text, weight: sqrtf(frequency))
        }
    }
}
