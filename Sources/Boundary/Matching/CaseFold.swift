/// Lower case without changing any length, so that offsets in the folded bytes are offsets in the text.
///
/// Folds every scalar below U+0800 (Latin, Greek, Cyrillic, Armenian, …) whose lower-case form is one scalar of the
/// same UTF-8 length; all others stay as they are.
struct CaseFold: Sendable {
    /// Lower-case scalar by scalar, for U+0000 to U+07FF; made once, since it asks Unicode 2,048 times.
    private static let shared: [UInt16] = (0..<0x800).map { value in
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return UInt16(value) }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        guard let first = lower.first, lower.count == 1, first.value < 0x800, (first.value < 0x80) == (value < 0x80)
        else { return UInt16(value) }
        return UInt16(first.value)
    }

    private let table = Self.shared

    /// The folded UTF-8 bytes: as many as the text has.
    func bytes(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte &- 0x41 < 26 { bytes[index] = byte | 0x20 }
            } else if byte & 0xE0 == 0xC0, index + 1 < bytes.count {
                let folded = table[Int(byte & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)]
                bytes[index] = 0xC0 | UInt8(truncatingIfNeeded: folded >> 6)
                bytes[index + 1] = 0x80 | UInt8(truncatingIfNeeded: folded & 0x3F)
                index += 1
            }
            index += 1
        }
        return bytes
    }
}
