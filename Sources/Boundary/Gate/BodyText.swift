/// What a reader of a request body sees: of JSON the strings, unescaped, one after another on lines of their own; of
/// anything else the text itself. Escapes would hide a name (`M\u00fcller`) or glue an `n` to it (`\nSRV-01`).
enum BodyText {
    static func read(_ body: [UInt8]) -> String {
        let first = body.first { $0 > 0x20 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            return String(decoding: body, as: UTF8.self)
        }
        var reader = Reader(bytes: body)
        return reader.strings()
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0
        var output: [UInt8] = []

        /// Tolerant: what is not a string is skipped, and a string that is not closed ends with the body.
        mutating func strings() -> String {
            output.reserveCapacity(bytes.count)
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: "\"") {
                    string()
                    output.append(UInt8(ascii: "\n"))
                }
            }
            return String(decoding: output, as: UTF8.self)
        }

        private mutating func string() {
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                if byte == UInt8(ascii: "\"") { return }
                if byte == UInt8(ascii: "\\") {
                    escape()
                } else {
                    output.append(byte)
                }
            }
        }

        private mutating func escape() {
            guard position < bytes.count else { return }
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"):
                output.append(byte == UInt8(ascii: "t") ? 0x09 : 0x0A)
            case UInt8(ascii: "u"): unicode()
            default: output.append(byte)
            }
        }

        private mutating func unicode() {
            guard var value = hexadecimal() else { return }
            if (0xD800..<0xDC00).contains(value), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            {
                let resume = position
                position += 2
                if let low = hexadecimal(), (0xDC00..<0xE000).contains(low) {
                    value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    position = resume
                }
            }
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            output.append(contentsOf: String(Character(scalar)).utf8)
        }

        private mutating func hexadecimal() -> UInt32? {
            guard position + 4 <= bytes.count,
                let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
            else { return nil }
            position += 4
            return value
        }
    }
}
