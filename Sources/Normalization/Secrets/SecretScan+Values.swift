/// Where a value begins and ends.
extension SecretScan {
    /// A value and whether it stood in quotes or backticks.
    struct Value {
        var range: Range<Int>
        var quoted: Bool
    }

    /// The value that begins at `index` (blanks already skipped): the inside of quotes, brackets or backticks, or the
    /// token up to white space without the punctuation of the sentence around it. Nil when there is none on the line.
    func value(at index: Int, assignment: Bool = false) -> Value? {
        var start = index
        while view[start] == UInt8(ascii: "*") && view[start + 1] == UInt8(ascii: "*") { start += 2 }
        if start != index { start = view.skipBlanks(start) }
        if view[start].isLineEnd { return nil }
        if markerEnd(start) != nil { return nil }
        if let inside = quoted(at: start) { return Value(range: inside, quoted: true) }
        var end = view.tokenEnd(start)
        if assignment { end = fieldEnd(start, end) }
        // A marker inside the token ends it.
        for at in start..<end where view[at] == UInt8(ascii: "[") {
            if markerEnd(at) != nil {
                end = at
                break
            }
        }
        end = trimmed(start, end)
        return end > start ? Value(range: start..<end, quoted: false) : nil
    }

    /// Inside of `"…"`, `'…'`, `` `…` ``, `“…”`, `„…“`, `«…»`, `<…>`, at most 200 bytes and on one line.
    private func quoted(at index: Int) -> Range<Int>? {
        var start = index + 1
        var width = 1
        let open = view[index]
        switch open {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "<"): break
        case 0xE2 where view[index + 1] == 0x80 && (0x98...0x9F).contains(view[index + 2]):
            start = index + 3
            width = 3
        case 0xC2 where view[index + 1] == 0xAB:
            start = index + 2
            width = 2
        default: return nil
        }
        if width == 1, view[start] == open { return nil }
        var end = start
        while end - start < 200, !view[end].isLineEnd {
            let byte = view[end]
            if width == 1, byte == (open == UInt8(ascii: "<") ? UInt8(ascii: ">") : open) { break }
            if width == 3, byte == 0xE2, view[end + 1] == 0x80, (0x98...0x9F).contains(view[end + 2]) { break }
            if width == 2, byte == 0xC2, view[end + 1] == 0xBB { break }
            if markerEnd(end) != nil { return nil }
            end += 1
        }
        if view[end].isLineEnd || end - start >= 200 || end == start { return nil }
        return start..<end
    }

    /// In `Password=abc;Database=x` and `a=1&b=2` the value ends before the next field.
    private func fieldEnd(_ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end {
            let byte = view[index]
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ",") {
                var next = index + 1
                while next < end, view[next].isAlphanumeric || view[next] == UInt8(ascii: "_") { next += 1 }
                if next > index + 1, view[next] == UInt8(ascii: "=") || view[next] == UInt8(ascii: " ") { return index }
            }
            if byte == UInt8(ascii: "\"") && index > start { return index }
            index += 1
        }
        return end
    }

    /// Without closing punctuation; an opening bracket inside keeps its partner.
    func trimmed(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start {
            let byte = view[end - 1]
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\""),
                UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "|"):
                end -= 1
            case UInt8(ascii: "*") where view[end - 2] == UInt8(ascii: "*"): end -= 2
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"):
                let opening: UInt8
                switch byte {
                case UInt8(ascii: ")"): opening = UInt8(ascii: "(")
                case UInt8(ascii: "]"): opening = UInt8(ascii: "[")
                case UInt8(ascii: "}"): opening = UInt8(ascii: "{")
                default: opening = UInt8(ascii: "<")
                }
                if (start..<end).contains(where: { view[$0] == opening }) { return end }
                end -= 1
            case 0x9D, 0x9C, 0x99:
                guard end - 3 >= start, view[end - 3] == 0xE2, view[end - 2] == 0x80 else { return end }
                end -= 3
            default: return end
            }
        }
        return max(end, start)
    }

    /// The hash of the first run of letters in a token, and whether the token is that run (but for punctuation).
    func firstWord(_ range: Range<Int>) -> (hash: UInt64, whole: Bool) {
        var start = range.lowerBound
        while start < range.upperBound, !view.isWord(start), view[start] < 0x80 { start += 1 }
        let word = view.word(at: start)
        var end = word.end
        while end < range.upperBound, !view[end].isAlphanumeric { end += 1 }
        return (word.hash, end >= range.upperBound)
    }

    /// Whether nothing but a placeholder stands here: asterisks, bullets, dots, `<password>`, `$PASS`, `{{x}}`.
    func isPlaceholder(_ value: Value) -> Bool {
        let range = value.range
        let first = view[range.lowerBound]
        if first == UInt8(ascii: "$"), view[range.lowerBound + 1] == UInt8(ascii: "{") || isVariable(range.dropFirst())
        {
            return true
        }
        if first == UInt8(ascii: "%"), view[range.upperBound - 1] == UInt8(ascii: "%"), range.count > 2 { return true }
        if view.has("{{", at: range.lowerBound) { return true }
        if value.quoted, view[range.lowerBound - 1] == UInt8(ascii: "<") {
            return SecretShape.of(range, in: view) < .mixed
        }
        for index in range {
            switch view[index] {
            case UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "x"),
                UInt8(ascii: "X"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "|"), UInt8(ascii: "/"), 0x80...:
                continue
            default: return false
            }
        }
        return range.allSatisfy { view[$0] < 0x80 } || view[range.lowerBound] == 0xE2
    }

    private func isVariable(_ range: Range<Int>) -> Bool {
        !range.isEmpty && range.allSatisfy { view[$0].isUpper || view[$0] == UInt8(ascii: "_") }
            || view.has("env:", at: range.lowerBound) || view.has("pass", at: range.lowerBound)
            || view.has("cred", at: range.lowerBound)
    }
}
