/// Citations as models write them.
enum InlineCitations {
    /// Every `E12` or bare number in a list of citations, in order.
    static func ids(in text: String) -> [String] {
        var ids: [String] = []
        for part in text.prefix(400).split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
            let digits = part.first == "E" || part.first == "e" ? part.dropFirst() : part
            if (1...4).contains(digits.utf8.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
                ids.append("E\(digits)")
            } else if ids.count < 50, part.utf8.count <= 20, part.lowercased() != "evidence" {
                // Kept, so that it is reported as unknown.
                ids.append(String(part))
            }
        }
        return ids
    }

    /// The text without `[E1]`, `[E1, E2]` and `(E3)`, and the ids that stood there.
    static func taken(outOf text: String) -> (text: String, ids: [String]) {
        guard text.utf8.contains(where: { $0 == 0x45 }) else { return (text, []) }
        var out = ""
        var ids: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "[" || $0 == "(" }) {
            let closing: Character = rest[open] == "[" ? "]" : ")"
            let inside = rest[rest.index(after: open)...]
            // A citation list is short; a bounded look-ahead keeps a text full of brackets linear.
            guard let close = inside.prefix(60).firstIndex(of: closing), let found = list(inside[..<close]) else {
                out += rest[...open]
                rest = inside
                continue
            }
            ids += found
            out += rest[..<open]
            while out.last == " " { out.removeLast() }
            rest = rest[rest.index(after: close)...]
        }
        return (out + rest, ids)
    }

    /// The ids when the bracket holds nothing else.
    private static func list(_ inside: Substring) -> [String]? {
        let parts = inside.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == " " })
        guard !parts.isEmpty else { return nil }
        for part in parts {
            guard part.first == "E", (2...5).contains(part.utf8.count),
                part.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
            else { return nil }
        }
        return parts.map(String.init)
    }
}
