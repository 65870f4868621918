/// Takes verbatim quotations of the evidence out of a sentence, so that the requester's own words are not judged as ours.
enum Quotation {
    /// - Parameter evidence: texts in lower case and single-spaced.
    static func stripped(_ sentence: String, evidence: [String]) -> String {
        let text = sentence.singleSpaced()
        let whole = text.lowercased()
        if whole.utf8.count >= 12 {
            let search = ByteSearch(whole.utf8)
            if evidence.contains(where: { search.finds(in: $0) }) { return "" }
        }
        guard mayQuote(text) else { return text }
        var out = ""
        var quoted = ""
        var closing: Character?
        for character in text {
            if let end = closing {
                if character == end || (end == "“" && character == "”") {
                    let inner = quoted.lowercased().trimming { $0 == " " || $0 == "…" || $0 == "." }
                    let isVerbatim = !inner.isEmpty && stands(inner, in: evidence)
                    out += isVerbatim ? " … " : quoted
                    quoted = ""
                    closing = nil
                } else {
                    quoted.append(character)
                }
            } else if let end = pairs[character] {
                closing = end
                out.append(" ")
            } else {
                out.append(character)
            }
        }
        return out + quoted
    }

    /// Whether the bytes of a mark that opens a quotation stand in the text.
    private static func mayQuote(_ text: String) -> Bool {
        var last: UInt8 = 0
        var before: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x22 || (last == 0xC2 && byte == 0xAB) { return true }
            if before == 0xE2, last == 0x80, byte == 0x9C || byte == 0x9E { return true }
            before = last
            last = byte
        }
        return false
    }

    /// Whether the quotation stands in the evidence, quotation marks within it in whatever shape: whoever quotes a text
    /// with quotation marks of its own turns those into single ones.
    private static func stands(_ inner: String, in evidence: [String]) -> Bool {
        if evidence.contains(where: { $0.hasBytes(inner) }) { return true }
        guard inner.utf8.contains(UInt8(ascii: "'")) else { return false }
        let even = inner.withEvenQuotes()
        return evidence.contains { $0.withEvenQuotes().hasBytes(even) }
    }

    private static let pairs: [Character: Character] = ["“": "”", "„": "“", "«": "»", "\"": "\""]
}

extension String {
    fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isTrimmed($0) }), let last = lastIndex(where: { !isTrimmed($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
