/// A document's plain text as sections: a heading with the lines beneath it.
public struct DocumentSection: Hashable, Sendable {
    /// Without the leading `#`s; nil before the first heading.
    public var heading: String?
    public var text: String
    /// Unicode scalar offset of `text` in the document's plain text.
    public var offset: Int
    /// Whether at least two of its lines are numbered or bulleted, and most of its lines are.
    public var isList: Bool
}

public enum DocumentOutline {
    /// Sections in order; empty ones are left out. Long sections are cut at blank lines or list items so that none is
    /// longer than `limit` scalars unless a single line is.
    public static func sections(of text: String, limit: Int = 2_400) -> [DocumentSection] {
        var sections: [DocumentSection] = []
        var heading: String?
        var lines: [Substring] = []
        var length = 0
        var offset = 0
        var start = 0

        func flush() {
            let body = lines.joined(separator: "\n").trimmingNewlines()
            defer {
                lines.removeAll()
                length = 0
            }
            guard !body.isBlank else { return }
            sections.append(
                DocumentSection(heading: heading, text: body, offset: start, isList: ListLine.isMostlyList(lines)))
        }

        for line in Self.lines(of: text) {
            let count = line.utf8.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            if let title = headingTitle(line) {
                flush()
                heading = title
                start = offset + count + 1
            } else {
                let atBoundary = line.isEmpty || ListLine.marker(of: line) != nil
                if length + count > limit, length > 0, atBoundary {
                    flush()
                    start = offset
                }
                if lines.isEmpty { start = offset }
                lines.append(line)
                length += count + 1
            }
            offset += count + 1
        }
        flush()
        return sections
    }

    /// The lines without the line feed; a carriage return before it makes it no line end.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        var start = text.startIndex
        var before: UInt8 = 0
        var index = text.utf8.startIndex
        while index < text.utf8.endIndex {
            let byte = text.utf8[index]
            let next = text.utf8.index(after: index)
            if byte == 0x0A, before != 0x0D {
                lines.append(text[start..<index])
                start = next
            }
            before = byte
            index = next
        }
        lines.append(text[start...])
        return lines
    }

    private static func headingTitle(_ line: Substring) -> String? {
        guard line.utf8.first == UInt8(ascii: "#") else { return nil }
        let title = line.drop { $0 == "#" }
        guard title.first == " " else { return nil }
        let trimmed = title.drop { $0 == " " }
        return trimmed.isEmpty ? nil : String(trimmed)
    }
}

/// Lines that begin with a list marker.
public enum ListLine {
    public enum Marker: Hashable, Sendable {
        case bullet
        case number(Int)
    }

    /// The marker and the text behind it; nil when the line is no list item.
    public static func marker(of line: some StringProtocol) -> (marker: Marker, indent: Int, text: Substring)? {
        // Most lines begin with a letter.
        if let first = line.utf8.first, (65...90).contains(first) || (97...122).contains(first) { return nil }
        let text = Substring(line)
        let indent = text.prefix { $0 == " " || $0 == "\t" }
        let rest = text.dropFirst(indent.count)
        guard let first = rest.first else { return nil }
        if "-*•–·".contains(first), rest.dropFirst().first == " " {
            return (.bullet, indent.count, rest.dropFirst(2).drop { $0 == " " })
        }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count), let number = Int(digits) else { return nil }
        let behind = rest.dropFirst(digits.count)
        guard let separator = behind.first, separator == "." || separator == ")", behind.dropFirst().first == " "
        else { return nil }
        return (.number(number), indent.count, behind.dropFirst(2).drop { $0 == " " })
    }

    static func isMostlyList(_ lines: [Substring]) -> Bool {
        let filled = lines.filter { !$0.isBlank }
        let items = filled.count { marker(of: $0) != nil }
        return items >= 2 && items * 2 >= filled.count
    }
}

extension String {
    fileprivate func trimmingNewlines() -> String {
        var text = self[...]
        while text.last == "\n" { text.removeLast() }
        while text.first == "\n" { text.removeFirst() }
        return String(text)
    }
}

extension StringProtocol {
    /// Whether there is nothing but white space. The first byte mostly tells.
    fileprivate var isBlank: Bool {
        if let first = utf8.first, first > 0x20, first < 0x7F { return false }
        return unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
}
