/// Tells the language a text is written in, by its script, its function words and the letters only few languages use.
///
/// Word-list identification of this kind is described by Grefenstette, "Comparing two language identification schemes"
/// (JADT 1995): for texts of a sentence or more it does as well as trigrams and explains itself.
public struct LanguageIdentifier: Sendable {
    private static let table = LanguageProfiles()
    private let profiles = Self.table

    public init() {}

    /// The BCP 47 primary tag (`en`, `de`, …), or `und` when there is too little evidence.
    /// Looks at the first 4,000 Unicode scalars only.
    public func identify(_ text: String) -> String {
        text.withByteView { view in
            let end = Self.end(of: view)
            if let tag = ScriptCount(view, end: end).tag { return tag }
            var scores = Scores()
            var index = 0
            while index < end {
                guard view.isWord(index) else {
                    index += 1
                    continue
                }
                let word = view.word(at: index)
                if !isPartOfName(index, word.end, view) {
                    addWord(word.hash, length: word.end - index, to: &scores)
                    addLetters(index..<min(word.end, end), view, to: &scores)
                }
                index = max(word.end, index + 1)
            }
            return scores.best
        }
    }

    /// Parts of addresses, paths and identifiers are no words: the `com` of a domain is not Portuguese.
    private func isPartOfName(_ start: Int, _ end: Int, _ view: ByteView) -> Bool {
        switch view[start - 1] {
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "&"),
            UInt8(ascii: "?"), UInt8(ascii: "_"):
            return true
        case UInt8(ascii: ".") where view.isWord(start - 2): return true
        default: break
        }
        switch view[end] {
        case UInt8(ascii: "\\"), UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "_"): return true
        case UInt8(ascii: "."): return view.isWord(end + 1)
        default: return false
        }
    }

    /// Byte offset of the scalar number 4,000, or the end.
    private static func end(of view: ByteView) -> Int {
        if view.count <= 4_000 { return view.count }
        var scalars = 0
        for index in 0..<view.count where view.base[index] & 0xC0 != 0x80 {
            scalars += 1
            if scalars > 4_000 { return index }
        }
        return view.count
    }

    private func addWord(_ hash: UInt64, length: Int, to scores: inout Scores) {
        let languages = profiles.words[hash]
        if languages != 0 {
            // A word that many languages share says little about each.
            scores.add(languages, weight: (length == 1 ? 30 : 120) / max(1, languages.nonzeroBitCount))
        } else if profiles.jargon.contains(hash) {
            scores.addJargon(60)
        }
    }

    private func addLetters(_ range: Range<Int>, _ view: ByteView, to scores: inout Scores) {
        var index = range.lowerBound
        while index < range.upperBound {
            let lead = view[index]
            if lead >= 0xC3, lead <= 0xC8 {
                let languages = profiles.languages(lead, view[index + 1])
                if languages != 0 { scores.add(languages, weight: 60 / max(1, languages.nonzeroBitCount)) }
                index += 2
            } else {
                index += 1
            }
        }
    }

    /// Evidence for each language, in 1/120 of a word that only it has.
    private struct Scores {
        private var values = [Int](repeating: 0, count: 16)
        private var jargon = 0

        mutating func add(_ languages: UInt16, weight: Int) {
            var rest = languages
            while rest != 0 {
                values[rest.trailingZeroBitCount] += weight
                rest &= rest - 1
            }
        }

        /// Technical English stands in tickets of every language: it decides only where nothing else does.
        mutating func addJargon(_ weight: Int) { jargon = min(jargon + weight, 180) }

        var best: String {
            var values = values
            values[0] += jargon
            var best = 0
            for index in values.indices where values[index] > values[best] { best = index }
            let second = values.indices.filter { $0 != best }.map { values[$0] }.max() ?? 0
            guard values[best] >= 110, values[best] * 20 > second * 21 else { return "und" }
            return LanguageProfiles.tags[best]
        }
    }
}
