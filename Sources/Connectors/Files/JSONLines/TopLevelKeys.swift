/// The keys of a JSON object and its short string and number values, read without decoding the rest.
///
/// Tolerates anything: used on lines that do not decode (to name the record in the error) and to tell what kind of
/// records an unknown file holds. Time is linear, nesting costs no stack.
package struct TopLevelKeys {
    /// In order of appearance.
    package private(set) var keys: [String] = []
    private(set) var values: [String: String] = [:]
    /// Whether the text begins with `{`.
    package private(set) var isObject = false

    /// Looks at the first `limit` bytes.
    package init(_ bytes: [UInt8], limit: Int = 1 << 20) {
        let text = bytes.prefix(limit)
        guard let start = text.firstIndex(where: { $0 > 0x20 }), text[start] == UInt8(ascii: "{") else { return }
        isObject = true
        scan(text[(start + 1)...])
    }

    /// The record's id, for messages: `id`, else `_id`.
    var id: String? { values["id"] ?? values["_id"] }

    private mutating func scan(_ text: ArraySlice<UInt8>) {
        var index = text.startIndex
        var depth = 0
        var key: String?
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "\""):
                guard let end = Self.endOfString(text, from: index + 1) else { return }
                if depth == 0 {
                    let value = String(decoding: text[(index + 1)..<min(end, index + 201)], as: UTF8.self)
                    if let known = key {
                        if end - index <= 200, values[known] == nil { values[known] = value }
                        key = nil
                    } else {
                        key = value
                        keys.append(value)
                    }
                }
                index = end
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth < 0 { return }
            case UInt8(ascii: ","): if depth == 0 { key = nil }
            case 48...57, UInt8(ascii: "-"):
                if depth == 0, let known = key {
                    let digits = text[index...].prefix { $0 == 45 || $0 == 46 || (48...57).contains($0) }
                    if digits.count <= 32, values[known] == nil {
                        values[known] = String(decoding: digits, as: UTF8.self)
                    }
                    key = nil
                    index += digits.count - 1
                }
            default: break
            }
            index += 1
        }
    }

    /// The index of the closing quote.
    private static func endOfString(_ text: ArraySlice<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < text.endIndex {
            if text[index] == UInt8(ascii: "\"") { return index }
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }
}
