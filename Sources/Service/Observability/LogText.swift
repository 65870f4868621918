import Logging

/// Text for log lines: escaped, and of bounded length.
enum LogText {
    private static let longest = 1000

    /// A JSON string.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars.prefix(longest) {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where isControl(scalar): out += escape(scalar)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// Numbers and flags stay what they are, everything else is a string.
    static func json(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .stringConvertible(let value as Int): String(value)
        case .stringConvertible(let value as Double) where value.isFinite: String(value)
        case .stringConvertible(let value as Bool): String(value)
        default: quoted("\(value)")
        }
    }

    static func plain(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars.prefix(longest) {
            if isControl(scalar) { out += escape(scalar) } else { out.unicodeScalars.append(scalar) }
        }
        return out
    }

    /// Quoted where it would not be one word.
    static func word(_ text: String) -> String {
        let isWord = !text.isEmpty && !text.contains { $0 == " " || $0 == "\"" || $0 == "=" }
        return isWord ? plain(text) : quoted(text)
    }

    /// Controls, and what changes the direction or the end of a line.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        guard scalar.value > 0xFFFF else { return "\\u" + digits(scalar.value) }
        // Outside the basic plane JSON writes a surrogate pair.
        let rest = scalar.value - 0x10000
        return "\\u" + digits(0xD800 + rest >> 10) + "\\u" + digits(0xDC00 + rest & 0x3FF)
    }

    private static func digits(_ value: UInt32) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
    }
}
