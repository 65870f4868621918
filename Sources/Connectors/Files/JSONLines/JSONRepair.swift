/// Makes one line of JSON readable where exports break the rules without losing anything that matters.
///
/// - Bytes that are not UTF-8 become U+FFFD.
/// - `\uD800`…`\uDFFF` that are not a pair become `\uFFFD`: JSON allows the escapes (RFC 8259 section 8.2) but no
///   Swift string can hold them, and Foundation's decoder gives up on the whole record.
/// - `\u0000` becomes `\uFFFD`: PostgreSQL text cannot hold it.
/// - Raw control bytes become blanks: inside a string they are forbidden, outside they are white space anyway.
struct JSONRepair: Equatable {
    var bytes: [UInt8]
    /// What was changed, in words; empty for a sound line.
    var changes: [String] = []

    init(_ line: [UInt8]) {
        bytes = line
        if String(validating: bytes, as: UTF8.self) == nil {
            bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
            changes.append("bytes that are not UTF-8 were replaced by “\u{FFFD}”")
        }
        var hasControl = false
        var surrogates = 0
        var nulls = 0
        bytes.withUnsafeMutableBufferPointer { text in
            var index = 0
            let count = text.count
            while index < count {
                let byte = text[index]
                if byte >= 0x20 && byte != UInt8(ascii: "\\") {
                    index += 1
                } else if byte < 0x20 {
                    if byte != 9 && byte != 13 { hasControl = true }
                    text[index] = 0x20
                    index += 1
                } else {
                    index += Self.repairEscape(text, at: index, &surrogates, &nulls)
                }
            }
        }
        if hasControl { changes.append("raw control characters were replaced by blanks") }
        if surrogates > 0 { changes.append("half surrogate pairs were replaced by “\u{FFFD}”") }
        if nulls > 0 { changes.append("NUL characters were replaced by “\u{FFFD}”") }
    }

    /// How far to go on from the backslash at `index`.
    private static func repairEscape(
        _ text: UnsafeMutableBufferPointer<UInt8>, at index: Int, _ surrogates: inout Int, _ nulls: inout Int
    ) -> Int {
        guard let unit = codeUnit(text, at: index) else { return 2 }
        if unit == 0 {
            nulls += 1
        } else if unit >= 0xD800 && unit < 0xDC00 {
            if let low = codeUnit(text, at: index + 6), low >= 0xDC00, low < 0xE000 { return 12 }
            surrogates += 1
        } else if unit >= 0xDC00 && unit < 0xE000 {
            surrogates += 1
        } else {
            return 6
        }
        for (offset, digit) in "FFFD".utf8.enumerated() { text[index + 2 + offset] = digit }
        return 6
    }

    private static func codeUnit(_ text: UnsafeMutableBufferPointer<UInt8>, at index: Int) -> UInt16? {
        guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"), text[index + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var value: UInt16 = 0
        for offset in 2..<6 {
            guard let digit = hexDigit(text[index + offset]) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case 48...57: UInt16(byte - 48)
        case 65...70: UInt16(byte - 55)
        case 97...102: UInt16(byte - 87)
        default: nil
        }
    }
}
