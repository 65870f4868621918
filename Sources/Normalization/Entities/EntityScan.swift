import Domain

/// One pass over the bytes of a text that collects every entity, left to right, none overlapping.
///
/// At each word start the recognisers are asked from the most to the least specific; the first that matches wins and the
/// pass goes on behind it. Every look-ahead is bounded, so the whole is linear.
struct EntityScan {
    struct Match {
        var kind: Entity.Kind
        /// Bytes of the value.
        var start: Int
        var end: Int
        /// Normalised value when it differs from what is written.
        var value: String?
        /// Where the pass goes on; behind `end` when more belongs to the match (`10.0.0.1:443`).
        var next: Int?
    }

    let view: ByteView
    let words: EntityWords
    var matches: [Match] = []
    /// The word before the current one, if only blanks and `:`/`#`/`=` stand between.
    var previous: (hash: UInt64, start: Int, end: Int) = (0, -10, -10)

    init(_ view: ByteView, words: EntityWords) {
        self.view = view
        self.words = words
    }

    mutating func run() {
        var index = 0
        while index < view.count {
            let byte = view.base[index]
            if byte.isAlphanumeric || (byte >= 0x80 && view.isWord(index)) {
                let start = index
                let word = view.word(at: start)
                let end = max(word.end, index + 1)
                if let match = match(wordAt: index, end: end, hash: word.hash, first: byte) {
                    matches.append(match)
                    index = max(match.next ?? match.end, index + 1)
                } else {
                    index = end
                }
                previous = (word.hash, start, word.end)
            } else if let match = match(sign: byte, at: index) {
                matches.append(match)
                index = max(match.next ?? match.end, index + 1)
            } else {
                index += Self.width(byte)
            }
        }
    }

    /// Bytes of a sign that begins no word: the rest of a typographic quote must not be read as a letter.
    @inline(__always)
    private static func width(_ byte: UInt8) -> Int {
        switch byte {
        case 0xC2: 2
        case 0xE2, 0xE3, 0xEF: 3
        default: 1
        }
    }

    private func match(sign byte: UInt8, at index: Int) -> Match? {
        switch byte {
        case UInt8(ascii: "\\"): uncPath(index)
        case UInt8(ascii: "/"): unixPath(index)
        case UInt8(ascii: "%"): environmentPath(index)
        case UInt8(ascii: "$"), 0xE2, 0xC2: money(index)
        case UInt8(ascii: "+"), UInt8(ascii: "("): phone(index)
        case UInt8(ascii: "#"): bareTicket(index)
        case UInt8(ascii: "-"): negativeCode(index)
        case UInt8(ascii: ":"): ipv6(index)
        default: nil
        }
    }

    private func match(wordAt index: Int, end: Int, hash: UInt64, first: UInt8) -> Match? {
        if first >= 0x80 { return product(index, hash: hash) }
        let before = view[index - 1]
        // Behind "@", "\" or inside a dotted run nothing new begins.
        if before == UInt8(ascii: "_") { return nil }
        let next = view[end]
        if isPlain(index, end) {
            return monthDate(index, end, hash) ?? announced(index, end, hash) ?? product(index, hash: hash)
        }
        if next == UInt8(ascii: ":") || next == UInt8(ascii: "."), let match = url(index, end) { return match }
        if next == UInt8(ascii: ":"), let match = drivePath(index, end) { return match }
        if next == UInt8(ascii: "\\"), let match = registryPath(index) ?? account(index, end) { return match }
        if let match = email(index) { return match }
        if first.isHexDigit, let match = mac(index) ?? ipv6(index) { return match }
        if first.isDigit {
            if let match = ipv4(index) ?? date(index) ?? time(index) ?? phone(index) ?? version(index) ?? amount(index)
            {
                return match
            }
        } else if let match = monthDate(index, end, hash) {
            return match
        }
        if let match = announced(index, end, hash) ?? code(index, end) { return match }
        if let match = dotted(index) { return match }
        if let match = host(index) { return match }
        if let match = product(index, hash: hash) { return match }
        return serial(index, end)
    }

    /// Letters only, and nothing behind them that could make the word part of a name. Most words are.
    @inline(__always)
    private func isPlain(_ start: Int, _ end: Int) -> Bool {
        let next = view[end]
        guard
            next == 0x20 || next == UInt8(ascii: ",") || next == 0x0A
                || (next == UInt8(ascii: ".") && view[end + 1].isSpaceOrEnd)
        else { return false }
        for index in start..<end where view.base[index].isDigit { return false }
        let before = view[start - 1]
        return end - start < 7 || !(before.isAlphanumeric || view.base[start].isUpper && view.base[end - 1].isUpper)
            || end - start > 15
    }

    /// End of the run of letters, digits and the given signs, at most `limit` long.
    func run(_ start: Int, limit: Int = 256, _ also: (UInt8) -> Bool) -> Int {
        var end = start
        while end - start < limit, end < view.count, view.base[end].isAlphanumeric || also(view.base[end]) { end += 1 }
        return end
    }

    func digitsEnd(_ start: Int) -> Int {
        var end = start
        while view[end].isDigit { end += 1 }
        return end
    }

    /// Decimal value of at most nine digits; nil when there are none or more.
    func number(_ range: Range<Int>) -> Int? {
        guard (1...9).contains(range.count) else { return nil }
        var value = 0
        for index in range {
            guard view[index].isDigit else { return nil }
            value = value * 10 + Int(view[index] - 0x30)
        }
        return value
    }

    /// Whether a typographic mark begins here that stands in no path and no URL: `“ ” „ ‟ « » ‹ › …`, or `‘ ’` with no
    /// letter behind it.
    func isClosingMark(_ index: Int) -> Bool {
        switch view[index] {
        case 0xC2: return view[index + 1] == 0xAB || view[index + 1] == 0xBB
        case 0xE2 where view[index + 1] == 0x80:
            let last = view[index + 2]
            if last == 0x98 || last == 0x99 { return !view.isWord(index + 3) }
            return (0x9A...0x9F).contains(last) || last == 0xA6 || last == 0xB9 || last == 0xBA
        case 0xE3 where view[index + 1] == 0x80: return (0x81...0x82).contains(view[index + 2])
        default: return false
        }
    }

    /// Without sentence punctuation and closing brackets at the end.
    func trimmed(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start {
            switch view[end - 1] {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
                UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"),
                UInt8(ascii: "_"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "|"):
                end -= 1
            case UInt8(ascii: "*"):
                // `C:\logs\*`, `/var/log/*`, `*.*`: no star of emphasis.
                if end - 2 > start, "\\/.".utf8.contains(view[end - 2]) { return end }
                end -= 1
            case UInt8(ascii: ")"):
                if (start..<end).contains(where: { view[$0] == UInt8(ascii: "(") }) { return end }
                end -= 1
            default: return end
            }
        }
        return end
    }
}
