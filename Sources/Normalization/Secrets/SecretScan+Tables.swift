/// Tables as rendered text: cells separated by `|` or tabs.
extension SecretScan {
    /// When the word stands in a table cell of its own, masks the cell beside it (label and value) or, in a header,
    /// the cells below. Returns whether the word was dealt with.
    mutating func readTable(start: Int, end: Int) -> Bool {
        let line = line()
        guard let separator = separator(of: line), cell(around: start, line, separator).count <= 40 else {
            return false
        }
        let cell = cell(around: start, line, separator)
        // "| admin | password: x |" is prose in a cell.
        guard view[view.skipBlanks(end)] != UInt8(ascii: ":"), cell.contains(start) else { return false }
        if start < tableEnd || isSecretHeader(trimmedCell(cell)) == nil { return false }
        let next = cell.upperBound + 1
        if next < line.upperBound {
            let beside = trimmedCell(self.cell(around: next, line, separator))
            let shape = SecretShape.of(beside, in: view)
            let inBody = isTableRow(before: line.lowerBound, separator)
            if (shape == .strong && !beside.contains { view[$0] == 0x20 }) || (inBody && masksCell(beside)) {
                add(.password, beside.lowerBound, beside.upperBound)
                return true
            }
        }
        if isTableRow(before: line.lowerBound, separator) { return false }
        maskColumns(header: line, separator)
        return true
    }

    /// `|` or tab, whichever the line is divided by; nil when it is no table row.
    func separator(of line: Range<Int>) -> UInt8? {
        for index in line {
            let byte = view.base[index]
            if byte == UInt8(ascii: "|") || byte == 0x09 { return byte }
            if index - line.lowerBound > 512 { return nil }
        }
        return nil
    }

    private func cell(around index: Int, _ line: Range<Int>, _ separator: UInt8) -> Range<Int> {
        var start = index
        while start > line.lowerBound, index - start < 256, view[start - 1] != separator { start -= 1 }
        var end = index
        while end < line.upperBound, end - index < 256, view[end] != separator { end += 1 }
        return start..<end
    }

    private func trimmedCell(_ cell: Range<Int>) -> Range<Int> {
        var start = cell.lowerBound
        var end = cell.upperBound
        while start < end, [0x20, 0x09, 0x2A, 0x60].contains(view[start]) { start += 1 }
        while end > start, [0x20, 0x09, 0x0D, 0x2A, 0x60].contains(view[end - 1]) { end -= 1 }
        return start..<end
    }

    private func isTableRow(before lineStart: Int, _ separator: UInt8) -> Bool {
        var index = lineStart - 2
        while index >= 0, lineStart - index < 512, view[index] != 0x0A {
            if view[index] == separator { return true }
            index -= 1
        }
        return false
    }

    private func masksCell(_ cell: Range<Int>) -> Bool {
        if cell.isEmpty || cell.count > 200 || cell.contains(where: { markerEnd($0) != nil }) { return false }
        let first = firstWord(cell)
        if words.stops.contains(first.hash), SecretShape.of(cell, in: view) <= .word { return false }
        return !isPlaceholder(Value(range: cell, quoted: false))
    }

    private mutating func maskColumns(header: Range<Int>, _ separator: UInt8) {
        let columns = cells(header, separator).map { isSecretHeader(trimmedCell($0)) }
        var start = header.upperBound + 1
        var firstEnd = header.upperBound
        while start < view.count {
            var end = start
            while end < view.count, view.base[end] != 0x0A { end += 1 }
            let row = cells(start..<end, separator)
            if row.count < 2 { break }
            for (index, cell) in row.enumerated() where index < columns.count {
                guard let header = columns[index] else { continue }
                let inside = trimmedCell(cell)
                let shape = SecretShape.of(inside, in: view)
                if masksCell(inside), !header.strict || (shape >= .mixed && inside.count >= 8) {
                    findings.append(Finding(kind: header.kind, start: inside.lowerBound, end: inside.upperBound))
                }
            }
            firstEnd = end
            start = end + 1
        }
        tableEnd = firstEnd
    }

    private func cells(_ line: Range<Int>, _ separator: UInt8) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = line.lowerBound
        for index in line where view.base[index] == separator {
            out.append(start..<index)
            start = index + 1
        }
        out.append(start..<line.upperBound)
        return out
    }

    /// A short cell that ends in (or is) a word for a secret. `Key` alone is strict: the column may hold any keys.
    private func isSecretHeader(_ cell: Range<Int>) -> (kind: Kind, strict: Bool)? {
        guard cell.count <= 40 else { return nil }
        var index = cell.lowerBound
        var found: (kind: Kind, strict: Bool)?
        while index < cell.upperBound {
            guard view.isWord(index) else {
                index += 1
                continue
            }
            let word = view.word(at: index)
            index = max(word.end, index + 1)
            if words.policy.contains(word.hash) { return nil }
            switch SecretWords.Key(rawValue: words.keys[word.hash]) {
            case .password, .ambiguousPassword, .psk: found = (.password, false)
            case .passphrase: found = (.passphrase, false)
            case .pin: found = (.pin, false)
            case .assignment: found = (.token, word.end - cell.lowerBound < cell.count)
            case .key: found = found ?? (.token, true)
            default: break
            }
        }
        return found
    }
}
