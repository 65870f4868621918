import Domain

/// Files that were given as JSON Lines and are something else as a whole: one message instead of one per line.
enum ForeignFormat {
    /// - Parameter firstLine: its bytes without the line break.
    /// - Returns: nil when the file may be JSON Lines.
    static func problem(firstLine: [UInt8], name: String) -> Problem? {
        let line = firstLine.prefix(4096).filter { $0 > 0x20 }
        switch line.first {
        case UInt8(ascii: "["):
            return Problem(
                "the file is one JSON array, not JSON Lines", place: name,
                remedy: "convert it: jq -c '.[]' FILE > NEW.jsonl")
        case UInt8(ascii: "{") where line.count == 1:
            return Problem(
                "the file is JSON over several lines, not JSON Lines", place: name,
                remedy: "put each record on one line: jq -c . FILE > NEW.jsonl")
        default:
            guard firstLine.count <= 4096, isTableHead(firstLine) else { return nil }
            return Problem(
                "the file is a table (CSV), not JSON Lines", place: name,
                remedy: "use sidenote import for CSV; enrich and normalize read one JSON object a line")
        }
    }

    /// Whether a line consists of three or more short column names.
    private static func isTableHead(_ line: [UInt8]) -> Bool {
        for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), 9] {
            let cells = line.split(separator: separator, omittingEmptySubsequences: false)
            guard cells.count >= 3 else { continue }
            return cells.allSatisfy { cell in
                cell.count <= 60
                    && cell.allSatisfy { byte in
                        byte >= 0x80 || byte == 0x20 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "#")
                            || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
                            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
                            || byte == 13 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                            || (0x61...0x7A).contains(byte)
                    }
            }
        }
        return false
    }
}
