import Domain

/// A ticket's body as rendered text, whatever its format.
struct TicketBody {
    var rendered: RenderedText
    var subject: String
    var mail: NormalizedTicket.Mail?
    var flags: Set<String> = []

    init(_ ticket: Ticket) {
        subject = ticket.subject
        rendered = RenderedText(text: "")
        if ticket.bodyFormat == .mime, let message = try? MailParser().parse(ticket.body.utf8) {
            if subject.trimmingBlanks().isEmpty { subject = message.subject }
            mail = NormalizedTicket.Mail(
                fromName: message.fromName, fromAddress: message.fromAddress, date: message.date,
                messageID: message.messageID, attachments: message.attachments)
            if !message.attachments.isEmpty { flags.insert("has_attachment") }
            if !message.forwarded.isEmpty { flags.insert("forwarded") }
            rendered = Self.render(message, depth: 0)
        } else {
            rendered = TextRenderer().render(ticket.body, format: ticket.bodyFormat)
        }
        if rendered.invalidCharacters > 0 { flags.insert("invalid_characters") }
        let (cut, isCut) = Self.cut(rendered)
        rendered = cut
        if isCut || rendered.isTruncated { flags.insert("truncated") }
    }

    /// The message's own text, then each attached message below a line that marks it as forwarded.
    private static func render(_ message: MailMessage, depth: Int) -> RenderedText {
        var rendered = TextRenderer().render(message.body, format: message.bodyFormat)
        guard depth < 8 else { return rendered }
        for nested in message.forwarded.prefix(16) {
            var head = "\n\n---------- Forwarded message ----------\n"
            let name = nested.fromName ?? ""
            let address = nested.fromAddress.map { "<\($0)>" } ?? ""
            head += "From: \("\(name) \(address)".trimmingBlanks())\n"
            if let date = nested.date { head += "Date: \(date)\n" }
            head += "Subject: \(nested.subject)\n\n"
            rendered.text += head
            rendered.append(render(nested, depth: depth + 1))
        }
        return rendered
    }

    /// At most `TicketNormalizer.longestBody` scalars, cut at a line end where there is one.
    static func cut(_ rendered: RenderedText) -> (rendered: RenderedText, isCut: Bool) {
        let limit = TicketNormalizer.longestBody
        guard rendered.text.utf8.count > limit,
            let end = rendered.text.unicodeScalars.index(
                rendered.text.startIndex, offsetBy: limit, limitedBy: rendered.text.endIndex),
            end < rendered.text.endIndex
        else { return (rendered, false) }
        let head = rendered.text[..<end]
        let lineEnd = head.utf8.lastIndex(of: 0x0A) ?? end
        var result = rendered
        result.text = String(head[..<(lineEnd == head.startIndex ? end : lineEnd)])
        result.isTruncated = true
        return (result, true)
    }
}

extension RenderedText {
    /// Puts another rendered text behind this one.
    mutating func append(_ other: RenderedText) {
        let shift = text.utf8.count
        text += other.text
        hidden += other.hidden
        links += other.links
        invalidCharacters += other.invalidCharacters
        isTruncated = isTruncated || other.isTruncated
        regions += other.regions.map { region in
            Region(kind: region.kind, start: region.start + shift, end: region.end + shift)
        }
    }
}
