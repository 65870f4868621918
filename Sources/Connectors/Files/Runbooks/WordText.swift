import CLibxml2
import Domain

/// The text of a Word document (ECMA-376 part 1, WordprocessingML): headings as lines that begin with `#`, list items
/// with `- `, table rows with cells separated by ` | `. Deleted text, field codes and fallback drawings are left out.
struct WordText {
    private(set) var text = ""
    /// The first paragraph of style Title, else the first heading.
    private(set) var title: String?

    private var paragraphs: [Paragraph] = []
    private var cells: [[String]] = []
    private var heading: String?

    fileprivate struct Paragraph {
        var text = ""
        var level: Int?
        var isTitle = false
        var isItem = false
    }

    /// - Throws: `Problem` when the file is no Word document or exceeds the limits of `ZipMember`.
    init(path: String) throws {
        guard let xml = try ZipMember.read("word/document.xml", from: path) else {
            throw Problem(
                "the file is not a Word document", place: PathText.display(path), remedy: "save it again as .docx")
        }
        try self.init(xml: xml, place: PathText.display(path))
    }

    /// - Parameter xml: `word/document.xml`.
    init(xml: [UInt8], place: String) throws {
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
        let finished = xml.withUnsafeBytes { bytes -> Bool in
            let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let reader = xmlReaderForMemory(base, Int32(clamping: bytes.count), nil, nil, options) else {
                return false
            }
            defer { xmlFreeTextReader(reader) }
            return read(reader)
        }
        guard finished else {
            throw Problem("the document's XML is damaged", place: place, remedy: "save it again as .docx")
        }
        title = title ?? heading
    }

    private static let element = Int32(XML_READER_TYPE_ELEMENT.rawValue)
    private static let endElement = Int32(XML_READER_TYPE_END_ELEMENT.rawValue)
    private static let textNode = Int32(XML_READER_TYPE_TEXT.rawValue)
    private static let space = Int32(XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue)

    private mutating func read(_ reader: xmlTextReaderPtr) -> Bool {
        var isText = false
        var result = xmlTextReaderRead(reader)
        while result == 1 {
            let type = xmlTextReaderNodeType(reader)
            if type == Self.textNode || type == Self.space {
                if isText, let value = xmlTextReaderConstValue(reader) { append(String(cString: value)) }
            } else if type == Self.element || type == Self.endElement,
                let pointer = xmlTextReaderConstLocalName(reader)
            {
                let name = String(cString: pointer)
                let isEmpty = type == Self.element && xmlTextReaderIsEmptyElement(reader) == 1
                if type == Self.element, Self.skipped.contains(name) {
                    // Past the whole element with all it holds.
                    result = xmlTextReaderNext(reader)
                    continue
                }
                if name == "t" { isText = type == Self.element && !isEmpty }
                if type == Self.element { open(name, reader) }
                if type == Self.endElement || isEmpty { close(name) }
            }
            result = xmlTextReaderRead(reader)
        }
        return result == 0
    }

    private static let skipped: Set<String> = ["del", "moveFrom", "Fallback", "instrText", "delText", "pict"]

    private mutating func open(_ name: String, _ reader: xmlTextReaderPtr) {
        switch name {
        case "p": paragraphs.append(Paragraph())
        case "tab": append("\t")
        case "br", "cr": append("\n")
        case "noBreakHyphen": append("-")
        case "tr": cells.append([])
        case "tc": if !cells.isEmpty { cells[cells.count - 1].append("") }
        case "numPr": edit { $0.isItem = true }
        case "pStyle":
            guard let style = value(reader) else { return }
            edit { $0.apply(style: style.lowercased()) }
        case "outlineLvl":
            guard let level = value(reader).flatMap({ Int($0) }), (0...8).contains(level) else { return }
            edit { $0.level = level + 1 }
        default: break
        }
    }

    private mutating func close(_ name: String) {
        switch name {
        case "p":
            guard let paragraph = paragraphs.popLast() else { return }
            end(paragraph)
        case "tr":
            guard let row = cells.popLast(), row.contains(where: { !$0.isEmpty }) else { return }
            let line = row.joined(separator: " | ")
            if cells.isEmpty { text += line + "\n" } else { addToCell(line) }
        case "tbl":
            if cells.isEmpty { text += "\n" }
        default: break
        }
    }

    private mutating func end(_ paragraph: Paragraph) {
        let content = paragraph.text.trimmingWhitespace()
        guard !content.isEmpty else { return }
        if !cells.isEmpty {
            addToCell(content.split(whereSeparator: \.isNewline).joined(separator: " "))
            return
        }
        if paragraph.isTitle, title == nil { title = content }
        if let level = paragraph.level {
            if heading == nil { heading = content }
            let line = content.split(whereSeparator: \.isNewline).joined(separator: " ")
            text += (text.isEmpty ? "" : "\n") + String(repeating: "#", count: min(level, 6)) + " " + line + "\n"
        } else {
            text += (paragraph.isItem ? "- " : "") + content + "\n"
        }
    }

    private mutating func addToCell(_ content: String) {
        guard let row = cells.indices.last, let cell = cells[row].indices.last else { return }
        cells[row][cell] += (cells[row][cell].isEmpty ? "" : " ") + content
    }

    private mutating func append(_ content: String) {
        edit { $0.text += content }
    }

    private mutating func edit(_ change: (inout Paragraph) -> Void) {
        if let last = paragraphs.indices.last { change(&paragraphs[last]) }
    }

    private func value(_ reader: xmlTextReaderPtr) -> String? {
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            if let name = xmlTextReaderConstLocalName(reader), String(cString: name) == "val",
                let value = xmlTextReaderConstValue(reader)
            {
                let text = String(cString: value)
                xmlTextReaderMoveToElement(reader)
                return text
            }
        }
        xmlTextReaderMoveToElement(reader)
        return nil
    }
}

extension WordText.Paragraph {
    /// Style ids are those of the language the document was made in.
    mutating func apply(style: String) {
        let headings = ["heading", "berschrift", "titre", "rubrik", "kop", "ttulo"]
        if style == "title" || style == "titel" {
            isTitle = true
            level = 1
        } else if let digit = style.last.flatMap({ $0.wholeNumberValue }), (1...9).contains(digit),
            headings.contains(where: style.contains)
        {
            level = digit
        } else if style.hasPrefix("list") {
            isItem = true
        }
    }
}
