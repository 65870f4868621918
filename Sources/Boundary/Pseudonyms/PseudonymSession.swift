/// The placeholders of one ticket.
public struct PseudonymSession: Sendable {
    /// Enough for an entity that only shows once another one is gone.
    private static let mostRounds = 6

    private let source: Pseudonymizer
    private var table = PlaceholderTable()
    /// What the extractor found so far, by folded spelling.
    private var found: [[UInt8]: PlaceholderTable.Thing] = [:]

    init(_ source: Pseudonymizer) {
        self.source = source
    }

    /// Every placeholder given out, with the text it stands for, in order of placeholder.
    public var placeholders: [(placeholder: String, original: String)] {
        table.originals.sorted { $0.key < $1.key }.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }
    }

    /// How many different texts of each kind were replaced, by lower-case kind (`host`, `person`, …).
    public var counts: [String: Int] {
        table.originals.keys.reduce(into: [:]) { counts, name in
            counts[name.prefix { $0 != "_" }.lowercased(), default: 0] += 1
        }
    }

    /// The parts with placeholders, in their order. An entity found in one part is replaced in all of them. Text that
    /// looks like a placeholder is replaced by one, so `restore` gives back exactly what came in.
    public mutating func replace(_ parts: [String]) -> [String] {
        let texts = parts.map { (bytes: Array($0.utf8), folded: source.fold.bytes($0)) }
        var pending = parts
        for _ in 0..<Self.mostRounds {
            guard learn(from: pending) else { break }
            // On a copy of the table: only the last round's placeholders are given out.
            var draft = table
            let matcher = matcher()
            pending = texts.map { Self.apply(matcher.spans(in: $0.bytes, $0.folded), to: $0.bytes, &draft) }
        }
        let matcher = matcher()
        return texts.map { Self.apply(matcher.spans(in: $0.bytes, $0.folded), to: $0.bytes, &table) }
    }

    /// The text with every known placeholder replaced by what it stands for, also in another case or followed by
    /// punctuation, `'s` or `s`. Unknown ones stay. Of a JSON answer restore the decoded strings, not the JSON: names
    /// may hold characters that JSON escapes.
    public func restore(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        for hit in PlaceholderScanner.hits(in: bytes) {
            guard let original = table.original(of: hit) else { continue }
            output.append(contentsOf: bytes[position..<hit.start])
            output.append(contentsOf: original.text)
            position = hit.digitsEnd + original.letters
        }
        output.append(contentsOf: bytes[position...])
        return String(decoding: output, as: UTF8.self)
    }

    /// Placeholders in a model's answer that were never given out, upper case, each once.
    public func unknownPlaceholders(in text: String) -> [String] {
        Set(PlaceholderScanner.hits(in: Array(text.utf8)).filter { table.original(of: $0) == nil }.map(\.base)).sorted()
    }

    /// Notes the sensitive entities of the texts; whether there were new ones.
    private mutating func learn(from texts: [String]) -> Bool {
        var isNew = false
        for text in texts {
            for entity in source.entities.find(in: text) where PlaceholderScanner.hits(in: entity.text).isEmpty {
                let key = source.fold.bytes(String(decoding: entity.text, as: UTF8.self))
                if found.updateValue(found[key] ?? entity.thing, forKey: key) == nil { isNew = true }
            }
        }
        return isNew
    }

    private func matcher() -> SpanMatcher {
        SpanMatcher(known: source.known, found: found)
    }

    private static func apply(_ spans: [SpanMatcher.Span], to bytes: [UInt8], _ table: inout PlaceholderTable) -> String
    {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        for span in spans {
            output.append(contentsOf: bytes[position..<span.range.lowerBound])
            output.append(contentsOf: table.placeholder(for: Array(bytes[span.range]), of: span.thing).utf8)
            position = span.range.upperBound
        }
        output.append(contentsOf: bytes[position...])
        return String(decoding: output, as: UTF8.self)
    }
}
