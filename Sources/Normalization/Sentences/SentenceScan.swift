/// Finds the byte ranges of sentences.
struct SentenceScan {
    let view: ByteView
    let words: SentenceWords
    var ranges: [Range<Int>] = []
    private var start = 0

    init(_ view: ByteView, words: SentenceWords) {
        self.view = view
        self.words = words
    }

    mutating func run() {
        var index = 0
        var lineStart = 0
        while index < view.count {
            let byte = view.base[index]
            switch byte {
            case 0x0A, 0x0D:
                var next = index + 1
                if byte == 0x0D, view[next] == 0x0A { next += 1 }
                if !isWrapped(lineStart..<index, next: next) { close(at: index) }
                lineStart = next
                index = next
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
                let end = closing(after: index)
                if isBoundary(index, end: end, lineStart: lineStart) { close(at: end) }
                index = end
            case 0xE3 where view[index + 1] == 0x80 && view[index + 2] == 0x82:
                index = closing(after: index + 2)
                close(at: index)
            case 0xEF where view[index + 1] == 0xBC && (view[index + 2] == 0x81 || view[index + 2] == 0x9F):
                index = closing(after: index + 2)
                close(at: index)
            default:
                index += 1
            }
        }
        close(at: view.count)
    }

    /// Ends the sentence before `end`; trims it and keeps it when something is left.
    private mutating func close(at end: Int) {
        var from = start
        var to = end
        while from < to, let width = spaceWidth(at: from) { from += width }
        while to > from {
            if view[to - 1].isSpaceOrEnd, view.base[to - 1] != 0 {
                to -= 1
            } else if to - 2 >= from, view[to - 2] == 0xC2, view[to - 1] == 0xA0 || view[to - 1] == 0x85 {
                to -= 2
            } else if to - 3 >= from, spaceWidth(at: to - 3) == 3 {
                to -= 3
            } else {
                break
            }
        }
        if from < to { ranges.append(from..<to) }
        start = end
    }

    /// Width of the white space scalar that begins here, if one does.
    private func spaceWidth(at index: Int) -> Int? {
        let byte = view[index]
        if byte == 0x20 || byte &- 0x09 < 5 { return 1 }
        switch byte {
        case 0xC2: return view[index + 1] == 0xA0 || view[index + 1] == 0x85 ? 2 : nil
        case 0xE1: return view[index + 1] == 0x9A && view[index + 2] == 0x80 ? 3 : nil
        case 0xE3: return view[index + 1] == 0x80 && view[index + 2] == 0x80 ? 3 : nil
        case 0xE2:
            let last = view[index + 2]
            if view[index + 1] == 0x80 {
                return (0x80...0x8A).contains(last) || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : nil
            }
            return view[index + 1] == 0x81 && last == 0x9F ? 3 : nil
        default: return nil
        }
    }

    /// Behind the run of end marks and the quotes and brackets that close with them.
    private func closing(after index: Int) -> Int {
        var end = index + 1
        while end < view.count {
            let byte = view.base[end]
            if ".!?\"')]*_".utf8.contains(byte) {
                end += 1
            } else if byte == 0xE2, view[end + 1] == 0x80, [0x99, 0x9C, 0x9D, 0xA6].contains(view[end + 2]) {
                end += 3
            } else if byte == 0xC2, view[end + 1] == 0xBB {
                end += 2
            } else if byte == 0xE3, view[end + 1] == 0x80, [0x8D, 0x8F, 0x82].contains(view[end + 2]) {
                end += 3
            } else {
                break
            }
        }
        return end
    }

    private func isBoundary(_ mark: Int, end: Int, lineStart: Int) -> Bool {
        guard view[end].isSpaceOrEnd || spaceWidth(at: end) != nil else { return false }
        if end >= view.count { return true }
        let next = view.skipBlanks(end)
        let follower = view[next]
        if view.base[mark] != UInt8(ascii: ".") {
            // "Really?" she asked: a small letter goes on.
            return !follower.isLower || follower.isLineEnd
        }
        if follower.isLineEnd { return !isAbbreviation(mark, next: next) || view[mark - 1].isSpaceOrEnd }
        // An ellipsis ends a sentence only before a capital.
        if view[mark + 1] == UInt8(ascii: ".") { return follower.isUpper }
        if follower.isLower { return false }
        return !isAbbreviation(mark, next: next) && !isListNumber(mark, lineStart)
    }

    /// `1. Open the file`: the number begins the item.
    private func isListNumber(_ mark: Int, _ lineStart: Int) -> Bool {
        let from = view.skipBlanks(lineStart)
        guard mark - from <= 3, mark > from else { return false }
        return (from..<mark).allSatisfy { view[$0].isDigit } || mark - from == 1
    }

    private func isAbbreviation(_ mark: Int, next: Int) -> Bool {
        var from = mark
        while from > 0, mark - from < 24, view.isWord(from - 1) || view[from - 1] & 0xC0 == 0x80 { from -= 1 }
        guard from < mark else { return false }
        let hash = view.hash(from..<mark)
        let follower = view[next]
        // Initials ("J. Smith") and dotted abbreviations ("e.g.", "z.B.", "U.S.").
        if mark - from == 1, view[from].isLetter {
            if view[from - 1] == UInt8(ascii: ".") { return !follower.isLineEnd }
            return view[from].isUpper && view[from] != UInt8(ascii: "I") && !follower.isLineEnd
        }
        if words.numbering.contains(hash) { return follower.isDigit || follower == UInt8(ascii: "#") }
        if words.titles.contains(hash) { return !follower.isLineEnd }
        if words.trailing.contains(hash) {
            return follower.isDigit || !(follower.isUpper || follower >= 0x80 || follower.isLineEnd)
        }
        // "12. März", "3. Stock": a number before a month or a small letter.
        if (from..<mark).allSatisfy({ view[$0].isDigit }), mark - from <= 2 {
            return words.months[view.word(at: next).hash] != 0
        }
        return false
    }

    /// Whether the line break in front of `next` is only where prose was wrapped.
    private func isWrapped(_ line: Range<Int>, next: Int) -> Bool {
        var end = line.upperBound
        while end > line.lowerBound, view[end - 1].isSpaceOrEnd { end -= 1 }
        // Mail programs wrap at 60 to 80 columns; a shorter line was ended by hand.
        guard end - line.lowerBound >= 50, end - line.lowerBound <= 200,
            view[next].isLower || view[next] == UInt8(ascii: "(")
        else { return false }
        let last = view[end - 1]
        if ".!?:;|".utf8.contains(last) { return false }
        let first = view[view.skipBlanks(line.lowerBound)]
        if first == UInt8(ascii: "|") || first == UInt8(ascii: "#") || first == UInt8(ascii: ">") { return false }
        return !isListItem(next)
    }

    /// `a) text`, `b. text`.
    private func isListItem(_ index: Int) -> Bool {
        (view[index + 1] == UInt8(ascii: ")") || view[index + 1] == UInt8(ascii: ".")) && view[index + 2] == 0x20
    }
}
