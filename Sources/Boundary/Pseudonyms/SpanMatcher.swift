/// Finds the stretches to replace: text that looks like a placeholder, what the records name, and what the extractor
/// found.
struct SpanMatcher {
    struct Span {
        var range: Range<Int>
        var thing: PlaceholderTable.Thing
    }

    private let known: KnownNames
    private let automaton: AhoCorasick
    private let things: [PlaceholderTable.Thing]

    init(known: KnownNames, found: [[UInt8]: PlaceholderTable.Thing]) {
        self.known = known
        let sorted = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        automaton = AhoCorasick(sorted.map(\.key))
        things = sorted.map(\.value)
    }

    /// In order of position, without overlap: look-alikes first, then the longest, then the leftmost.
    func spans(in bytes: [UInt8], _ folded: [UInt8]) -> [Span] {
        let edges = WordEdges(bytes: bytes)
        var candidates: [Span] = []
        known.automaton.search(folded) { match in
            let name = known.names[match.pattern]
            guard edges.isWhole(match.range) else { return }
            if name.needsCapital, bytes[match.range.lowerBound] == folded[match.range.lowerBound] { return }
            candidates.append(Span(range: Self.widened(match.range, bytes), thing: name.thing))
        }
        automaton.search(folded) { match in
            guard edges.isWhole(match.range) else { return }
            candidates.append(Span(range: Self.widened(match.range, bytes), thing: things[match.pattern]))
        }
        // Stable: of equal ranges what the records name comes first.
        let order = candidates.indices.sorted {
            let (a, b) = (candidates[$0].range, candidates[$1].range)
            return (b.count, a.lowerBound, $0) < (a.count, b.lowerBound, $1)
        }
        var spans = Self.lookAlikes(in: bytes).map { range in
            Span(range: range, thing: .init(kind: "LITERAL", key: Array(bytes[range])))
        }
        var taken = [Bool](repeating: false, count: bytes.count)
        for span in spans { for index in span.range { taken[index] = true } }
        for index in order {
            let range = candidates[index].range
            // What was taken before is at least as long, or a look-alike: look-alikes may lie inside.
            if taken[range.lowerBound] || taken[range.upperBound - 1] || range.contains(where: { taken[$0] }) {
                continue
            }
            for position in range { taken[position] = true }
            spans.append(candidates[index])
        }
        return spans.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Text that reads as a placeholder, to the end of its word; two in one word are one.
    private static func lookAlikes(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for hit in PlaceholderScanner.hits(in: bytes) {
            let range = widened(hit.range, bytes)
            if let last = ranges.last, last.upperBound > range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }

    /// A placeholder must not run into a letter or digit, or it could not be told where it ends: a match that ends in
    /// another character takes the word that follows along.
    private static func widened(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var end = range.upperBound
        while end < bytes.count, WordEdges.isWord(bytes[end]) { end += 1 }
        return range.lowerBound..<end
    }
}
