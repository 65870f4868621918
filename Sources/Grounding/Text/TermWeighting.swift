/// How text becomes terms and what each term is worth: the analyzer and the idf of the retrieval index, seen from here.
public protocol TermWeighting: Sendable {
    /// The content terms of the text in order, repeats kept; stop words left out.
    func terms(in text: String) -> [String]
    /// The first of a word's terms; the same as `terms(in: word).first`.
    func firstTerm(in word: String) -> String?
    /// 0 or more; the rarer a term, the heavier.
    func weight(of term: String) -> Double
}

extension TermWeighting {
    public func firstTerm(in word: String) -> String? { terms(in: word).first }
}

/// Lower-cased words without the stop words of English, German, Spanish and French, each worth 1.
public struct PlainTermWeighting: TermWeighting {
    public init() {}

    public func terms(in text: String) -> [String] {
        Words.texts(in: text).filter { $0 != "%" && !StopWords.all.contains($0) }
    }

    public func weight(of term: String) -> Double { 1 }
}
