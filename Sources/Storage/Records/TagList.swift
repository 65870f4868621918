/// A list of texts in one column, as a JSON array; NULL for none. Most lists hold no escapes and are split by hand,
/// since documents are read by the thousand and a JSON decoder costs more than the rest of the row.
enum TagList {
    static func encode(_ tags: [String], _ json: CanonicalJSON) throws -> String? {
        tags.isEmpty ? nil : try json.text(tags)
    }

    static func decode(_ column: String?, _ json: CanonicalJSON) throws -> [String] {
        guard let column, column != "[]" else { return [] }
        let bytes = column.utf8
        // A quotation mark inside an element is always escaped, so without a backslash `","` only stands between two.
        guard bytes.count >= 4, column.hasPrefix("[\""), column.hasSuffix("\"]"),
            !bytes.contains(UInt8(ascii: "\\"))
        else { return try json.value([String].self, from: column) }
        return split(Array(bytes.dropFirst(2).dropLast(2)))
    }

    private static func split(_ bytes: [UInt8]) -> [String] {
        let quote = UInt8(ascii: "\"")
        var elements: [String] = []
        var start = 0
        var position = 0
        while position + 2 < bytes.count {
            if bytes[position] == quote, bytes[position + 1] == UInt8(ascii: ","), bytes[position + 2] == quote {
                elements.append(String(decoding: bytes[start..<position], as: UTF8.self))
                position += 3
                start = position
            } else {
                position += 1
            }
        }
        elements.append(String(decoding: bytes[start...], as: UTF8.self))
        return elements
    }
}
