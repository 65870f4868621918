/// Reads JSON the way models get it wrong: comments, trailing and missing commas, single or typographic quotes as
/// delimiters, bare keys and words, raw line breaks and unescaped quotes in strings, and an end that never came.
///
/// Never fails and never reads a byte more than a fixed number of times; nesting beyond `deepest` is read as null.
struct LooseJSONReader {
    static let deepest = 32

    private let bytes: [UInt8]
    private var index: Int
    /// Whether the text ended before the value did.
    private(set) var isTruncated = false

    init(_ bytes: [UInt8], from start: Int) {
        self.bytes = bytes
        self.index = start
    }

    /// Where reading stopped.
    var position: Int { index }

    mutating func value(depth: Int = 0) -> LooseJSON {
        skipBlanks()
        guard index < bytes.count else {
            isTruncated = true
            return .null
        }
        switch bytes[index] {
        case UInt8(ascii: "{"): return depth < Self.deepest ? object(depth) : skipped()
        case UInt8(ascii: "["): return depth < Self.deepest ? array(depth) : skipped()
        default:
            if let text = string() { return text }
            return word()
        }
    }

    private mutating func object(_ depth: Int) -> LooseJSON {
        index += 1
        var members: [LooseJSON.Member] = []
        while true {
            skipSeparators()
            guard index < bytes.count else {
                isTruncated = true
                return .object(members, isComplete: false)
            }
            if bytes[index] == UInt8(ascii: "}") {
                index += 1
                return .object(members, isComplete: true)
            }
            // A list's end inside an object: the brace was forgotten.
            if bytes[index] == UInt8(ascii: "]") { return .object(members, isComplete: true) }
            let start = index
            let key = key()
            skipBlanks()
            if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
                index += 1
                members.append(.init(key: key, value: value(depth: depth + 1)))
            } else if index == start {
                index += 1
            }
        }
    }

    private mutating func array(_ depth: Int) -> LooseJSON {
        index += 1
        var items: [LooseJSON] = []
        while true {
            skipSeparators()
            guard index < bytes.count else {
                isTruncated = true
                return .array(items)
            }
            if bytes[index] == UInt8(ascii: "]") {
                index += 1
                return .array(items)
            }
            // An object's end inside a list: the bracket was forgotten; leave the brace to the object.
            if bytes[index] == UInt8(ascii: "}") { return .array(items) }
            let start = index
            items.append(value(depth: depth + 1))
            if index == start { index += 1 }
        }
    }

    private mutating func key() -> String {
        if case .string(let text, _)? = string() { return text }
        let start = index
        while index < bytes.count, !Self.endsWord(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// A bare word: true, false, null, a number, `NaN`, `None`, or text whose quotes were forgotten.
    private mutating func word() -> LooseJSON {
        let start = index
        while index < bytes.count, !Self.endsWord(bytes[index]) { index += 1 }
        if index == bytes.count { isTruncated = true }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        switch text.lowercased() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "none", "nan", "undefined", "infinity", "-infinity", "": return .null
        default:
            let isNumber = text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E || $0 == 0x2D }
            return isNumber ? .number(text) : .string(text, isComplete: index < bytes.count)
        }
    }

    /// A value nested too deeply.
    private mutating func skipped() -> LooseJSON {
        index += 1
        return .null
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "\""):
            true
        default: false
        }
    }
}

// MARK: - Strings and blanks

extension LooseJSONReader {
    /// A quoted string at the current position, or nil.
    private mutating func string() -> LooseJSON? {
        guard let (closings, width) = opening() else { return nil }
        index += width
        var out: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                escape(into: &out)
                continue
            }
            if let closing = closings.first(where: { stands($0, at: index) }), closes(after: index + closing.count) {
                index += closing.count
                // At the very end it cannot be told from a quotation mark inside the text.
                let isComplete = index < bytes.count
                if !isComplete { isTruncated = true }
                return .string(String(decoding: out, as: UTF8.self), isComplete: isComplete)
            }
            out.append(byte)
            index += 1
        }
        isTruncated = true
        return .string(String(decoding: out, as: UTF8.self), isComplete: false)
    }

    /// The marks that may end the string that begins here, and the width of the opening one.
    private func opening() -> (closings: [[UInt8]], width: Int)? {
        if bytes[index] == 0x22 { return ([[0x22]], 1) }
        if bytes[index] == 0x27 { return ([[0x27]], 1) }
        // “ ” „ ‟ as delimiters.
        for mark in [0x9C, 0x9D, 0x9E, 0x9F] as [UInt8] where stands([0xE2, 0x80, mark], at: index) {
            return ([[0xE2, 0x80, 0x9D], [0xE2, 0x80, 0x9C], [0x22]], 3)
        }
        return nil
    }

    private func stands(_ mark: [UInt8], at position: Int) -> Bool {
        position + mark.count <= bytes.count && mark.indices.allSatisfy { bytes[position + $0] == mark[$0] }
    }

    /// A quotation mark ends the string only if something follows that can follow a string.
    private func closes(after position: Int) -> Bool {
        var next = position
        // A look-ahead over blanks is bounded, so that many quotes before many blanks stay linear.
        while next < bytes.count, bytes[next] <= 0x20, next - position < 64 { next += 1 }
        guard next < bytes.count else { return true }
        switch bytes[next] {
        case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "\""),
            UInt8(ascii: "/"), 0...0x20:
            return true
        default: return stands([0xE2, 0x80, 0x9C], at: next)
        }
    }

    private mutating func escape(into out: inout [UInt8]) {
        index += 1
        guard index < bytes.count else { return }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): break
        case UInt8(ascii: "u"): unicodeEscape(into: &out)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"): out.append(byte)
        // A lone backslash, as in a path.
        default: out += [UInt8(ascii: "\\"), byte]
        }
    }

    private mutating func unicodeEscape(into out: inout [UInt8]) {
        guard let first = hexadecimal(at: index) else { return out.append(contentsOf: Array("\\u".utf8)) }
        index += 4
        var value = first
        if first >= 0xD800, first < 0xDC00, stands(Array("\\u".utf8), at: index),
            let second = hexadecimal(at: index + 2), second >= 0xDC00, second < 0xE000
        {
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            index += 6
        }
        out += Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
    }

    private func hexadecimal(at position: Int) -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        return UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            if bytes[index] <= 0x20 {
                index += 1
            } else if stands(Array("//".utf8), at: index) {
                while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            } else if stands(Array("/*".utf8), at: index) {
                index += 2
                while index < bytes.count, !stands(Array("*/".utf8), at: index) { index += 1 }
                index = min(index + 2, bytes.count)
            } else {
                return
            }
        }
    }

    private mutating func skipSeparators() {
        skipBlanks()
        while index < bytes.count, bytes[index] == UInt8(ascii: ",") {
            index += 1
            skipBlanks()
        }
    }
}
