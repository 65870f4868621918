/// One word of a text in lower case, with what stood before it.
public struct Word: Hashable, Sendable {
    /// Lower case; apostrophes straight (`doesn't`), numbers with their separators (`2.5`, `15:30`), `%` on its own.
    public var text: String
    /// Whether a clause ended before it (`,` `;` `:` `.` `!` `?`, a bracket, a dash or a line end).
    public var opensClause: Bool

    public init(text: String, opensClause: Bool) {
        self.text = text
        self.opensClause = opensClause
    }

    public var isNumber: Bool {
        text.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
    }
}

/// Splits text into words, byte by byte. Linear in the length of the text.
public enum Words {
    public static func words(in text: some StringProtocol) -> [Word] {
        var lowered = text.lowercased()
        return lowered.withUTF8 { scan($0) }
    }

    /// Only the words' texts.
    public static func texts(in text: some StringProtocol) -> [String] {
        words(in: text).map(\.text)
    }

    static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(bytes.count / 6 + 1)
        var index = 0
        var opensClause = true
        while index < bytes.count {
            let width = wordWidth(bytes, index)
            if width == 0 {
                if bytes[index] == 0x25, !words.isEmpty {  // %
                    words.append(Word(text: "%", opensClause: false))
                } else if endsClause(bytes[index]) {
                    opensClause = true
                }
                index += separatorWidth(bytes, index, &opensClause)
                continue
            }
            let start = index
            var hasTypographicApostrophe = false
            index += width
            while index < bytes.count {
                let next = wordWidth(bytes, index)
                if next > 0 {
                    index += next
                } else if let joint = jointWidth(bytes, index) {
                    hasTypographicApostrophe = hasTypographicApostrophe || joint == 3
                    index += joint
                } else {
                    break
                }
            }
            var text = String(decoding: bytes[start..<index], as: UTF8.self)
            if hasTypographicApostrophe { text = straightened(text) }
            words.append(Word(text: text, opensClause: opensClause))
            opensClause = false
        }
        return words
    }

    private static func straightened(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{2019}" ? "'" : $0 }))
    }

    /// How many bytes at `index` belong to a word; 0 for a separator.
    private static func wordWidth(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return isAlphanumeric(byte) ? 1 : 0 }
        // General punctuation (U+2000...U+206F), and the signs of Latin-1 (no-break space, « », ¿, ¡, °).
        if byte == 0xE2, index + 1 < bytes.count, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 { return 0 }
        if byte == 0xC2 { return 0 }
        if byte == 0xE3, index + 1 < bytes.count, bytes[index + 1] == 0x80 { return 0 }  // CJK punctuation
        let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        return min(width, bytes.count - index)
    }

    private static func separatorWidth(
        _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ opensClause: inout Bool
    ) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return 1 }
        if byte == 0xE2 || byte == 0xE3 {
            opensClause = true
            return min(3, bytes.count - index)
        }
        return min(2, bytes.count - index)
    }

    /// A separator inside a word: an apostrophe between letters, `.` `,` `:` between digits.
    private static func jointWidth(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
        let byte = bytes[index]
        let before = bytes[index - 1]
        if byte == 0x27 {
            return index + 1 < bytes.count && wordWidth(bytes, index + 1) > 0 && !isDigit(before) ? 1 : nil
        }
        if byte == 0xE2, index + 3 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0x99 {
            return wordWidth(bytes, index + 3) > 0 ? 3 : nil
        }
        if byte == 0x2E || byte == 0x2C || byte == 0x3A {
            return index + 1 < bytes.count && isDigit(before) && isDigit(bytes[index + 1]) ? 1 : nil
        }
        return nil
    }

    private static func endsClause(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2C, 0x3B, 0x3A, 0x2E, 0x21, 0x3F, 0x28, 0x29, 0x0A, 0x0D: true
        default: false
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A)
    }
}
