/// Plain text: characters normalised, lines trimmed, empty lines reduced to one in a row, and the entities undone that
/// an export left behind.
struct PlainTextRenderer {
    func render(_ text: String) -> RenderedText {
        var text = HTMLEntities.hasLeftovers(text) ? HTMLEntities.decode(text) : text
        var cleaner = CharacterCleaner()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        text.withUTF8 { cleaner.append($0, to: &bytes) }
        cleaner.finish()
        return RenderedText(
            text: String(decoding: Self.tidied(bytes), as: UTF8.self), hidden: cleaner.hidden,
            invalidCharacters: cleaner.invalid)
    }

    /// Without blanks at line ends, empty lines at the ends, and more than one empty line in a row.
    private static func tidied(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var lineEnds = 0
        var blankStart: Int?
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A {
                blankStart = nil
                lineEnds += 1
            } else if byte == 0x20 || byte == 0x09 {
                if blankStart == nil { blankStart = index }
            } else {
                if !out.isEmpty { for _ in 0..<min(lineEnds, 2) { out.append(0x0A) } }
                // Indentation at the very beginning means nothing; elsewhere it may be code.
                if let blankStart, !out.isEmpty { out.append(contentsOf: bytes[blankStart..<index]) }
                lineEnds = 0
                blankStart = nil
                out.append(byte)
            }
        }
        return out
    }
}
