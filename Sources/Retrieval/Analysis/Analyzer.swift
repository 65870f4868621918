/// Text to terms: lower-case words without stop words, stemmed; identifiers whole and split.
///
/// - A word of letters is stemmed with Snowball and dropped when it is a stop word.
/// - A word with a digit (`kb5034441`, `0x80070005`) is an identifier: kept whole; its run of four or more digits is a
///   term of its own, so that “KB 5034441” finds it.
/// - Parts joined by `- _ . / \ : @ ' & +` (`HDG-DC01`, `dc01.corp.example`, `C:\Temp`, `sign-in`) yield each part, and
///   the whole: as written when it is an identifier or a path, joined without hyphens when it is not (`wi-fi` = `wifi`).
/// - Han, kana and Hangul runs yield overlapping character pairs.
///
/// Terms are numbered by the analyzer's own vocabulary. Not thread-safe; see `AnalyzerPool`.
final class Analyzer {
    private(set) var vocabulary = TermTable(capacity: 4096)
    /// By raw value of the language.
    private var caches = [WordCache?](repeating: nil, count: StemmingLanguage.allCases.count)
    private var scratch: [UInt8] = []
    private var folded: [UInt8] = []

    /// Longer words are base64, hashes and the like, not terms.
    static let longestTerm = 64

    /// Forgets the vocabulary once it has grown over `limit` terms; call between analyses only.
    func trim(limit: Int = 400_000) {
        guard vocabulary.count > limit else { return }
        vocabulary = TermTable(capacity: 4096)
        caches = [WordCache?](repeating: nil, count: caches.count)
    }

    func text(of id: Int32) -> String { vocabulary.text(of: id) }

    /// The number of a term as `text(of:)` gives it.
    func id(of term: String) -> Int32 {
        var term = term
        return term.withUTF8 { vocabulary.insert($0).id }
    }

    /// A name of the term that does not depend on this analyzer's numbering.
    func hash(of id: Int32) -> UInt64 { vocabulary.hashes[Int(id)] }

    /// Calls `emit` for each term in order; `isPosition` is false for the extra spelling of something already emitted,
    /// which does not count towards the length of the text.
    func analyze(_ text: String, language: StemmingLanguage, _ emit: (_ id: Int32, _ isPosition: Bool) -> Void) {
        var text = text
        text.withUTF8 { analyze($0, language: language, emit) }
    }

    func analyze(
        _ bytes: UnsafeBufferPointer<UInt8>, language: StemmingLanguage,
        _ emit: (_ id: Int32, _ isPosition: Bool) -> Void
    ) {
        var cache = caches[language.rawValue].take() ?? WordCache(language: language)
        // Held here rather than in the class, whose properties are checked for exclusive access at each byte.
        var scratch: [UInt8] = []
        swap(&scratch, &self.scratch)
        defer {
            caches[language.rawValue] = cache
            swap(&scratch, &self.scratch)
        }
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if CharacterClass.isWordStart(byte) {
                position = chunk(bytes, from: position, &scratch, &cache, emit)
            } else {
                position += 1
            }
        }
    }

    /// Reads one run of words and joiners and emits its terms; returns where it ends.
    private func chunk(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ scratch: inout [UInt8], _ cache: inout WordCache,
        _ emit: (Int32, Bool) -> Void
    ) -> Int {
        scratch.removeAll(keepingCapacity: true)
        var position = start
        var partStart = 0
        var parts = 0
        var digits = 0
        var joiners = JoinerSet()
        while position < bytes.count {
            let byte = bytes[position]
            let kind = CharacterClass.table[Int(byte)]
            if kind == .letter {
                scratch.append(byte | (byte < 0x80 ? 0x20 : 0))
                position += 1
            } else if kind == .digit {
                scratch.append(byte)
                digits += 1
                position += 1
            } else if kind == .multibyte {
                guard
                    let next = appendMultibyte(bytes, position, &scratch, &cache, emit, partStart: &partStart)
                else { break }
                position = next
            } else if kind == .joiner, position + 1 < bytes.count, CharacterClass.isWordStart(bytes[position + 1]),
                scratch.count > partStart
            {
                emitPart(scratch, from: partStart, &cache, emit)
                parts += 1
                joiners.insert(byte)
                scratch.append(byte)
                partStart = scratch.count
                position += 1
            } else {
                break
            }
        }
        if scratch.count > partStart {
            emitPart(scratch, from: partStart, &cache, emit)
            parts += 1
        }
        if parts > 1 { emitWhole(scratch, joiners, hasDigit: digits > 0, emit) }
        return max(position, start + 1)
    }

    private func emitPart(
        _ scratch: [UInt8], from start: Int, _ cache: inout WordCache, _ emit: (Int32, Bool) -> Void
    ) {
        let count = scratch.count - start
        guard count <= Self.longestTerm else { return }
        scratch.withUnsafeBufferPointer { buffer in
            let word = UnsafeBufferPointer(rebasing: buffer[start...])
            var firstDigit = -1
            var digitRun = 0
            var longest = 0
            var longestEnd = 0
            for (index, byte) in word.enumerated() {
                if byte >= 48, byte <= 57 {
                    if firstDigit < 0 { firstDigit = index }
                    digitRun += 1
                    if digitRun > longest {
                        longest = digitRun
                        longestEnd = index + 1
                    }
                } else {
                    digitRun = 0
                }
            }
            if firstDigit < 0 {
                if let id = cache.term(for: word, in: &vocabulary) { emit(id, true) }
            } else {
                emit(vocabulary.insert(word).id, true)
                if longest >= 4, longest < count {
                    let run = UnsafeBufferPointer(rebasing: word[(longestEnd - longest)..<longestEnd])
                    emit(vocabulary.insert(run).id, false)
                }
            }
        }
    }

    private func emitWhole(
        _ scratch: [UInt8], _ joiners: JoinerSet, hasDigit: Bool, _ emit: (Int32, Bool) -> Void
    ) {
        guard scratch.count <= Self.longestTerm * 3, !joiners.isApostropheOnly else { return }
        if hasDigit || joiners.isPath {
            scratch.withUnsafeBufferPointer { emit(vocabulary.insert($0).id, false) }
        }
        guard joiners.isHyphenOnly, scratch.count <= Self.longestTerm else { return }
        folded.removeAll(keepingCapacity: true)
        for byte in scratch where byte != UInt8(ascii: "-") && byte != UInt8(ascii: "_") { folded.append(byte) }
        folded.withUnsafeBufferPointer { emit(vocabulary.insert($0).id, false) }
    }

    /// Appends a non-ASCII letter to the word, or emits pairs for scripts without spaces. nil ends the chunk.
    private func appendMultibyte(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ scratch: inout [UInt8], _ cache: inout WordCache,
        _ emit: (Int32, Bool) -> Void, partStart: inout Int
    ) -> Int? {
        guard let (scalar, length) = UTF8Scalar.decode(bytes, at: position) else { return nil }
        if ScriptRange.isUnspaced(scalar) {
            if scratch.count > partStart {
                emitPart(scratch, from: partStart, &cache, emit)
                scratch.append(0x20)
                partStart = scratch.count
            }
            let here = UnsafeBufferPointer(rebasing: bytes[position..<position + length])
            if let (next, nextLength) = UTF8Scalar.decode(bytes, at: position + length), ScriptRange.isUnspaced(next) {
                let pair = UnsafeBufferPointer(rebasing: bytes[position..<position + length + nextLength])
                emit(vocabulary.insert(pair).id, true)
            } else {
                emit(vocabulary.insert(here).id, true)
            }
            return position + length
        }
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
        else { return nil }
        scratch.append(contentsOf: properties.lowercaseMapping.utf8)
        return position + length
    }
}

/// Which characters join the parts of a chunk.
private struct JoinerSet {
    private var hyphen = false
    private var apostrophe = false
    private var other = false

    mutating func insert(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"): hyphen = true
        case UInt8(ascii: "'"): apostrophe = true
        default: other = true
        }
    }

    var isHyphenOnly: Bool { hyphen && !apostrophe && !other }
    var isApostropheOnly: Bool { apostrophe && !hyphen && !other }
    var isPath: Bool { other }
}
