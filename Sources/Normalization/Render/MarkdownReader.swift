import CCmark
import Domain

/// GitHub-flavoured Markdown (tables, strike-through, bare links) to HTML through cmark-gfm. Raw HTML is passed on, so
/// that what hides in it is found like in any other HTML.
struct MarkdownReader {
    /// Whether a single line end inside a paragraph stays one.
    var keepsLineEnds: Bool

    private static let isReady: Void = cmark_gfm_core_extensions_ensure_registered()
    private static let largest = 2_097_152
    private static let longestLine = 65_536
    private static let deepest = 100
    private static let mostOpeners = 2000
    /// cmark-gfm fills short table rows up to the width of the head.
    private static let mostCells = 400_000

    /// nil when the text is better read as plain text: too long, or built to make a Markdown parser slow.
    func html(_ markdown: String) -> String? {
        _ = Self.isReady
        guard markdown.utf8.count <= Self.largest, !Self.isHostile(markdown) else { return nil }
        let options = CMARK_OPT_UNSAFE | (keepsLineEnds ? CMARK_OPT_HARDBREAKS : 0) | CMARK_OPT_VALIDATE_UTF8
        guard let parser = cmark_parser_new(options) else { return nil }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
        }
        var markdown = WindowsPaths.escaped(keepsLineEnds ? markdown : Self.withoutFrontMatter(markdown))
        markdown.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else { return nil }
        defer { cmark_node_free(document) }
        let extensions = cmark_parser_get_syntax_extensions(parser)
        guard let html = cmark_render_html(document, options, extensions) else { return nil }
        defer { cmark_get_default_mem_allocator().pointee.free(html) }
        return String(cString: html)
    }

    /// Without a YAML block at the very beginning, between two lines of three hyphens.
    private static func withoutFrontMatter(_ text: String) -> String {
        let lines = text.prefix(8000).split(
            maxSplits: 60, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.first?.trimmingWhitespace() == "---",
            let close = lines.dropFirst().firstIndex(where: { $0.trimmingWhitespace() == "---" }),
            lines[1..<close].allSatisfy({ $0.contains(":") || $0.hasPrefix("-") || $0.hasPrefix(" ") || $0.isEmpty })
        else { return text }
        return String(text[lines[close].endIndex...])
    }

    /// Very long lines, deep nesting and floods of brackets or emphasis marks in one paragraph.
    private static func isHostile(_ markdown: String) -> Bool {
        var lineLength = 0
        var lines = 0
        var bars = 0
        var mostBars = 0
        var openers = 0
        var markers = 0
        var atStart = true
        var lastWasEnd = false
        for byte in markdown.utf8 {
            if byte == 0x0A {
                if lastWasEnd || lineLength == 0 { openers = 0 }
                lastWasEnd = true
                lineLength = 0
                lines += 1
                mostBars = max(mostBars, bars)
                bars = 0
                markers = 0
                atStart = true
                continue
            }
            lastWasEnd = false
            lineLength += 1
            if lineLength > longestLine { return true }
            switch byte {
            case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
                if atStart { markers += 1 }
                if byte == UInt8(ascii: "*") { openers += 1 }
                if byte == UInt8(ascii: "-"), atStart { markers -= 1 }
            case 0x20, 0x09: if atStart, lineLength > 400 { return true }
            case UInt8(ascii: "["), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "<"):
                openers += 1
                atStart = false
            case UInt8(ascii: "|"):
                bars += 1
                atStart = false
            default: atStart = false
            }
            if markers > deepest || openers > mostOpeners { return true }
        }
        return max(mostBars, bars) * (lines + 1) > mostCells
    }
}
