/// Makes a model's text safe to show and compare: no control characters, no direction marks, nothing invisible.
enum PlainText {
    /// At most `most` bytes; line breaks stay, tabs become blanks.
    static func clean(_ text: String, most: Int) -> String {
        var out = String.UnicodeScalarView()
        var bytes = 0
        for scalar in text.unicodeScalars {
            bytes += UTF8.width(scalar)
            if bytes > most { break }
            switch scalar.value {
            case 0x0A: out.append(scalar)
            case 0x09: out.append(" ")
            case 0..<0x20, 0x7F..<0xA0: continue
            // Zero-width characters, direction marks and isolates, the byte order mark, tag characters.
            case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xE0000...0xE007F, 0xAD: continue
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
