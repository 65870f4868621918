/// A rendered text as lines, with a case-folded copy of the same length to search in.
struct MessageLines {
    /// What a line counts as; anything but `keep` is taken out.
    enum Label: String, Sendable {
        case keep, quote, signature, disclaimer, noise
    }

    struct Line {
        /// Where the line begins, blanks included.
        var start: Int
        /// Bytes of the line without its line end and without blanks at both ends.
        var range: Range<Int>
        var label = Label.keep
        /// Was found to be history, whether or not it was kept in the end.
        var wasQuoted = false
        /// Inside a container for quoted history.
        var isQuoted = false
        /// Inside a Markdown block quote.
        var isCited = false
        /// Inside a signature container.
        var isSigned = false
        /// Inside code, where nothing is a quote or signature.
        var isCode = false
        /// The mail program begins the history here.
        var isBoundary = false

        var isBlank: Bool { range.isEmpty }
    }

    let bytes: [UInt8]
    /// ASCII and Latin-1 letters in lower case; offsets as in `bytes`.
    let folded: [UInt8]
    var lines: [Line]

    init(_ text: String, regions: [Region] = []) {
        bytes = Array(text.utf8)
        folded = Fold.lower(bytes)
        lines = []
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x0A {
            lines.append(Line(start: start, range: Fold.trim(bytes, start..<index)))
            start = index + 1
        }
        mark(regions)
        markFences()
    }

    /// The folded bytes of a line.
    func folded(_ index: Int) -> ArraySlice<UInt8> { folded[lines[index].range] }

    func text(_ index: Int) -> String { String(decoding: bytes[lines[index].range], as: UTF8.self) }

    func isKept(_ index: Int) -> Bool { lines[index].label == .keep }

    /// The index of the first line at or after `index`, before `end`, that is not blank.
    func nextText(from index: Int, before end: Int) -> Int? {
        var index = index
        while index < end {
            if !lines[index].isBlank { return index }
            index += 1
        }
        return nil
    }

    private mutating func mark(_ regions: [Region]) {
        // Regions of a kind nest: what an outer one covered needs no second visit, so that depth costs nothing.
        var done: [Region.Kind: Int] = [:]
        for region in regions.sorted(by: { $0.start < $1.start }) {
            let start = max(region.start, done[region.kind] ?? 0)
            guard var index = firstLine(endingAfter: start) else { continue }
            if region.kind == .boundary {
                lines[index].isBoundary = true
                continue
            }
            while index < lines.count, lines[index].range.lowerBound < region.end {
                switch region.kind {
                case .quote: lines[index].isQuoted = true
                case .citation: lines[index].isCited = true
                case .signature: lines[index].isSigned = true
                case .code: lines[index].isCode = true
                case .boundary: break
                }
                index += 1
            }
            done[region.kind] = max(done[region.kind] ?? 0, region.end)
        }
    }

    /// Binary search for the line that holds the byte or comes after it.
    private func firstLine(endingAfter byte: Int) -> Int? {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].range.upperBound <= byte, lines[middle].range.lowerBound < byte {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < lines.count ? low : nil
    }

    private mutating func markFences() {
        var isOpen = false
        for index in lines.indices where bytes[lines[index].range].starts(with: Self.fence) {
            isOpen.toggle()
            guard isOpen else { continue }
            var inside = index + 1
            while inside < lines.count, !bytes[lines[inside].range].starts(with: Self.fence) { inside += 1 }
            guard inside < lines.count else { return }
            for line in index...inside { lines[line].isCode = true }
        }
    }

    private static let fence = Array("```".utf8)
}

/// Case folding and white space on bytes.
enum Fold {
    /// ASCII and Latin-1 capitals in lower case; the length stays.
    static func lower(_ bytes: [UInt8]) -> [UInt8] {
        var out = bytes
        var previous: UInt8 = 0
        for index in out.indices {
            let byte = out[index]
            if byte >= 65, byte <= 90 {
                out[index] = byte + 32
            } else if previous == 0xC3, byte >= 0x80, byte <= 0x9E, byte != 0x97 {
                out[index] = byte + 32
            }
            previous = byte
        }
        return out
    }

    static func lower(_ text: String) -> [UInt8] { lower(Array(text.utf8)) }

    static func trim(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, bytes[low] <= 0x20 { low += 1 }
        while high > low, bytes[high - 1] <= 0x20 { high -= 1 }
        return low..<high
    }

    /// Letters, and every byte of a wider scalar.
    static func isWord(_ byte: UInt8) -> Bool {
        byte > 0x7F || (byte | 0x20 >= 97 && byte | 0x20 <= 122)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// Where `needle` first stands in `text`; naive, so for lines that were measured and short needles.
    static func find(_ needle: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        guard let first = needle.first, text.count >= needle.count else { return nil }
        var index = text.startIndex
        let last = text.endIndex - needle.count
        while index <= last {
            if text[index] == first, text[index..<(index + needle.count)].elementsEqual(needle) { return index }
            index += 1
        }
        return nil
    }

    static func contains(_ text: ArraySlice<UInt8>, anyOf needles: [[UInt8]]) -> Bool {
        needles.contains { find($0, in: text) != nil }
    }
}

/// Phrases compared with the beginning of a line, bucketed by first byte.
struct PhraseSet: Sendable {
    private var buckets: [[[UInt8]]] = Array(repeating: [], count: 256)

    init(_ phrases: [String]) {
        for phrase in phrases {
            let folded = Fold.lower(phrase)
            if let first = folded.first { buckets[Int(first)].append(folded) }
        }
        // The longest first, so that the match is the longest.
        for index in buckets.indices { buckets[index].sort { $0.count > $1.count } }
    }

    /// The length of the longest phrase that `text` begins with; nil when none.
    func prefix(of text: ArraySlice<UInt8>) -> Int? {
        guard let first = text.first else { return nil }
        for phrase in buckets[Int(first)] where text.starts(with: phrase) { return phrase.count }
        return nil
    }

    /// Whether `text` is one of the phrases.
    func contains(_ text: ArraySlice<UInt8>) -> Bool { prefix(of: text) == text.count && !text.isEmpty }

    /// How many different phrases stand in `text` at the beginning of a word, counted up to `limit`, and where the
    /// first does.
    func distinct(in text: ArraySlice<UInt8>, limit: Int) -> (count: Int, first: Int?) {
        var seen: Set<Int> = []
        var start: Int?
        var previous: UInt8 = 0x20
        for index in text.indices {
            let byte = text[index]
            if !Fold.isWord(previous) || !Fold.isWord(byte), !buckets[Int(byte)].isEmpty,
                let found = buckets[Int(byte)].firstIndex(where: { text[index...].starts(with: $0) })
            {
                start = start ?? index
                seen.insert(Int(byte) << 16 | found)
                if seen.count >= limit { break }
            }
            previous = byte
        }
        return (seen.count, start)
    }

    /// Whether a phrase stands anywhere in `text`, at the beginning of a word.
    func occurs(in text: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0x20
        for index in text.indices {
            let byte = text[index]
            if !Fold.isWord(previous) || !Fold.isWord(byte), !buckets[Int(byte)].isEmpty,
                prefix(of: text[index...]) != nil
            {
                return true
            }
            previous = byte
        }
        return false
    }
}
