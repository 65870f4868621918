/// Which script most letters of a text belong to, for languages that their script tells apart.
struct ScriptCount {
    private var latin = 0
    private var greek = 0
    private var cyrillic = 0
    private var ukrainian = 0
    private var hebrew = 0
    private var arabic = 0
    private var devanagari = 0
    private var thai = 0
    private var kana = 0
    private var han = 0
    private var hangul = 0

    init(_ view: ByteView, end: Int) {
        var index = 0
        while index < end {
            let lead = view[index]
            if lead < 0x80 {
                if lead.isLetter { latin += 1 }
                index += 1
                continue
            }
            var value = UInt32(0)
            if lead < 0xE0 {
                value = UInt32(lead & 0x1F) << 6 | UInt32(view[index + 1] & 0x3F)
                index += 2
            } else if lead < 0xF0 {
                value = UInt32(lead & 0x0F) << 12 | UInt32(view[index + 1] & 0x3F) << 6 | UInt32(view[index + 2] & 0x3F)
                index += 3
            } else {
                index += 4
            }
            count(value)
        }
    }

    private mutating func count(_ scalar: UInt32) {
        switch scalar {
        case 0xC0...0x24F: latin += 1
        case 0x370...0x3FF: greek += 1
        case 0x400...0x4FF:
            cyrillic += 1
            // і ї є ґ
            if [0x404, 0x406, 0x407, 0x454, 0x456, 0x457, 0x490, 0x491].contains(scalar) { ukrainian += 1 }
        case 0x590...0x5FF: hebrew += 1
        case 0x600...0x6FF: arabic += 1
        case 0x900...0x97F: devanagari += 1
        case 0xE00...0xE7F: thai += 1
        case 0x3040...0x30FF: kana += 1
        case 0x4E00...0x9FFF, 0x3400...0x4DBF: han += 1
        case 0xAC00...0xD7AF, 0x1100...0x11FF: hangul += 1
        default: break
        }
    }

    /// Nil when the text is Latin or holds too few letters. One ideograph or syllable weighs as much as three letters.
    var tag: String? {
        let east = kana + han
        let candidates: [(String, Int)] = [
            ("el", greek), (ukrainian > 0 ? "uk" : "ru", cyrillic), ("he", hebrew), ("ar", arabic), ("hi", devanagari),
            ("th", thai), (kana * 8 > han ? "ja" : "zh", east * 3), ("ko", hangul * 3),
        ]
        var best = candidates[0]
        for candidate in candidates.dropFirst() where candidate.1 > best.1 { best = candidate }
        return best.1 >= 4 && best.1 * 2 > latin ? best.0 : nil
    }
}
