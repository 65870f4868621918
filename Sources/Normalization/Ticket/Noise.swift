/// Finds the lines that portals, newsletters and mail gateways add around a message.
struct NoiseFinder {
    func run(_ message: inout MessageLines) {
        for index in message.lines.indices {
            let line = message.lines[index]
            guard line.label == .keep, !line.isBlank, !line.isCode, line.range.count < 600 else { continue }
            let text = message.folded(index)
            let core = text.drop { !Fold.isWord($0) }
            if Self.starts.prefix(of: core) != nil && core.count < 200 || isReplyMarker(text) || isBareAddress(text) {
                message.lines[index].label = .noise
            }
        }
    }

    private func isReplyMarker(_ text: ArraySlice<UInt8>) -> Bool {
        text.count < 200 && Fold.contains(text, anyOf: Self.markers)
    }

    /// A line that is only addresses in angle brackets or inline images: `[cid:…] <https://…>`.
    private func isBareAddress(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: "<") || text.first == UInt8(ascii: "[") else { return false }
        var rest = text
        while let first = rest.first {
            let close: UInt8 = first == UInt8(ascii: "<") ? 62 : 93
            let isAddress = rest.starts(with: "<http".utf8)
            let isImage = rest.starts(with: "[cid:".utf8) || rest.starts(with: "[image".utf8)
            guard isAddress || isImage, let end = rest.firstIndex(of: close) else { return false }
            rest = rest[(end + 1)...].drop { $0 == 0x20 || $0 == UInt8(ascii: "|") }
        }
        return true
    }

    private static let markers = [
        "reply above this line", "type your reply above", "write above this line", "above this line to reply",
        "antworten sie oberhalb dieser", "oberhalb dieser zeile antworten", "répondre au-dessus de cette ligne",
        "responda por encima de esta línea", "antwoord boven deze lijn",
    ].map(Fold.lower)

    private static let starts = PhraseSet([
        "view this email in your browser", "view this message in your browser", "view in browser", "view online",
        "having trouble viewing this", "if you are having trouble viewing", "click here to unsubscribe",
        "unsubscribe from this list", "unsubscribe |", "to unsubscribe from", "manage your preferences",
        "diese e-mail im browser", "im browser anzeigen", "voir ce message dans votre navigateur",
        "to view this ticket, please click", "click here to view this ticket", "this ticket was created by email",
    ])
}

/// Replaces what no reader needs inside lines: inline-image marks, base64 and other unbroken runs.
enum InlineNoise {
    /// Longer runs without a blank are data, not words.
    static let longestToken = 400

    /// The line without such runs, and how many characters went.
    static func clean(_ line: ArraySlice<UInt8>) -> (bytes: [UInt8], removed: Int) {
        guard needsWork(line) else { return (Array(line), 0) }
        var out: [UInt8] = []
        var removed = 0
        var index = line.startIndex
        while index < line.endIndex {
            guard line[index] > 0x20 else {
                out.append(line[index])
                index += 1
                continue
            }
            var end = index
            while end < line.endIndex, line[end] > 0x20 { end += 1 }
            let token = line[index..<end]
            if token.count > longestToken, !isWords(token) {
                let count = UTF8Reader.scalarCount(token)
                out.append(contentsOf: "[\(count) characters left out]".utf8)
                removed += count
            } else {
                removed += copy(token, to: &out)
            }
            index = end
        }
        return (out, removed)
    }

    /// Copies a token without the marks of inline images in it; returns how many characters it left out.
    private static func copy(_ token: ArraySlice<UInt8>, to out: inout [UInt8]) -> Int {
        var removed = 0
        var index = token.startIndex
        while index < token.endIndex {
            if token[index...].starts(with: cid), let end = token[index...].firstIndex(of: 93) {
                removed += end + 1 - index
                index = end + 1
            } else {
                out.append(token[index])
                index += 1
            }
        }
        return removed
    }

    /// Scripts without blanks between words (Chinese, Japanese, Thai) are text however long the run.
    private static func isWords(_ token: ArraySlice<UInt8>) -> Bool {
        token.reduce(0) { $0 + ($1 > 0x7F ? 1 : 0) } * 2 > token.count
    }

    private static func needsWork(_ line: ArraySlice<UInt8>) -> Bool {
        var run = 0
        for byte in line {
            if byte == UInt8(ascii: "[") { return true }
            run = byte > 0x20 ? run + 1 : 0
            if run > longestToken { return true }
        }
        return false
    }

    private static let cid = Array("[cid:".utf8)
}
