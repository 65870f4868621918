/// The words that turn up in many of a set of short texts.
public enum FrequentTerms {
    public struct Term: Hashable, Sendable {
        /// In lower case.
        public var word: String
        /// In how many of the texts.
        public var count: Int
    }

    /// Words of at least three characters that stand in at least two texts and are neither numbers nor stop words; the
    /// most frequent first, equal ones in order of the alphabet.
    ///
    /// - Parameter isStopWord: told words in lower case.
    public static func of(
        _ texts: some Sequence<String>, limit: Int, isStopWord: (String) -> Bool
    ) -> [Term] {
        var counts: [String: Int] = [:]
        for text in texts {
            for word in words(text) { counts[word, default: 0] += 1 }
        }
        let found = counts.filter { $0.value > 1 && !isStopWord($0.key) }
        let sorted = found.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        return sorted.prefix(limit).map { Term(word: $0.key, count: $0.value) }
    }

    /// Each word once.
    static func words(_ text: String) -> Set<String> {
        let parts = text.prefix(512).lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        return Set(
            parts.lazy.map { part in
                String(part.drop { $0 == "-" || $0 == "_" })
            }.filter { word in
                (3...40).contains(word.count) && word.contains { $0.isLetter }
            })
    }
}
