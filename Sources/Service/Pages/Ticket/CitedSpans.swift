import Domain

/// Which stretches of a piece of evidence the sentences that cite it rest on: for each sentence the line or sentence of
/// the evidence that shares most of its words. A help for the eye; the verdict does not come from here.
struct CitedSpans: Sendable {
    struct Segment: Hashable, Sendable {
        var text: String
        /// Keys of the sentences that rest on it.
        var sentences: [String] = []
    }

    /// In order; together they are the text.
    private(set) var segments: [Segment]

    /// A sentence must share that many words with a stretch, and that share of its own.
    private static let leastWords = 2
    private static let leastShare = 0.3
    /// Share of its own words from which on a stretch is taken whatever else there is.
    private static let wholeShare = 0.75
    /// Beyond that a text is not cut up: nobody reads it as evidence.
    private static let longest = 200_000

    init(_ text: String, for sentences: [(key: String, text: String)]) {
        guard text.utf8.count <= Self.longest else {
            segments = [Segment(text: text)]
            return
        }
        segments = Self.cut(text).map { Segment(text: $0) }
        let words = segments.map { Self.words($0.text) }
        for sentence in sentences {
            let wanted = Self.words(sentence.text)
            guard !wanted.isEmpty else { continue }
            var best: (index: Int, score: Double)?
            for (index, found) in words.enumerated() {
                let common = wanted.intersection(found).count
                // A stretch that says little else than the sentence belongs to it, too.
                if found.count > Self.leastWords, Double(common) >= Self.wholeShare * Double(found.count) {
                    segments[index].sentences.append(sentence.key)
                }
                guard common >= min(Self.leastWords, wanted.count),
                    Double(common) >= Self.leastShare * Double(wanted.count)
                else { continue }
                // Of two that say the same the shorter one.
                let score = Double(common) - Double(found.count) / 1000
                if score > best?.score ?? 0 { best = (index, score) }
            }
            if let best, segments[best.index].sentences.last != sentence.key {
                segments[best.index].sentences.append(sentence.key)
            }
        }
    }

    /// At line breaks and behind the ends of sentences.
    private static func cut(_ text: String) -> [String] {
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var isAtEnd = false
        func flush() {
            if !part.isEmpty { parts.append(String(part)) }
            part = .init()
            isAtEnd = false
        }
        for scalar in text.unicodeScalars {
            if isAtEnd, scalar != " ", scalar != "\n" {
                if part.last == " " || part.last == "\n" { flush() } else { isAtEnd = false }
            }
            part.append(scalar)
            switch scalar {
            case "\n", "。", "！", "？": flush()
            case ".", "!", "?", ";": isAtEnd = true
            default: break
            }
        }
        flush()
        return parts
    }

    private static func words(_ text: String) -> Set<String> {
        var words: Set<String> = []
        var word = ""
        func flush() {
            if word.utf8.count > 2 { words.insert(word) }
            word = ""
        }
        for scalar in text.lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.unicodeScalars.append(scalar)
                if scalar.properties.isIdeographic { flush() }
            } else {
                flush()
            }
        }
        flush()
        return words
    }
}
