/// How much a token looks like something only a password would be.
enum SecretShape: Int, Comparable {
    /// Names something else: a date, address, file, error code, KB number.
    case other
    /// Letters only, or letters joined by dashes and apostrophes.
    case word
    /// Digits only.
    case digits
    /// Letters with digits, or mixed case inside.
    case mixed
    /// Letters and digits with a symbol, or letters with one of `!@#$%^&*`.
    case strong

    static func < (left: SecretShape, right: SecretShape) -> Bool { left.rawValue < right.rawValue }

    static func of(_ range: Range<Int>, in view: ByteView) -> SecretShape {
        var letters = 0
        var digits = 0
        var uppers = 0
        var marks = 0
        var joiners = 0
        var dots = 0
        var slashes = 0
        var colons = 0
        var innerUpper = false
        for index in range {
            let byte = view[index]
            if byte.isDigit {
                digits += 1
            } else if byte.isLetter || byte >= 0x80 {
                if byte.isUpper {
                    uppers += 1
                    if index > range.lowerBound, view[index - 1].isLower { innerUpper = true }
                }
                letters += 1
            } else {
                switch byte {
                case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "_"): joiners += 1
                case UInt8(ascii: "."), UInt8(ascii: ","): dots += 1
                case UInt8(ascii: "/"): slashes += 1
                case UInt8(ascii: ":"): colons += 1
                case UInt8(ascii: "\\"): return .other
                default: marks += 1
                }
            }
        }
        if range.isEmpty { return .other }
        if view[range.lowerBound] == UInt8(ascii: "["), view.has("[secret removed", at: range.lowerBound) {
            return .other
        }
        if isAddress(range, view) { return .other }
        if letters == 0 {
            if digits == 0 { return .other }
            if marks == 0 || (marks == 1 && view[range.upperBound - 1] == UInt8(ascii: "%")) {
                return joiners + dots + slashes + colons == 0 && marks == 0 ? .digits : .other
            }
            return view[range.lowerBound] == UInt8(ascii: "$") || view[range.lowerBound] == UInt8(ascii: "+")
                ? .other : .strong
        }
        if digits == 0 {
            if marks == 0 { return innerUpper && joiners + dots + slashes + colons == 0 ? .mixed : .word }
            return hasPasswordMark(range, view) ? .strong : .word
        }
        if isCode(range, view) { return .other }
        if marks > 0 { return .strong }
        if isHexGroups(range, view, digits: digits) { return .other }
        return .mixed
    }

    /// `!` or `?` at the very end of a plain word is punctuation.
    private static func hasPasswordMark(_ range: Range<Int>, _ view: ByteView) -> Bool {
        for index in range where index < range.upperBound - 1 {
            switch view[index] {
            case UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
                UInt8(ascii: "^"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "="):
                return true
            default: continue
            }
        }
        return view[range.upperBound - 1] == UInt8(ascii: "$") || view[range.upperBound - 1] == UInt8(ascii: "#")
    }

    /// E-mail addresses and URLs.
    private static func isAddress(_ range: Range<Int>, _ view: ByteView) -> Bool {
        if view.has("http", at: range.lowerBound),
            view.has("://", at: range.lowerBound + 4)
                || view.has("://", at: range.lowerBound + 5)
        {
            return true
        }
        guard let at = range.first(where: { view[$0] == UInt8(ascii: "@") }), at > range.lowerBound else {
            return false
        }
        var dot = false
        for index in (at + 1)..<max(at + 1, range.upperBound) {
            let byte = view[index]
            if byte == UInt8(ascii: ".") {
                dot = index > at + 1 && view[index + 1].isLetter
            } else if !byte.isAlphanumeric, byte != UInt8(ascii: "-") {
                return false
            }
        }
        return dot
    }

    /// `KB5034441`, `0x80070005`, `AADSTS50126`.
    private static func isCode(_ range: Range<Int>, _ view: ByteView) -> Bool {
        let start = range.lowerBound
        if view.has("kb", at: start), view[start + 2].isDigit { return allDigits(start + 2, range, view) }
        if view.has("0x", at: start) { return true }
        if view.has("aadsts", at: start) { return allDigits(start + 6, range, view) }
        // 24H2, 10am, 90d, v7.4, 2FA, M365.
        return range.count <= 4
    }

    private static func allDigits(_ start: Int, _ range: Range<Int>, _ view: ByteView) -> Bool {
        for index in start..<max(start, range.upperBound) where !view[index].isDigit { return false }
        return true
    }

    /// GUIDs, MAC addresses, long hexadecimal hashes.
    private static func isHexGroups(_ range: Range<Int>, _ view: ByteView, digits: Int) -> Bool {
        for index in range {
            let byte = view[index]
            if !byte.isHexDigit, byte != UInt8(ascii: "-"), byte != UInt8(ascii: ":") { return false }
        }
        return range.count == 36 || range.count == 17 || range.count == 32 || range.count == 40 || range.count == 64
    }
}
