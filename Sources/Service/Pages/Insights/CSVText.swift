/// Comma-separated values (RFC 4180): CRLF, quotes where they are needed.
///
/// A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@`, tab or carriage return first) gets an
/// apostrophe before it, since cells hold the words of strangers. Numbers are written as they are.
struct CSVText {
    enum Field: Hashable, Sendable {
        case text(String)
        /// Digits, sign and point alone.
        case number(String)

        static func integer(_ value: Int) -> Field { .number(String(value)) }
        static let nothing = Field.number("")
    }

    private(set) var bytes: [UInt8] = []

    mutating func add(_ fields: [Field]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch field {
            case .number(let digits): bytes.append(contentsOf: digits.utf8)
            case .text(let text): add(text)
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    private mutating func add(_ text: String) {
        var utf8 = Array(text.utf8)
        if let first = utf8.first, Self.dangerous.contains(first) { utf8.insert(UInt8(ascii: "'"), at: 0) }
        guard utf8.contains(where: Self.special.contains) else {
            bytes.append(contentsOf: utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let dangerous: Set<UInt8> = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]
    private static let special: Set<UInt8> = [0x22, 0x2C, 0x0A, 0x0D]
}
