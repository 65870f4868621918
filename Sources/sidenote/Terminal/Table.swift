/// Rows of text in aligned columns. The last column is cut to the width of the terminal.
struct Table {
    enum Alignment {
        case left, right
    }

    var columns: [(title: String, alignment: Alignment)]
    var rows: [[String]] = []

    init(_ columns: [(title: String, alignment: Alignment)]) {
        self.columns = columns
    }

    mutating func add(_ row: [String]) {
        rows.append(row.map(Console.printable))
    }

    func text(width: Int) -> String {
        let all = [columns.map(\.title)] + rows
        let widths = columns.indices.map { column in all.map { Self.width($0[column]) }.max() ?? 0 }
        var fitted = widths
        let used = widths.dropLast().reduce(0, +) + 2 * (columns.count - 1)
        if let last = fitted.indices.last, used + widths[last] > width { fitted[last] = max(12, width - used) }
        return all.enumerated().map { number, row in
            let cells = row.enumerated().map { column, cell -> String in
                let text = Self.cut(cell, to: fitted[column])
                let gap = String(repeating: " ", count: max(0, fitted[column] - Self.width(text)))
                return columns[column].alignment == .left ? text + gap : gap + text
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return number == 0 ? Console.styled(line, .bold, on: .standardOutput) : line
        }.joined(separator: "\n")
    }

    /// Columns a text takes: two for East Asian wide characters, none for combining ones.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: sum
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0x1F300...0x1FAFF:
                sum + 2
            default: sum + 1
            }
        }
    }

    private static func cut(_ text: String, to width: Int) -> String {
        guard Self.width(text) > width else { return text }
        var result = ""
        for character in text {
            if Self.width(result) + Self.width(String(character)) > width - 1 { break }
            result.append(character)
        }
        return result + "…"
    }
}
