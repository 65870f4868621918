/// Surface word to stem, remembered: text repeats its words, and a table look-up is ten times cheaper than stemming.
struct WordCache {
    private var surface = TermTable(capacity: 4096)
    /// Term number per surface word; -1 for a stop word.
    private var stems: [Int32] = []
    private let stemmer: StemmerBox
    /// Words after which the cache no longer grows, so that a stream of random tokens cannot fill memory.
    private static let limit = 300_000

    init(language: StemmingLanguage) {
        stemmer = StemmerBox(language: language)
        for word in StopWords.words(for: language) {
            var copy = String(word)
            copy.withUTF8 { bytes in
                if surface.insert(bytes).isNew { stems.append(-1) }
            }
        }
    }

    /// The term of a lower-case word; nil for a stop word.
    mutating func term(for word: UnsafeBufferPointer<UInt8>, in vocabulary: inout TermTable) -> Int32? {
        if surface.count >= Self.limit {
            return stemmer.stemmer?.stem(word) { vocabulary.insert($0).id } ?? vocabulary.insert(word).id
        }
        let (surfaceID, isNew) = surface.insert(word)
        if !isNew {
            let id = stems[Int(surfaceID)]
            return id < 0 ? nil : id
        }
        let id = stemmer.stemmer?.stem(word) { vocabulary.insert($0).id } ?? vocabulary.insert(word).id
        stems.append(id)
        return id
    }
}

/// Holds the noncopyable stemmer where a copyable value needs it.
private final class StemmerBox {
    let stemmer: Stemmer?

    init(language: StemmingLanguage) {
        stemmer = Stemmer(language: language)
    }
}
