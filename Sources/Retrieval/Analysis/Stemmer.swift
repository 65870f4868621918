import CSnowball

/// A Snowball stemmer of one language (libstemmer). Not thread-safe: one per analyzer.
struct Stemmer: ~Copyable {
    private let handle: OpaquePointer

    /// nil when libstemmer has no stemmer for the language.
    init?(language: StemmingLanguage) {
        guard let handle = sb_stemmer_new(language.snowballName, "UTF_8") else { return nil }
        self.handle = handle
    }

    deinit {
        sb_stemmer_delete(handle)
    }

    /// Calls `body` with the stem of a lower-case word; the buffer is valid only during the call.
    func stem<Result>(
        _ word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard let base = word.baseAddress, let stem = sb_stemmer_stem(handle, base, Int32(word.count)) else {
            return body(word)
        }
        return body(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
    }
}

/// The languages whose words are stemmed. Anything else is matched unstemmed.
public enum StemmingLanguage: Int, Sendable, CaseIterable {
    case english, german, french, spanish, italian, dutch, portuguese, swedish, danish, norwegian, finnish, russian
    case romanian, turkish, hungarian

    /// From a BCP 47 primary tag; English for `und`, since tickets of unknown language are mostly product names and
    /// error texts.
    public init?(tag: String) {
        switch tag {
        case "en", "und": self = .english
        case "de": self = .german
        case "fr": self = .french
        case "es": self = .spanish
        case "it": self = .italian
        case "nl": self = .dutch
        case "pt": self = .portuguese
        case "sv": self = .swedish
        case "da": self = .danish
        case "no", "nb", "nn": self = .norwegian
        case "fi": self = .finnish
        case "ru": self = .russian
        case "ro": self = .romanian
        case "tr": self = .turkish
        case "hu": self = .hungarian
        default: return nil
        }
    }

    var snowballName: String { String(describing: self) }
}
