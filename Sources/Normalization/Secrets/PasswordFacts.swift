/// What the characters of a token are, for judging whether it is a password.
struct PasswordFacts {
    var uppers = 0
    var lowers = 0
    var digits = 0
    /// `-`, `_`, `&` and `~`.
    var joiners = 0
    /// `.` inside.
    var dots = 0
    /// Parts between joiners or dots that are words, and that are numbers.
    var wordParts = 0
    var numberParts = 0
    var endsInNumber = false
    /// Signs that names and identifiers do not have, not at the very beginning.
    var marks = 0
    /// Any other sign.
    var others = 0
    /// A digit between letters (`B4rk`).
    var hasInnerDigit = false
    /// A part between joiners of two or more capitals (`SRV-File-02`).
    var hasCapitalPart = false
    /// `INV#2291`: capitals, `#`, digits.
    var isReference = false

    init(_ range: Range<Int>, in view: ByteView) {
        var partCapitals = 0
        var partOthers = 0
        var partDigits = 0
        func endPart() {
            if partCapitals + partOthers > 0 { wordParts += 1 } else if partDigits > 0 { numberParts += 1 }
            if partDigits + partCapitals + partOthers > 0 { endsInNumber = partCapitals + partOthers == 0 }
            if isCapitalPart() { hasCapitalPart = true }
        }
        func isCapitalPart() -> Bool { partCapitals >= 2 && partOthers == 0 }
        for index in range {
            let byte = view[index]
            if byte.isUpper {
                uppers += 1
                partCapitals += 1
            } else if byte.isLower || byte >= 0x80 {
                lowers += 1
                partOthers += 1
            } else if byte.isDigit {
                digits += 1
                partDigits += 1
                if index > range.lowerBound, view[index - 1].isLetter, index + 1 < range.upperBound,
                    view[index + 1].isLetter
                {
                    hasInnerDigit = true
                }
            } else {
                endPart()
                partCapitals = 0
                partOthers = 0
                partDigits = 0
                switch byte {
                case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "&"), UInt8(ascii: "~"): joiners += 1
                case UInt8(ascii: ".") where index > range.lowerBound && index + 1 < range.upperBound: dots += 1
                case UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
                    UInt8(ascii: "^"), UInt8(ascii: "*"):
                    if index > range.lowerBound || byte == UInt8(ascii: "!") { marks += 1 } else { others += 1 }
                default: others += 1
                }
            }
        }
        endPart()
        isReference = marks == 1 && lowers == 0 && joiners == 0 && others == 0
    }

    /// `Conker.Champion.9`, `Lantern..Well-700`: capitalised words and one number behind them, as neither host names,
    /// files, versions nor dates are written.
    var isDottedPhrase: Bool {
        others == 0 && marks == 0 && uppers > 0 && lowers >= 4 && !hasCapitalPart && wordParts >= 2 && numberParts == 1
            && endsInNumber
    }
}
