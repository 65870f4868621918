/// Where words begin and end in UTF-8 bytes.
struct WordEdges {
    let bytes: [UInt8]

    /// Whether the scalar that ends before `index` belongs to a word. Letters and digits of every script do; so do
    /// combining marks.
    func isWord(before index: Int) -> Bool {
        guard index > 0 else { return false }
        var start = index - 1
        if bytes[start] < 0x80 { return Self.isWord(bytes[start]) }
        while start > 0, bytes[start] & 0xC0 == 0x80, index - start < 4 { start -= 1 }
        return isWordScalar(start..<index)
    }

    /// Whether the scalar that begins at `index` belongs to a word.
    func isWord(at index: Int) -> Bool {
        guard index < bytes.count else { return false }
        if bytes[index] < 0x80 { return Self.isWord(bytes[index]) }
        var end = index + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80, end - index < 4 { end += 1 }
        return isWordScalar(index..<end)
    }

    /// Whether the range cuts no word at either end.
    func isWhole(_ range: Range<Int>) -> Bool {
        !(isWord(before: range.lowerBound) && isWord(at: range.lowerBound))
            && !(isWord(before: range.upperBound) && isWord(at: range.upperBound))
    }

    static func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    private func isWordScalar(_ range: Range<Int>) -> Bool {
        guard let scalar = String(decoding: bytes[range], as: UTF8.self).unicodeScalars.first else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            return true
        default:
            return false
        }
    }
}
