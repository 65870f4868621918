import Domain

/// A runbook file as title, body and what it says of itself; the owner is decided elsewhere.
struct RunbookReader {
    struct Runbook {
        var title: String
        var body: String
        var format: BodyFormat
        /// `client` of the front matter.
        var client: String?
        var updated: Timestamp?
        var tags: [String] = []
        var visibility = Visibility.internal
        /// What could not be read of it.
        var warning: String?
    }

    var limit = 10 << 20
    var pdf = PDFText()

    /// - Throws: `Problem` when the file cannot be read.
    func read(path: String, name: String) throws -> Runbook {
        let (stem, ext) = PathText.split(name)
        let fallback = Self.title(from: stem)
        switch ext {
        case "docx":
            let word = try WordText(path: path)
            return Runbook(title: word.title ?? fallback, body: word.text, format: .text)
        case "pdf":
            switch try pdf.read(path: path) {
            case .text(let text): return Runbook(title: fallback, body: text, format: .text)
            case .none(let reason):
                var runbook = Runbook(title: fallback, body: "", format: .text)
                runbook.warning = "only the title was imported: \(reason)"
                return runbook
            }
        default: break
        }
        let bytes = try FileInput.contents(of: path, limit: limit)
        let text = Self.text(bytes)
        switch ext {
        case "md", "markdown": return markdown(text, fallback: fallback)
        case "html", "htm":
            return Runbook(title: HTMLTitle.find(in: text) ?? fallback, body: text, format: .html)
        default: return Runbook(title: fallback, body: text, format: .text)
        }
    }

    private func markdown(_ text: String, fallback: String) -> Runbook {
        let front = FrontMatter(text)
        var runbook = Runbook(
            title: front.text("title") ?? Self.heading(front.body) ?? fallback, body: front.body, format: .markdown)
        runbook.client = front.text("client", "organization", "company", "customer")
        runbook.tags = front.list("tags")
        if front.text("visibility")?.lowercased() == Visibility.shareable.rawValue { runbook.visibility = .shareable }
        if let date = front.text("updated", "date", "last_updated") {
            if case .date(let value) = ExportDate.read(date, order: nil) {
                runbook.updated = value
            } else {
                runbook.warning =
                    "“\(date.prefix(40))” in its front matter is no date that can be read; "
                    + "write it as 2026-09-14"
            }
        }
        return runbook
    }

    /// UTF-8, UTF-16 with a mark, else windows-1252; NULs dropped.
    static func text(_ bytes: [UInt8]) -> String {
        let (encoding, mark) = CSVEncoding.detect(bytes[...])
        var content = Array(bytes[mark...])
        if encoding != .utf8 {
            var transcoder = UTF16Transcoder(isBigEndian: encoding == .utf16BigEndian)
            var output: [UInt8] = []
            transcoder.append(content[...], to: &output)
            content = output
        }
        if content.contains(0) { content.removeAll { $0 == 0 } }
        return CSVEncoding.text(content)
    }

    /// A file name for people: `_` and `-` become blanks.
    static func title(from stem: String) -> String {
        let words = stem.split { $0 == "_" || $0 == "-" || $0 == " " }.joined(separator: " ")
        return words.isEmpty ? stem : UnicodeForm.composed(words)
    }

    /// The first heading of level 1, outside fenced code.
    private static func heading(_ markdown: String) -> String? {
        var isFenced = false
        for line in markdown.split(maxSplits: 2000, whereSeparator: \.isNewline).prefix(2000) {
            if line.hasPrefix("```") || line.hasPrefix("~~~") { isFenced.toggle() }
            guard !isFenced, line.hasPrefix("# ") else { continue }
            return Optional(String(line.dropFirst(2).prefix(300))).nonBlank
        }
        return nil
    }
}

/// The title of an HTML page: its first `h1`, else its `title`.
enum HTMLTitle {
    static func find(in html: String) -> String? {
        let head = Array(html.utf8.prefix(1 << 18))
        return text(of: "h1", in: head) ?? text(of: "title", in: head)
    }

    private static func text(of tag: String, in html: [UInt8]) -> String? {
        guard let open = find("<\(tag)", in: html, from: 0),
            let start = html[open...].firstIndex(of: UInt8(ascii: ">")),
            let end = find("</\(tag)", in: html, from: start)
        else { return nil }
        var isTag = false
        var bytes: [UInt8] = []
        for byte in html[(start + 1)..<end].prefix(2000) {
            if byte == UInt8(ascii: "<") { isTag = true }
            if !isTag { bytes.append(byte < 32 ? 32 : byte) }
            if byte == UInt8(ascii: ">") { isTag = false }
        }
        return Optional(decoded(String(decoding: bytes, as: UTF8.self))).nonBlank
    }

    /// ASCII case is ignored.
    private static func find(_ text: String, in html: [UInt8], from start: Int) -> Int? {
        let needle = Array(text.utf8)
        guard html.count >= start + needle.count else { return nil }
        return (start...(html.count - needle.count)).first { index in
            html[index] == needle[0]
                && needle.indices.allSatisfy { html[index + $0] | 0x20 == needle[$0] | 0x20 }
        }
    }

    private static func decoded(_ text: String) -> String {
        let names: [(String, String)] = [
            ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&rsquo;", "’"),
            ("&ndash;", "–"), ("&mdash;", "—"), ("&amp;", "&"),
        ]
        var result = text
        for (name, value) in names where result.contains(name) {
            result = result.split(separator: name, omittingEmptySubsequences: false).joined(separator: value)
        }
        return result.split { $0 == " " }.joined(separator: " ")
    }
}
