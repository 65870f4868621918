/// Cuts a text into sentences.
///
/// Line-aware: list items, table rows and headings end a sentence; prose that was wrapped is joined. Within prose the
/// boundaries follow UAX #29 (sentence boundaries) with suppressions for abbreviations, numbers, names and paths.
public struct SentenceSplitter: Sendable {
    private static let table = SentenceWords()
    private let words = Self.table

    public init() {}

    /// The sentences in order: slices of `text`, trimmed, none empty. Together they cover all that is not white space.
    public func sentences(in text: String) -> [Substring] {
        let ranges = text.withByteView { view in
            var scan = SentenceScan(view, words: words)
            scan.run()
            return scan.ranges
        }
        let utf8 = text.utf8
        var out: [Substring] = []
        out.reserveCapacity(ranges.count)
        var position = 0
        var index = utf8.startIndex
        for range in ranges {
            index = utf8.index(index, offsetBy: range.lowerBound - position)
            let end = utf8.index(index, offsetBy: range.count)
            out.append(text[index..<end])
            index = end
            position = range.upperBound
        }
        return out
    }
}
