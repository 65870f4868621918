/// Finds quoted history in a message and the first message of it.
struct QuoteFinder {
    /// The newest message of the history.
    struct Earlier {
        /// Its lines without attribution and headers.
        var body: [Int]
        var isForward: Bool
        /// From its header block.
        var sender: String?
    }

    /// Labels the lines of the history `quote` and returns the first message in it.
    func run(_ message: inout MessageLines) -> Earlier? {
        var scan = QuoteScan(message: message)
        scan.run()
        message = scan.message
        return scan.earlier
    }
}

/// One pass over the lines.
private struct QuoteScan {
    var message: MessageLines
    var earlier: QuoteFinder.Earlier?

    /// Below a header block, separator or unquoted attribution all is history.
    private var isBelowBoundary = false
    /// The first earlier message is complete.
    private var isEarlierClosed = false
    private var earlierHasText = false
    private var angleLines = 0
    private var index = 0

    init(message: MessageLines) {
        self.message = message
        for line in message.lines.indices where isAngled(line) { angleLines += 1 }
    }

    mutating func run() {
        while index < message.lines.count {
            let line = message.lines[index]
            if line.isBlank || (line.isCode && !isBelowBoundary) {
                if isBelowBoundary { take(index) }
                index += 1
            } else if !beginsEarlier() {
                ordinary()
                index += 1
            }
        }
    }

    /// Handles a line that introduces an earlier message; false when it does not.
    private mutating func beginsEarlier() -> Bool {
        let end = message.lines.count
        let line = message.lines[index]
        if let block = headerBlock(from: index) {
            // A header block in a single container of quotes ends with the container.
            begin(block.lines, isForward: false, sender: block.sender, contained: line.isQuoted || isAngled(index))
            return true
        }
        let unquoted = isAngled(index) ? message.folded(index).drop { $0 == 62 || $0 == 32 } : message.folded(index)
        if let separator = Separator.match(unquoted) {
            let next = message.nextText(from: index + 1, before: end)
            let block = next.flatMap { HeaderBlock.match(message, at: $0, before: end) }
            let bodyStart = block?.lines.upperBound ?? index + 1
            begin(
                index..<bodyStart, isForward: separator == .forward, sender: block?.sender,
                contained: line.isQuoted || isAngled(index))
            return true
        }
        if let next = Attribution.match(message, at: index, before: end) {
            let below = message.nextText(from: next, before: end)
            let isQuotedBelow = below.map { isAngled($0) || message.lines[$0].isQuoted } ?? false
            begin(index..<next, isForward: false, sender: nil, contained: isQuotedBelow || line.isQuoted)
            return true
        }
        if line.isBoundary, !isBelowBoundary {
            begin(index..<index, isForward: false, sender: nil, contained: false)
            return false
        }
        return false
    }

    /// A header block at the line, or below a rule of underscores at the line.
    private func headerBlock(from start: Int) -> HeaderBlock? {
        let end = message.lines.count
        if Separator.isLine(message.folded(start)) {
            guard let next = message.nextText(from: start + 1, before: min(end, start + 4)),
                let block = HeaderBlock.match(message, at: next, before: end)
            else { return nil }
            return HeaderBlock(lines: start..<block.lines.upperBound, sender: block.sender)
        }
        return HeaderBlock.match(message, at: start, before: end)
    }

    private mutating func begin(_ lines: Range<Int>, isForward: Bool, sender: String?, contained: Bool) {
        if earlier == nil {
            earlier = QuoteFinder.Earlier(body: [], isForward: isForward, sender: sender)
        } else if earlierHasText {
            isEarlierClosed = true
        } else if let sender {
            earlier?.sender = sender
            if isForward { earlier?.isForward = true }
        }
        if !contained { isBelowBoundary = true }
        for line in lines { message.lines[line].label = .quote }
        index = max(lines.upperBound, index)
    }

    private mutating func ordinary() {
        let line = message.lines[index]
        if isBelowBoundary || line.isQuoted {
            take(index)
        } else if line.isCited {
            if earlier != nil { take(index) }
        } else if isAngled(index), !isSnippet(index) {
            take(index)
        }
    }

    /// The line is history; it belongs to the first earlier message until the next one begins.
    private mutating func take(_ line: Int) {
        if message.lines[line].label == .noise { return }
        message.lines[line].label = .quote
        message.lines[line].wasQuoted = true
        if !isEarlierClosed {
            if earlier == nil { earlier = QuoteFinder.Earlier(body: [], isForward: false, sender: nil) }
            earlier?.body.append(line)
            if !message.lines[line].isBlank { earlierHasText = true }
        }
    }

    private func isAngled(_ line: Int) -> Bool {
        let range = message.lines[line].range
        return !range.isEmpty && message.bytes[range.lowerBound] == UInt8(ascii: ">")
    }

    /// A `>` that quotes nothing: a threshold (`> 90 %`), the continuation of a shell command, a lone cited line.
    private func isSnippet(_ line: Int) -> Bool {
        let text = message.folded(line).drop { $0 == UInt8(ascii: ">") || $0 == 0x20 }
        if angleLines == 1, earlier == nil { return true }
        if earlier == nil, text.first.map(Fold.isDigit) == true,
            text.prefix(24).contains(where: { "%gmk".utf8.contains($0) })
        {
            return true
        }
        guard line > 0, !message.lines[line - 1].isBlank else { return false }
        let above = message.folded(line - 1)
        if isAngled(line - 1) { return message.lines[line - 1].label == .keep }
        let isPrompt =
            above.starts(with: "$ ".utf8) || above.starts(with: "# ".utf8) || above.starts(with: "ps ".utf8)
            || above.starts(with: "c:\\".utf8) || above.starts(with: "sql> ".utf8)
        return isPrompt || above.last.map { "\\|^`{(".utf8.contains($0) } == true
    }
}
