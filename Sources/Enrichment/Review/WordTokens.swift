/// A text cut into words, runs of white space and single signs, without losing a byte.
///
/// Characters of scripts that write without spaces (Han, Hiragana, Katakana) are words of their own; marks, joiners and
/// variation selectors stay with what they belong to.
struct WordTokens: Sendable {
    /// Numbers for tokens, the same for the same bytes.
    struct Table {
        private var numbers: [ArraySlice<UInt8>: Int] = [:]

        mutating func number(_ token: ArraySlice<UInt8>) -> Int {
            if let number = numbers[token] { return number }
            numbers[token] = numbers.count
            return numbers.count - 1
        }
    }

    private enum Class { case word, space, sign, mark }

    private let bytes: [UInt8]
    /// Where each token begins, and the end.
    private let borders: [Int]
    private let isWord: [Bool]

    var count: Int { isWord.count }

    init(_ text: String) {
        bytes = Array(text.utf8)
        var borders: [Int] = []
        var isWord: [Bool] = []
        var position = 0
        var last: Class?
        for scalar in text.unicodeScalars {
            let kind = Self.kind(of: scalar)
            let goesOn =
                switch (last, kind) {
                case (nil, _): false
                case (_, .mark): last != .space
                case (.word, .word): true
                case (.space, .space): true
                default: false
                }
            if !goesOn {
                borders.append(position)
                isWord.append(kind != .space)
                last = kind == .word && Self.standsAlone(scalar) ? .sign : (kind == .mark ? .sign : kind)
            }
            position += UTF8.width(scalar)
        }
        borders.append(position)
        self.borders = borders
        self.isWord = isWord
    }

    func numbers(_ table: inout Table) -> [Int] {
        (0..<count).map { table.number(bytes[borders[$0]..<borders[$0 + 1]]) }
    }

    func text(of range: Range<Int>) -> String {
        String(decoding: bytes[borders[range.lowerBound]..<borders[range.upperBound]], as: UTF8.self)
    }

    /// How many of them are words or signs.
    func words(in range: Range<Int>) -> Int { isWord[range].count { $0 } }

    /// Ranges of tokens; each ends behind the white space with the line break.
    func lines() -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in 0..<count where !isWord[index] {
            guard bytes[borders[index]..<borders[index + 1]].contains(0x0A) else { continue }
            lines.append(start..<index + 1)
            start = index + 1
        }
        if start < count { lines.append(start..<count) }
        return lines
    }

    private static func kind(of scalar: Unicode.Scalar) -> Class {
        if scalar.isASCII {
            switch scalar.value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .word
            case 0x20, 0x09...0x0D: return .space
            default: return .sign
            }
        }
        let properties = scalar.properties
        if properties.isWhitespace { return .space }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .mark
        default: break
        }
        if properties.isEmojiModifier { return .mark }
        return properties.isAlphabetic || properties.numericType != nil ? .word : .sign
    }

    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value)
    }
}
