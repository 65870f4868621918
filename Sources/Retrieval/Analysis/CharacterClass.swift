/// What a byte is to the analyzer.
enum CharacterClass: UInt8 {
    case other, letter, digit, joiner, multibyte

    static let table: InlineArray<256, CharacterClass> = {
        var table = InlineArray<256, CharacterClass>(repeating: .other)
        for byte in 0..<256 {
            switch byte {
            case 48...57: table[byte] = .digit
            case 65...90, 97...122: table[byte] = .letter
            case 128...255: table[byte] = .multibyte
            default: break
            }
        }
        for joiner in "-_./\\:@'&+".utf8 { table[Int(joiner)] = .joiner }
        return table
    }()

    static func isWordStart(_ byte: UInt8) -> Bool {
        let kind = table[Int(byte)]
        return kind == .letter || kind == .digit || kind == .multibyte
    }
}

enum UTF8Scalar {
    /// The scalar that begins at `position`; nil at the end. Swift strings hold valid UTF-8 only.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> (Unicode.Scalar, Int)? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard position + length <= bytes.count else { return nil }
        var value = UInt32(length == 1 ? first : first & (0xFF >> UInt8(length + 1)))
        for index in 1..<max(length, 1) { value = value << 6 | UInt32(bytes[position + index] & 0x3F) }
        guard let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }
}

enum ScriptRange {
    /// Scripts written without spaces between words: Han, kana, Hangul syllables (paired for robustness), Thai.
    static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0E7F, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
            0x20000...0x2FA1F:
            true
        default: false
        }
    }
}
