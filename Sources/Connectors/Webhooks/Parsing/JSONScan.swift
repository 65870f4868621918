/// The pass of a `JSONOutline` over a text: keeps a bit for each open container and nothing else.
struct JSONScan {
    private let text: UnsafeBufferPointer<UInt8>
    /// A number that fits a double needs no more characters.
    private static let longestNumber = 64

    private var position = 0
    private var depth = 0
    /// Bit n: whether the container at depth n + 1 is an object.
    private var kinds: UInt64 = 0

    init(text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    private var isInObject: Bool { depth > 0 && kinds >> UInt64(depth - 1) & 1 == 1 }

    mutating func run(_ outline: inout JSONOutline) throws(MalformedPayload) {
        skipBlanks()
        guard position < text.count else { throw MalformedPayload("the body is empty") }
        switch text[position] {
        case UInt8(ascii: "{"): outline.shape = .object
        case UInt8(ascii: "["): outline.shape = .array
        default: outline.shape = .scalar
        }
        var key = 0..<0
        var start = 0
        repeat {
            // Here a value is due.
            skipBlanks()
            if depth == 1 { start = position }
            if try open() {
                if try closesAtOnce() {
                    if depth == 1 { outline.take(key, start..<position) }
                } else {
                    if isInObject { try readKey(&key, &outline) }
                    continue
                }
            } else {
                try readScalar(&outline)
                if depth == 1 { outline.take(key, start..<position) }
            }
            // A value has ended: what encloses it goes on or ends too.
            while depth > 0 {
                skipBlanks()
                guard position < text.count else { throw cutOff }
                if text[position] == UInt8(ascii: ",") {
                    position += 1
                    if isInObject { try readKey(&key, &outline) }
                    break
                }
                guard text[position] == (isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw invalid }
                position += 1
                depth -= 1
                if depth == 1 { outline.take(key, start..<position) }
            }
        } while depth > 0
        skipBlanks()
        guard position == text.count else { throw invalid }
    }

    private var invalid: MalformedPayload { MalformedPayload("not valid JSON at byte \(position)") }
    private var cutOff: MalformedPayload { MalformedPayload("the JSON is cut off") }

    private mutating func skipBlanks() {
        while position < text.count {
            let byte = text[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// Steps into an object or array; false when the value is neither.
    private mutating func open() throws(MalformedPayload) -> Bool {
        guard position < text.count else { throw cutOff }
        let byte = text[position]
        guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else { return false }
        guard depth < JSONOutline.deepestNesting else {
            throw MalformedPayload("the JSON nests deeper than \(JSONOutline.deepestNesting) levels")
        }
        let bit = UInt64(1) << UInt64(depth)
        kinds = byte == UInt8(ascii: "{") ? kinds | bit : kinds & ~bit
        depth += 1
        position += 1
        return true
    }

    private mutating func closesAtOnce() throws(MalformedPayload) -> Bool {
        skipBlanks()
        guard position < text.count else { throw cutOff }
        guard text[position] == (isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
        position += 1
        depth -= 1
        return true
    }

    private mutating func readKey(
        _ key: inout Range<Int>, _ outline: inout JSONOutline
    ) throws(MalformedPayload) {
        skipBlanks()
        guard position < text.count else { throw cutOff }
        guard text[position] == UInt8(ascii: "\"") else { throw invalid }
        let start = position + 1
        try readString(&outline)
        if depth == 1 { key = start..<(position - 1) }
        skipBlanks()
        guard position < text.count else { throw cutOff }
        guard text[position] == UInt8(ascii: ":") else { throw invalid }
        position += 1
    }

    private mutating func readScalar(_ outline: inout JSONOutline) throws(MalformedPayload) {
        switch text[position] {
        case UInt8(ascii: "\""): try readString(&outline)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
        case UInt8(ascii: "t"): try readWord("true")
        case UInt8(ascii: "f"): try readWord("false")
        case UInt8(ascii: "n"): try readWord("null")
        default: throw invalid
        }
    }

    private mutating func readWord(_ word: StaticString) throws(MalformedPayload) {
        guard text.count - position >= word.utf8CodeUnitCount else { throw cutOff }
        for offset in 0..<word.utf8CodeUnitCount where text[position + offset] != word.utf8Start[offset] {
            throw invalid
        }
        position += word.utf8CodeUnitCount
    }

    private mutating func readNumber() throws(MalformedPayload) {
        let start = position
        if text[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        let whole = readDigits()
        guard whole > 0, whole == 1 || text[first] != UInt8(ascii: "0") else { throw invalid }
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            guard readDigits() > 0 else { throw invalid }
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                position += 1
            }
            let digits = readDigits()
            guard digits > 0 else { throw invalid }
            guard digits <= 2 else { throw MalformedPayload("a number is too large") }
        }
        guard position - start <= Self.longestNumber else { throw MalformedPayload("a number is too large") }
    }

    private mutating func readDigits() -> Int {
        let start = position
        while position < text.count, text[position] >= 48, text[position] <= 57 { position += 1 }
        return position - start
    }

    private mutating func readString(_ outline: inout JSONOutline) throws(MalformedPayload) {
        position += 1
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return
            }
            guard byte >= 0x20 else { throw MalformedPayload("a control character at byte \(position)") }
            if byte == UInt8(ascii: "\\") {
                try readEscape(&outline)
            } else {
                position += 1
            }
        }
        throw cutOff
    }

    private mutating func readEscape(_ outline: inout JSONOutline) throws(MalformedPayload) {
        guard position + 1 < text.count else { throw cutOff }
        switch text[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            guard position + 6 <= text.count else { throw cutOff }
            var unit: UInt32 = 0
            for offset in 2..<6 {
                guard let digit = Self.hexDigit(text[position + offset]) else { throw invalid }
                unit = unit << 4 | digit
            }
            // Whether a surrogate has its other half is left to the repair, which looks closer.
            if unit == 0 || (0xD800..<0xE000).contains(unit) { outline.needsRepair = true }
            position += 6
        default: throw invalid
        }
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 48...57: UInt32(byte) - 48
        case 65...70: UInt32(byte) - 55
        case 97...102: UInt32(byte) - 87
        default: nil
        }
    }
}
