/// Where bytes that were sent hold a stand-in for something that was withheld: `[secret removed: password]`, `HOST_1`.
enum WithheldMarks {
    private static let opening = Array("[secret removed: ".utf8)
    /// The kinds of placeholder, as pseudonymisation writes them.
    private static let kinds = [
        "PERSON", "HOST", "EMAIL", "IP", "MAC", "PHONE", "USER", "SERIAL", "DOMAIN", "URL", "COMPANY", "SITE",
        "LITERAL",
    ].map { Array($0.utf8) }
    private static let longestMark = 64

    /// In order, without overlap.
    static func ranges(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let end =
                switch bytes[index] {
                case UInt8(ascii: "["): secret(bytes, from: index)
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): placeholder(bytes, from: index)
                default: Int?.none
                }
            if let end {
                ranges.append(index..<end)
                index = end
            } else {
                index += 1
            }
        }
        return ranges
    }

    private static func secret(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard bytes[start...].starts(with: opening) else { return nil }
        let end = min(bytes.endIndex, start + longestMark)
        return bytes[start..<end].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 }
    }

    /// A kind, `_`, a number and at most three letters, not inside a longer word.
    private static func placeholder(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        if start > bytes.startIndex, isWord(bytes[start - 1]), !isEscape(bytes, before: start) { return nil }
        for kind in kinds where bytes[start...].starts(with: kind) {
            var end = start + kind.count
            guard end < bytes.endIndex, bytes[end] == UInt8(ascii: "_") else { continue }
            end += 1
            let digits = bytes[end...].prefix(9).prefix { (0x30...0x39).contains($0) }.count
            guard digits > 0 else { continue }
            end += digits
            end += bytes[end...].prefix(3).prefix { (0x41...0x5A).contains($0) }.count
            return end
        }
        return nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    /// In JSON the letter before may end an escape: `\nHOST_1`.
    private static func isEscape(_ bytes: ArraySlice<UInt8>, before start: Int) -> Bool {
        start - 2 >= bytes.startIndex && bytes[start - 2] == UInt8(ascii: "\\")
            && (start - 3 < bytes.startIndex || bytes[start - 3] != UInt8(ascii: "\\"))
    }
}
