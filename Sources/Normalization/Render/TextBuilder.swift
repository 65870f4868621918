/// Puts rendered text together: collapses white space as a browser does, keeps breaks pending until text follows, and
/// never leaves blanks at line ends or two empty lines in a row.
struct TextBuilder {
    private(set) var bytes: [UInt8] = []
    private var lineStart = 0
    private var pendingBreaks = 0
    private var pendingSpace = false
    private var pendingPrefix: [UInt8] = []
    private var pendingSeparator = false
    /// Whether anything was written since the current table cell began.
    private(set) var cellHasText = true

    var isEmpty: Bool { bytes.isEmpty }

    /// The end of what is written; pending breaks not counted.
    var position: Int { bytes.count }

    /// Writes pending breaks and says where the next text begins.
    mutating func flushedPosition() -> Int {
        let prefix = pendingPrefix
        pendingPrefix = []
        flush()
        pendingPrefix = prefix
        return bytes.count
    }

    /// Adds to what stands before the next text of this line.
    mutating func setPrefix(_ prefix: [UInt8]) {
        pendingPrefix += prefix
    }

    /// Ends the line; with `blank`, leaves an empty line too.
    mutating func breakLine(blank: Bool = false) {
        pendingSpace = false
        pendingBreaks = max(pendingBreaks, blank ? 2 : 1)
    }

    /// One more line end, as `<br>` asks for.
    mutating func hardBreak() {
        pendingSpace = false
        pendingBreaks = bytes.isEmpty ? 0 : min(pendingBreaks + 1, 2)
        cellHasText = true
    }

    /// Writes `prefix` before the next text of the new line: a list marker or heading sign.
    mutating func startLine(prefix: [UInt8], blank: Bool = false) {
        breakLine(blank: blank)
        pendingPrefix = prefix
    }

    /// The next text is another cell of the row that `rowStart` began.
    mutating func startCell(rowStart: Int) {
        cellHasText = false
        guard bytes.count > rowStart else { return }
        pendingBreaks = 0
        pendingSpace = false
        pendingSeparator = true
    }

    /// A row or nested table begins: what was one line of cells is no longer.
    mutating func startRow() {
        pendingSeparator = false
        cellHasText = true
        breakLine()
    }

    mutating func endCell() {
        cellHasText = true
    }

    /// Appends text whose white space means nothing.
    mutating func append(collapsing text: some Sequence<UInt8>) {
        for byte in text {
            if byte == 0x20 || byte == 0x0A || byte == 0x09 {
                pendingSpace = true
            } else {
                if pendingBreaks > 0 || pendingSpace || pendingSeparator || !pendingPrefix.isEmpty { flush() }
                bytes.append(byte)
                cellHasText = true
            }
        }
    }

    /// Appends text whose blanks and line ends stay as they are.
    mutating func append(verbatim text: some Sequence<UInt8>) {
        for byte in text {
            if byte == 0x0A {
                if pendingBreaks > 0 || pendingSeparator { flush() }
                trimLineEnd()
                // No more than two line ends in a row, and none at the beginning.
                let count = bytes.count
                if count == 0 || (count > 1 && bytes[count - 1] == 0x0A && bytes[count - 2] == 0x0A) { continue }
                bytes.append(byte)
                lineStart = bytes.count
            } else {
                if pendingBreaks > 0 || pendingSpace || pendingSeparator || !pendingPrefix.isEmpty { flush() }
                bytes.append(byte)
                cellHasText = true
            }
        }
    }

    /// A line of its own, for the fences around code.
    mutating func appendLine(_ line: [UInt8]) {
        breakLine()
        flush()
        bytes.append(contentsOf: line)
        breakLine()
    }

    /// Writes what is pending, so that `position` is where the next text really begins.
    mutating func flush() {
        if pendingBreaks > 0 {
            trimLineEnd()
            if !bytes.isEmpty {
                var have = 0
                while have < 2, bytes.count > have, bytes[bytes.count - 1 - have] == 0x0A { have += 1 }
                while have < pendingBreaks {
                    bytes.append(0x0A)
                    have += 1
                }
            }
            lineStart = bytes.count
            pendingBreaks = 0
            pendingSpace = false
            pendingSeparator = false
        } else if pendingSeparator {
            trimLineEnd()
            bytes.append(contentsOf: " | ".utf8)
            pendingSeparator = false
            pendingSpace = false
        }
        if !pendingPrefix.isEmpty {
            bytes.append(contentsOf: pendingPrefix)
            pendingPrefix = []
            pendingSpace = false
        }
        if pendingSpace {
            if bytes.count > lineStart, bytes.last != 0x20 { bytes.append(0x20) }
            pendingSpace = false
        }
    }

    mutating func finish() {
        pendingBreaks = 0
        pendingPrefix = []
        while let last = bytes.last, last == 0x20 || last == 0x0A || last == 0x09 { bytes.removeLast() }
    }

    private mutating func trimLineEnd() {
        while bytes.count > lineStart, let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    }
}
