import Digest
import Domain
import Grounding

/// Lines around untrusted text that the text itself cannot contain.
struct Fence {
    let key: String

    /// A key that depends on the ticket and its evidence alone, so that a replay renders the same bytes.
    static func key(ticket: TicketID, evidence: [Evidence]) throws -> String {
        var digest = try FieldDigest(domain: "sidenote.fence")
        try digest.add(ticket.rawValue)
        for item in evidence {
            try digest.add(item.id)
            try digest.add(item.text)
        }
        return String(Hexadecimal.text(try digest.finalize()).prefix(16))
    }

    func wrap(_ evidence: Evidence) -> String {
        let visibility = evidence.kind == .ticket ? "public" : Self.oneLine(evidence.visibility.rawValue, most: 20)
        let title = Self.oneLine(evidence.title, most: 160)
        return """
            <<<\(evidence.id) \(evidence.kind.rawValue) \(visibility) \(key)>>>
            \(title.isEmpty ? "" : "Title: \(title)\n")\(Self.escaped(evidence.text))
            <<<end \(evidence.id) \(key)>>>
            """
    }

    /// Three angle brackets in a row become typographic ones, so that no text can open or close a fence.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(0x3C) || text.utf8.contains(0x3E) else { return text }
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == 0x3C || byte == 0x3E else {
                out.append(byte)
                index += 1
                continue
            }
            var end = index
            while end < bytes.count, bytes[end] == byte { end += 1 }
            if end - index >= 3 {
                let replacement: [UInt8] = byte == 0x3C ? [0xE2, 0x80, 0xB9] : [0xE2, 0x80, 0xBA]
                for _ in index..<end { out += replacement }
            } else {
                out += bytes[index..<end]
            }
            index = end
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A value from a record in a line of the prompt's own: one line, capped, escaped.
    static func oneLine(_ text: String, most: Int) -> String {
        escaped(String(PlainText.clean(text, most: most * 4).singleSpaced().prefix(most)))
    }
}
