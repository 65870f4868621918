/// How a CSV file separates its fields.
public struct CSVDialect: Hashable, Sendable {
    public var delimiter: UInt8

    public init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// Whether the first line is Excel's `sep=;` hint and no header.
    var hasHint = false

    /// Decides by the header line: the candidate among `,` `;` tab and `|` that stands most often outside quotes.
    init(head: ArraySlice<UInt8>) {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in head {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted {
                if byte == 10 || byte == 13 { break }
                counts[byte, default: 0] += 1
            }
        }
        let line = head.prefix { $0 != 10 && $0 != 13 }
        if line.count == 5, line.starts(with: "sep=".utf8), let last = line.last {
            delimiter = last
            hasHint = true
            return
        }
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")]
        var best = candidates[0]
        for candidate in candidates where counts[candidate, default: 0] > counts[best, default: 0] { best = candidate }
        delimiter = best
    }
}
