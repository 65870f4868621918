/// The header lines that mail programs copy into the text above a quoted or forwarded message:
/// `From: … Sent: … To: … Subject: …` in any order and many languages, plain, bold or starred.
struct HeaderBlock {
    enum Field: Hashable { case from, date, to, subject, other }

    /// First and one-past-last line.
    var lines: Range<Int>
    /// The value of the From line.
    var sender: String?

    /// The block that begins at line `start`; nil when there is none. `start` is not blank.
    static func match(_ message: MessageLines, at start: Int, before end: Int) -> HeaderBlock? {
        guard let first = field(message, start, strict: true) else { return nil }
        if isFlattened(message.folded(start)) {
            return HeaderBlock(lines: start..<(start + 1), sender: nil)
        }
        var fields: Set<Field> = []
        var sender: String?
        var index = start
        var last = start
        var misses = 0
        while index < end, index - start < 16 {
            let line = message.lines[index]
            if line.isBlank {
                // Some exports put an empty line between header lines.
                guard index + 1 < end, !message.lines[index + 1].isBlank, fields.count < 4, fields.count > 0,
                    field(message, index + 1, strict: true) != nil, isSpaced(message, start, end)
                else { break }
            } else if let (name, value) = field(message, index, strict: false) {
                if name == .from, fields.contains(.from) { break }
                fields.insert(name)
                if name == .from { sender = value }
                last = index
                misses = 0
            } else {
                // A long list of recipients runs on over lines that hold an address or a semicolon.
                misses += 1
                let text = message.bytes[line.range]
                guard misses <= 6, text.contains(UInt8(ascii: "@")) || text.contains(UInt8(ascii: ";")),
                    first.0 != .other
                else { break }
            }
            index += 1
        }
        let isComplete = fields.contains(.from) && (fields.contains(.date) || fields.contains(.subject))
        return isComplete ? HeaderBlock(lines: start..<(last + 1), sender: sender) : nil
    }

    /// The header field of a line and its value. `strict` leaves out the names that are also common words.
    static func field(_ message: MessageLines, _ index: Int, strict: Bool) -> (Field, String)? {
        let range = content(message, index)
        let folded = message.folded[range]
        // "Subject: …" is at most this far from its line's beginning.
        guard let colon = folded.prefix(28).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = Fold.trim(message.folded, range.lowerBound..<colon)
        var nameEnd = name.upperBound
        while nameEnd > name.lowerBound, message.folded[nameEnd - 1] == UInt8(ascii: "*") { nameEnd -= 1 }
        nameEnd = Fold.trim(message.folded, name.lowerBound..<nameEnd).upperBound
        guard let field = names[String(decoding: message.folded[name.lowerBound..<nameEnd], as: UTF8.self)] else {
            return nil
        }
        if strict, field == .other { return nil }
        var value = Fold.trim(message.bytes, (colon + 1)..<range.upperBound)
        while !value.isEmpty, message.bytes[value.lowerBound] == UInt8(ascii: "*") {
            value = Fold.trim(message.bytes, (value.lowerBound + 1)..<value.upperBound)
        }
        return (field, String(decoding: message.bytes[value].prefix(200), as: UTF8.self))
    }

    /// The line without leading `>`, `*` and `|`.
    private static func content(_ message: MessageLines, _ index: Int) -> Range<Int> {
        var range = message.lines[index].range
        while !range.isEmpty, ">*| ".utf8.contains(message.bytes[range.lowerBound]) {
            range = (range.lowerBound + 1)..<range.upperBound
        }
        return range
    }

    private static func isSpaced(_ message: MessageLines, _ start: Int, _ end: Int) -> Bool {
        start + 1 < end && message.lines[start + 1].isBlank
    }

    /// All header fields in one line, as some exports write them.
    private static func isFlattened(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count < 1000 else { return false }
        return inline.contains { names in names.allSatisfy { Fold.find($0, in: line) != nil } }
    }

    private static let inline: [[[UInt8]]] = [
        ["from:", " sent:", " subject:"], ["from:", " date:", " subject:"], ["von:", " gesendet:", " betreff:"],
        ["de :", " envoyé :", " objet :"], ["de:", " enviado:", " asunto:"], ["da:", " inviato:", " oggetto:"],
        ["van:", " verzonden:", " onderwerp:"], ["de:", " enviado:", " assunto:"],
    ].map { $0.map(Fold.lower) }

    private static let names: [String: Field] = {
        let table: [(Field, [String])] = [
            (.from, ["from", "von", "de", "da", "van", "expéditeur", "mittente", "afzender", "fra", "från", "od"]),
            (
                .date,
                [
                    "sent", "date", "gesendet", "datum", "envoyé", "envoyé le", "fecha", "enviado", "enviado el",
                    "data", "inviato", "verzonden", "enviada em", "enviado em", "sendt", "skickat", "sent on",
                    "gesendet am", "data invio",
                ]
            ),
            (
                .to,
                [
                    "to", "an", "à", "a", "para", "aan", "destinataire", "til", "till", "cc", "kopie", "copie", "cci",
                    "bcc", "copia", "reply-to", "antwort an",
                ]
            ),
            (.subject, ["subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "assunto", "emne", "ämne"]),
            (
                .other,
                [
                    "importance", "priority", "wichtigkeit", "priorität", "attachments", "anlagen", "sensitivity",
                    "importancia", "importanza", "urgentie", "when", "where", "organization", "message-id",
                ]
            ),
        ]
        var names: [String: Field] = [:]
        for (field, list) in table {
            for name in list { names[name] = field }
        }
        return names
    }()
}
