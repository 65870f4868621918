/// Finds placeholders in a text: a kind, `_`, a number and up to three letters, in any case, as in `HOST_1` or
/// `person_12b's`. Markdown's `HOST\_1` is read too.
struct PlaceholderScanner {
    /// No kind ends with another.
    static let kinds: [String] = [
        "PERSON", "HOST", "EMAIL", "IP", "MAC", "PHONE", "USER", "SERIAL", "DOMAIN", "URL", "COMPANY", "SITE",
        "LITERAL",
    ]
    private static let kindBytes = kinds.map { Array($0.utf8) }
    static let mostDigits = 9
    static let mostLetters = 3

    struct Hit: Hashable {
        /// Upper case, without letters: `HOST_1`.
        var base: String
        /// The letters that follow, upper case; some of them may be the text's own.
        var letters: [UInt8]
        var start: Int
        /// Where the number ends and the letters begin.
        var digitsEnd: Int

        /// The widest range the hit can mean.
        var range: Range<Int> { start..<digitsEnd + letters.count }
    }

    static func hits(in bytes: [UInt8]) -> [Hit] {
        var hits: [Hit] = []
        var consumed = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "_"), let hit = hit(bytes, underscore: index, from: consumed) {
                // What seemed to be letters of the one before begins this one.
                if let last = hits.last, last.range.upperBound > hit.start {
                    hits[hits.count - 1].letters.removeLast(last.range.upperBound - hit.start)
                }
                hits.append(hit)
                consumed = hit.digitsEnd
                index = hit.digitsEnd
            } else {
                index += 1
            }
        }
        return hits
    }

    private static func hit(_ bytes: [UInt8], underscore: Int, from floor: Int) -> Hit? {
        var digitsEnd = underscore + 1
        while digitsEnd < bytes.count, bytes[digitsEnd] &- 0x30 < 10 { digitsEnd += 1 }
        let digits = underscore + 1..<digitsEnd
        guard !digits.isEmpty, digits.count <= mostDigits, bytes[digits.lowerBound] != UInt8(ascii: "0") else {
            return nil
        }
        var kindEnd = underscore
        if kindEnd > floor, bytes[kindEnd - 1] == UInt8(ascii: "\\") { kindEnd -= 1 }
        for kind in kindBytes where kindEnd - kind.count >= floor {
            let start = kindEnd - kind.count
            guard zip(bytes[start..<kindEnd], kind).allSatisfy({ $0 & 0xDF == $1 }) else { continue }
            var letters: [UInt8] = []
            while letters.count < mostLetters, digitsEnd + letters.count < bytes.count,
                (bytes[digitsEnd + letters.count] | 0x20) &- 0x61 < 26
            {
                letters.append(bytes[digitsEnd + letters.count] & 0xDF)
            }
            let base = String(decoding: kind + [UInt8(ascii: "_")] + bytes[digits], as: UTF8.self)
            return Hit(base: base, letters: letters, start: start, digitsEnd: digitsEnd)
        }
        return nil
    }
}
