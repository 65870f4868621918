import CGMime
import Domain

/// The readable parts and attachments below one MIME entity.
struct MailParts {
    struct Text {
        var text: String
        var isHTML: Bool
    }

    var texts: [Text] = []
    var attachments: [MailMessage.Attachment] = []
    var forwarded: [MailMessage] = []

    static func collect(_ object: UnsafeMutablePointer<GMimeObject>, depth: Int) -> MailParts {
        guard depth < MailParser.deepestNesting else { return MailParts() }
        switch sidenote_mime_kind_of(object) {
        case SIDENOTE_MIME_MULTIPART: return multipart(object, depth: depth)
        case SIDENOTE_MIME_MESSAGE:
            var parts = MailParts()
            if let nested = sidenote_mime_nested(object) {
                parts.forwarded = [MailParser.message(nested, depth: depth + 1)]
            }
            return parts
        case SIDENOTE_MIME_PART: return leaf(object)
        default: return MailParts()
        }
    }

    private static func multipart(_ object: UnsafeMutablePointer<GMimeObject>, depth: Int) -> MailParts {
        let children = (0..<sidenote_mime_count(object)).compactMap { index in
            sidenote_mime_child(object, index).map { collect($0, depth: depth + 1) }
        }
        var parts = MailParts()
        parts.attachments = children.flatMap(\.attachments)
        parts.forwarded = children.flatMap(\.forwarded)
        if type(of: object).hasSuffix("/alternative") {
            parts.texts = best(children.map(\.texts).filter { !$0.isEmpty })
        } else {
            parts.texts = children.flatMap(\.texts)
        }
        return parts
    }

    /// Which of several forms of the same text to read (see `MailParser`).
    private static func best(_ forms: [[Text]]) -> [Text] {
        let html = forms.last { $0.contains(where: \.isHTML) }
        let plain = forms.first { !$0.contains(where: \.isHTML) }
        guard let html, let plain else { return html ?? plain ?? [] }
        let htmlLetters = html.reduce(0) { $0 + ($1.isHTML ? markupLetters($1.text) : letters($1.text)) }
        let plainLetters = plain.reduce(0) { $0 + letters($1.text) }
        return htmlLetters * 4 >= plainLetters && htmlLetters > 0 ? html : plain
    }

    private static func leaf(_ object: UnsafeMutablePointer<GMimeObject>) -> MailParts {
        var parts = MailParts()
        let type = type(of: object)
        let name = sidenote_mime_filename(object).map { String(cString: $0) }.nonBlank
        let isText = type == "text/plain" || type == "text/html"
        if isText, sidenote_mime_is_attachment(object) == 0, name == nil || type == "text/html" {
            if let text = MailCharset.text(of: object) {
                parts.texts = [Text(text: text, isHTML: type == "text/html")]
            }
        } else {
            let bytes = Int(sidenote_mime_content_length(object))
            parts.attachments = [MailMessage.Attachment(name: name, mimeType: type, bytes: bytes)]
        }
        return parts
    }

    private static func type(of object: UnsafeMutablePointer<GMimeObject>) -> String {
        let major = sidenote_mime_media_type(object).map { String(cString: $0) } ?? "text"
        let minor = sidenote_mime_media_subtype(object).map { String(cString: $0) } ?? "plain"
        return "\(major)/\(minor)".lowercased()
    }

    private static func letters(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + ($1 > 0x7F || ($1 | 0x20 >= 97 && $1 | 0x20 <= 122) ? 1 : 0) }
    }

    /// Letters outside tags, comments, style and script: an estimate, no parser.
    private static func markupLetters(_ html: String) -> Int {
        var filter = HTMLGuard()
        var html = html
        html.withUTF8 { filter.filter($0) }
        var count = 0
        var inTag = false
        var skipping = false
        let bytes = filter.out
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "<") {
                inTag = true
                let closes = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
                let name = bytes[min(index + (closes ? 2 : 1), bytes.count)...].prefix(5).map { $0 | 0x20 }
                if name == Array("style".utf8) || name == Array("scrip".utf8) || name == Array("title".utf8) {
                    skipping = !closes
                }
            } else if byte == UInt8(ascii: ">") {
                inTag = false
            } else if !inTag, !skipping, byte > 0x7F || (byte | 0x20 >= 97 && byte | 0x20 <= 122) {
                count += 1
            }
        }
        return count
    }
}
