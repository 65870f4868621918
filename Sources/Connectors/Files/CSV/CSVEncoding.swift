/// The encodings spreadsheets save CSV in.
enum CSVEncoding: Hashable, Sendable {
    /// UTF-8; a field that is not valid UTF-8 is read as windows-1252, so a file of either kind, or a mixed one,
    /// needs no pass of its own to be told apart.
    case utf8
    case utf16LittleEndian
    case utf16BigEndian

    /// From the byte order mark or, without one, from where the NULs of ASCII text stand in UTF-16.
    static func detect(_ head: ArraySlice<UInt8>) -> (encoding: CSVEncoding, mark: Int) {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        var nulls = [0, 0]
        for (index, byte) in head.prefix(64).enumerated() where byte == 0 { nulls[index & 1] += 1 }
        let half = head.prefix(64).count / 4
        if half > 0, nulls[1] > half, nulls[0] == 0 { return (.utf16LittleEndian, 0) }
        if half > 0, nulls[0] > half, nulls[1] == 0 { return (.utf16BigEndian, 0) }
        return (.utf8, 0)
    }

    /// Text of one field.
    static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? Windows1252.text(bytes)
    }
}

/// Code page 1252 (WHATWG Encoding, index windows-1252).
enum Windows1252 {
    private static let high: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.map { (0x80..<0xA0).contains($0) ? high[Int($0) - 0x80] : UInt16($0) }, as: UTF16.self)
    }
}

/// UTF-16 to UTF-8, chunk by chunk; a half pair becomes U+FFFD.
struct UTF16Transcoder {
    let isBigEndian: Bool
    private var odd: UInt8?
    private var lead: UInt16?

    init(isBigEndian: Bool) {
        self.isBigEndian = isBigEndian
    }

    mutating func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        for byte in bytes {
            guard let first = odd else {
                odd = byte
                continue
            }
            odd = nil
            let unit = isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
            append(unit, to: &output)
        }
    }

    private mutating func append(_ unit: UInt16, to output: inout [UInt8]) {
        if let high = lead {
            lead = nil
            if UTF16.isTrailSurrogate(unit) {
                let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + UInt32(unit) - 0xDC00
                output.append(contentsOf: String(UnicodeScalar(value) ?? "\u{FFFD}").utf8)
                return
            }
            output.append(contentsOf: "\u{FFFD}".utf8)
        }
        if UTF16.isLeadSurrogate(unit) {
            lead = unit
        } else if unit < 0x80 {
            output.append(UInt8(unit))
        } else {
            output.append(contentsOf: String(UnicodeScalar(unit) ?? "\u{FFFD}").utf8)
        }
    }
}
