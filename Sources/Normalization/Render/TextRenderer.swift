public import Domain

/// Turns a body of any format into plain text and reports what was hidden in it.
///
/// Linear in the length of the body; neither deep nesting nor broken markup stops it.
public struct TextRenderer: Sendable {
    /// Whether a single line end inside a Markdown paragraph stays one: so in tickets, not in documents.
    var keepsLineEnds = true

    public init() {}

    init(keepsLineEnds: Bool) {
        self.keepsLineEnds = keepsLineEnds
    }

    /// The text of `body`. A body said to be `text` that is HTML all the same is read as HTML; a `mime` body as plain
    /// text (a message is taken apart by `MailParser`).
    public func render(_ body: String, format: BodyFormat) -> RenderedText {
        switch format {
        case .html: return html(body)
        case .markdown:
            guard let converted = MarkdownReader(keepsLineEnds: keepsLineEnds).html(body) else {
                return PlainTextRenderer().render(body)
            }
            var rendered = html(converted, keepsUnknownTags: true)
            // A block quote in Markdown cites an error message as often as a mail.
            for index in rendered.regions.indices where rendered.regions[index].kind == .quote {
                rendered.regions[index].kind = .citation
            }
            return rendered
        default: return Self.looksLikeHTML(body) ? html(body) : PlainTextRenderer().render(body)
        }
    }

    private func html(_ body: String, keepsUnknownTags: Bool = false) -> RenderedText {
        let writer = HTMLWriter()
        let isTruncated = HTMLReader(keepsUnknownTags: keepsUnknownTags).read(body, into: writer)
        return writer.finish(isTruncated: isTruncated)
    }

    /// Whether the text begins and ends as a page or fragment of HTML does.
    static func looksLikeHTML(_ body: String) -> Bool {
        let bytes = body.utf8
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), bytes[first] == UInt8(ascii: "<"),
            let last = bytes.lastIndex(where: { $0 > 0x20 }), bytes[last] == UInt8(ascii: ">")
        else { return false }
        let head = String(decoding: bytes[first...].prefix(24), as: UTF8.self).lowercased()
        return ["<!doctype html", "<html", "<body", "<div", "<p>", "<p ", "<table", "<span", "<br", "<style", "<font"]
            .contains(where: head.hasPrefix)
    }
}
