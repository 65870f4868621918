import Grounding

/// Takes the inline marks of Markdown off a line of a document.
enum Markdown {
    /// The line without heading marks, emphasis and code marks around words; links keep their text.
    static func plain(_ line: some StringProtocol) -> String {
        var text = line.singleSpaced()
        while text.first == "#" || text.first == ">" { text.removeFirst() }
        if text.hasBytes("](") { text = withoutLinks(text) }
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x60: continue  // `
            case 0x2A:  // * is emphasis except as the marker of an item or between blanks
                let isMarker =
                    index + 1 < bytes.count && bytes[index + 1] == 0x20 && (index == 0 || bytes[index - 1] == 0x20)
                if isMarker { out.append(byte) }
            case 0x5F:  // __ is emphasis, a single _ is mostly part of a name
                let pairs =
                    (index > 0 && bytes[index - 1] == 0x5F) || (index + 1 < bytes.count && bytes[index + 1] == 0x5F)
                if !pairs { out.append(byte) }
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self).singleSpaced()
    }

    private static func withoutLinks(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let middle = rest.range(of: "]("), let open = rest[..<middle.lowerBound].lastIndex(of: "["),
            let close = rest[middle.upperBound...].firstIndex(of: ")")
        {
            out += rest[..<open]
            out += rest[rest.index(after: open)..<middle.lowerBound]
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }
}
