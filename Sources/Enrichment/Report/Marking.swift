package import Domain

/// A stretch of UTF-8 text to be marked.
struct MarkedSpan: Hashable, Sendable {
    var range: Range<Int>
    /// Index of the pattern in the list the span was found with.
    var pattern: Int
}

/// Finds where given words stand in a text, at word borders, longest first, without overlaps.
///
/// Linear in the text for a bounded number of patterns: only positions at a word border are looked at, and there only
/// the patterns with the same first byte.
struct Marker {
    /// How far a word may run on after the pattern and still count: 0 for identifiers, a few letters for stems.
    var tail: Int
    private let patterns: [[UInt8]]
    private var byFirst: [[Int]]

    /// The first `limit` non-empty patterns; ASCII letters match in either case.
    init(_ words: [String], tail: Int = 0, limit: Int = 256) {
        self.tail = tail
        patterns = words.prefix(limit).map { $0.utf8.prefix(256).map(Self.folded) }
        byFirst = Array(repeating: [], count: 256)
        let order = patterns.indices.sorted { (patterns[$1].count, $0) < (patterns[$0].count, $1) }
        for index in order {
            if let first = patterns[index].first { byFirst[Int(first)].append(index) }
        }
    }

    /// The spans in order of position; `taken` are spans that stand already and are kept.
    func spans(in text: [UInt8], taken: [MarkedSpan] = []) -> [MarkedSpan] {
        var result: [MarkedSpan] = []
        var taken = taken[...]
        var position = 0
        while position < text.count {
            if let next = taken.first, next.range.lowerBound <= position {
                taken = taken.dropFirst()
                if next.range.lowerBound == position {
                    result.append(next)
                    position = next.range.upperBound
                }
                continue
            }
            let limit = taken.first?.range.lowerBound ?? text.count
            if let span = match(at: position, in: text, before: limit) {
                result.append(span)
                position = span.range.upperBound
            } else {
                position += 1
            }
        }
        return result
    }

    private func match(at position: Int, in text: [UInt8], before limit: Int) -> MarkedSpan? {
        let candidates = byFirst[Int(Self.folded(text[position]))]
        guard !candidates.isEmpty, text[position] & 0xC0 != 0x80, Self.startsWord(position, text) else { return nil }
        for index in candidates {
            let pattern = patterns[index]
            var end = position + pattern.count
            guard end <= limit else { continue }
            var offset = 1
            while offset < pattern.count, Self.folded(text[position + offset]) == pattern[offset] { offset += 1 }
            guard offset == pattern.count else { continue }
            var rest = tail
            while rest > 0, end < limit, Self.isLetter(text[end]) {
                end += 1
                rest -= 1
            }
            if Self.endsWord(end, text) { return MarkedSpan(range: position..<end, pattern: index) }
        }
        return nil
    }

    // MARK: Borders

    /// `OP03` does not start a word in `HDG-OP03`, nor `4.2` in `1.4.2`; a CJK character is a border of its own.
    private static func startsWord(_ position: Int, _ text: [UInt8]) -> Bool {
        guard position > 0, isWord(text[position]) else { return true }
        let before = text[position - 1]
        if isWord(before) { return isLooseScalar(endingAt: position, text) }
        return !(isJoiner(before) && position > 1 && isWord(text[position - 2]))
    }

    private static func endsWord(_ end: Int, _ text: [UInt8]) -> Bool {
        guard end < text.count, end > 0, isWord(text[end - 1]) else { return true }
        let after = text[end]
        if isWord(after) { return after >= 0xE2 }
        return !(isJoiner(after) && end + 1 < text.count && isWord(text[end + 1]))
    }

    /// Whether the scalar before `end` is one of three or four bytes: CJK, Thai and others that write without blanks.
    private static func isLooseScalar(endingAt end: Int, _ text: [UInt8]) -> Bool {
        var start = end - 1
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return text[start] >= 0xE2
    }

    private static func isJoiner(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || isLetter(byte) || (byte >= 48 && byte <= 57)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 97 && (byte | 0x20) <= 122
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        byte >= 65 && byte <= 90 ? byte | 0x20 : byte
    }
}

extension HTML {
    /// The text with its entities marked: where the record gives an offset, there; and wherever the value stands again.
    package mutating func marked(_ text: String, entities: [Entity], limit: Int = .max) {
        let utf8 = Array(text.utf8)
        var placed = Self.placed(entities, in: text)
        placed.removeAll { $0.range.upperBound > limit }
        let spans = Marker(entities.map(\.value)).spans(in: utf8, taken: placed)
        write(utf8, spans: spans) { html, span, content in
            let label = entities[span.pattern].kind.label
            html.element("mark", [.data("title", label)]) { html in
                html.text(content)
                html.element("span", [.fixed("class", "vh")], text: " (\(label))")
            }
        }
    }

    /// The text with the words that begin with one of the terms set off.
    package mutating func marked(_ text: String, terms: [TermWeight]) {
        let utf8 = Array(text.utf8)
        let words = terms.map(\.term).filter { $0.utf8.count > 2 }
        write(utf8, spans: Marker(words, tail: 4, limit: 32).spans(in: utf8)) { html, _, content in
            html.element("b", [.fixed("class", "m")]) { $0.text(content) }
        }
    }

    private mutating func write(
        _ utf8: [UInt8], spans: [MarkedSpan], mark: (inout HTML, MarkedSpan, ArraySlice<UInt8>) -> Void
    ) {
        var position = 0
        for span in spans {
            text(utf8[position..<span.range.lowerBound])
            mark(&self, span, utf8[span.range])
            position = span.range.upperBound
        }
        text(utf8[position...])
    }

    /// The entities' own positions as byte ranges, in order, without overlaps; offsets outside the text are left out.
    private static func placed(_ entities: [Entity], in text: String) -> [MarkedSpan] {
        var wanted: [(start: Int, end: Int, pattern: Int)] = []
        for (index, entity) in entities.enumerated() {
            guard let offset = entity.offset, let length = entity.length, offset >= 0, length > 0, length <= 4096,
                offset < Int.max - length
            else { continue }
            wanted.append((offset, offset + length, index))
        }
        wanted.sort { ($0.start, $1.end, $0.pattern) < ($1.start, $0.end, $1.pattern) }
        var free = 0
        wanted.removeAll { span in
            guard span.start >= free else { return true }
            free = span.end
            return false
        }
        var spans: [MarkedSpan] = []
        var next = 0
        var scalar = 0
        var byte = 0
        var start: Int?
        func step() {
            while next < wanted.count {
                if start == nil, wanted[next].start == scalar { start = byte }
                guard wanted[next].end == scalar, let begin = start else { return }
                spans.append(MarkedSpan(range: begin..<byte, pattern: wanted[next].pattern))
                start = nil
                next += 1
            }
        }
        for unit in text.unicodeScalars {
            guard next < wanted.count else { break }
            step()
            scalar += 1
            byte += UTF8.width(unit)
        }
        step()
        return spans
    }
}
