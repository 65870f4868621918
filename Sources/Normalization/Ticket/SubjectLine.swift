/// A subject without what mail programs and portals put before it.
struct SubjectLine {
    /// One line, trimmed; the original when nothing else is left.
    var text: String
    /// The outermost prefix says that the message was passed on.
    var isForward: Bool

    private static let longest = 1000

    init(_ subject: String) {
        let line = PlainTextRenderer().render(subject).text.split { $0 == "\n" || $0 == " " || $0 == "\t" }.joined(
            separator: " ")
        let whole = String(line.unicodeScalars.prefix(Self.longest)).trimmingBlanks()
        var bytes = Array(whole.utf8)[...]
        var folded = Fold.lower(whole)[...]
        var first: Bool?
        var changed = true
        while changed, !folded.isEmpty {
            changed = false
            if let (length, isForward) = Self.prefix(folded) {
                first = first ?? isForward
                (bytes, folded) = (bytes.dropFirst(length), folded.dropFirst(length))
                changed = true
            } else if let length = Self.tag(folded) {
                (bytes, folded) = (bytes.dropFirst(length), folded.dropFirst(length))
                changed = true
            }
            while folded.first == 0x20 { (bytes, folded) = (bytes.dropFirst(), folded.dropFirst()) }
        }
        let rest = String(decoding: bytes, as: UTF8.self).trimmingBlanks()
        text = rest.isEmpty ? whole : rest
        isForward = first ?? false
    }

    /// `RE:`, `Re[2]:`, `AW :`, `FW:` … and whether it is a forward.
    private static func prefix(_ text: ArraySlice<UInt8>) -> (Int, Bool)? {
        for (word, isForward) in words where text.starts(with: word) {
            var rest = text.dropFirst(word.count)
            if rest.first == UInt8(ascii: "[") || rest.first == UInt8(ascii: "(") {
                rest = rest.dropFirst().drop(while: Fold.isDigit)
                guard rest.first == UInt8(ascii: "]") || rest.first == UInt8(ascii: ")") else { continue }
                rest = rest.dropFirst()
            } else {
                rest = rest.drop(while: Fold.isDigit)
            }
            while rest.first == 0x20 { rest = rest.dropFirst() }
            guard rest.first == UInt8(ascii: ":") else { continue }
            return (rest.startIndex + 1 - text.startIndex, isForward)
        }
        return nil
    }

    /// `[EXTERNAL]`, `[Ticket#4711]`, `{External}`, `(EXT)`, `EXTERNAL:`.
    private static func tag(_ text: ArraySlice<UInt8>) -> Int? {
        for word in ["external:", "ext:", "*external*", "**external**"] where text.starts(with: word.utf8) {
            return word.utf8.count
        }
        guard let first = text.first, let close: UInt8 = [91: 93, 123: 125, 40: 41][first],
            let end = text.prefix(60).firstIndex(of: close)
        else { return nil }
        let inside = text[(text.startIndex + 1)..<end]
        let isExternal = [
            "external", "ext", "extern", "externe", "externo", "external email", "external sender", "spam?",
        ]
        .contains { inside.elementsEqual($0.utf8) }
        let isNumber =
            ["ticket", "case", "request", "ref:", "req", "sr", "inc", "#", "id:"].contains {
                inside.starts(with: $0.utf8)
            } && inside.contains(where: Fold.isDigit)
        return isExternal || (isNumber && first == UInt8(ascii: "[")) ? end + 1 - text.startIndex : nil
    }

    private static let words: [([UInt8], Bool)] =
        ["re", "aw", "sv", "antw", "odp", "rif", "res", "ref", "回复", "答复"].map { (Array($0.utf8), false) }
        + ["fwd", "fw", "wg", "tr", "rv", "enc", "i", "doorst", "vs", "转发"].map { (Array($0.utf8), true) }
}
