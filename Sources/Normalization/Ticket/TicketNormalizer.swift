public import Domain

/// Turns a raw ticket into the text the pipeline works with.
///
/// Order: body to plain text (MIME, HTML, Markdown), hidden text out, noise, quoted history, disclaimers and signature
/// out, secrets out of everything that stays in the result, then entities, language and flags. The result depends on
/// the ticket alone. Linear in the size of the ticket; no input makes it fail.
public struct TicketNormalizer: Sendable {
    /// A longer body is cut at the last line end before this many Unicode scalars.
    public static let longestBody = 1_000_000

    private let scrubber = SecretScrubber()
    private let extractor = EntityExtractor()
    private let languages = LanguageIdentifier()

    public init() {}

    /// The normalised ticket.
    public func normalize(_ ticket: Ticket) -> NormalizedTicket {
        var flags: Set<String> = []
        var secrets = SecretTally()
        let body = TicketBody(ticket)
        flags.formUnion(body.flags)

        let subject = SubjectLine(body.subject)
        if subject.isForward { flags.insert("forwarded") }
        let names = [ticket.requester.name, body.mail?.fromName].compactMap { $0 }
        let message = MessageCleaner().clean(
            body.rendered, hints: .init(isForward: subject.isForward, senderNames: names))
        flags.formUnion(message.flags)

        // A mention in the subject, or anywhere in the ticket, tells what a word elsewhere in it is.
        let context = scrubber.context(of: [subject.text, body.rendered.text])
        let text = scrubber.scrub(message.text, context: context)
        let cleanSubject = scrubber.scrub(subject.text, context: context)
        secrets.add(text.findings + cleanSubject.findings)
        var removed = message.removed
        removed += text.findings.map {
            Removal(kind: "secret", chars: $0.length, offset: message.source(of: $0.offset))
        }
        removed.sort { ($0.offset ?? 0, $0.kind) < ($1.offset ?? 0, $1.kind) }
        let hidden = body.rendered.hidden
        removed += hidden.map { Removal(kind: "hidden", chars: $0.chars) }

        let hiddenSegments = hidden.filter { !$0.text.isEmpty }.map { RemovedSegment(kind: "hidden", text: $0.text) }
        let segments = (message.segments + hiddenSegments).map { segment in
            let scrubbed = scrubber.scrub(segment.text, context: context)
            secrets.add(scrubbed.findings)
            return RemovedSegment(kind: segment.kind, text: scrubbed.text)
        }
        let notes = ticket.notes.map { note($0, context, secrets: &secrets) }
        let resolution = ticket.resolution.nonBlank.map { plain($0, context, secrets: &secrets) }

        if !hidden.isEmpty { flags.insert("hidden_text") }
        if text.text.isEmpty { flags.insert("empty_body") }
        if !secrets.isEmpty { flags.insert("secret_removed") }
        if isSuspicious(text.text, cleanSubject.text, segments, notes) { flags.insert("prompt_injection_suspected") }

        let clean = CleanTicket(
            id: ticket.id, subject: cleanSubject.text, text: text.text,
            language: language(subject: cleanSubject.text, text: text.text), removed: removed,
            entities: entities(subject: cleanSubject.text, text: text.text), flags: flags.sorted())
        return NormalizedTicket(
            clean: clean, mail: body.mail, removedSegments: segments, secretFindings: secrets.sorted, noteTexts: notes,
            resolution: resolution)
    }

    private func note(_ note: Ticket.Note, _ context: SecretContext, secrets: inout SecretTally)
        -> NormalizedTicket.Note
    {
        let rendered = TicketBody.cut(TextRenderer().render(note.body, format: note.bodyFormat)).rendered
        let hints = MessageCleaner.Hints(senderNames: note.author.map { [$0] } ?? [], isReply: true)
        let scrubbed = scrubber.scrub(MessageCleaner().clean(rendered, hints: hints).text, context: context)
        secrets.add(scrubbed.findings)
        return NormalizedTicket.Note(
            id: note.id, authorKind: note.authorKind, visibility: note.visibility, text: scrubbed.text)
    }

    private func plain(_ text: String, _ context: SecretContext, secrets: inout SecretTally) -> String {
        let rendered = TicketBody.cut(TextRenderer().render(text, format: .text)).rendered
        let scrubbed = scrubber.scrub(rendered.text, context: context)
        secrets.add(scrubbed.findings)
        return scrubbed.text
    }

    private func language(subject: String, text: String) -> String {
        let found = languages.identify(text)
        return found == "und" ? languages.identify(subject + "\n" + text.prefix(4000)) : found
    }

    /// Those of the text with their places, then those that stand in the subject only.
    private func entities(subject: String, text: String) -> [Entity] {
        var list = extractor.entities(in: text)
        var seen = Set(list.map { Entity(kind: $0.kind, value: $0.value) })
        for entity in extractor.entities(in: subject) {
            let bare = Entity(kind: entity.kind, value: entity.value)
            if seen.insert(bare).inserted { list.append(bare) }
        }
        return list
    }

    private func isSuspicious(
        _ text: String, _ subject: String, _ segments: [RemovedSegment], _ notes: [NormalizedTicket.Note]
    ) -> Bool {
        let finder = SuspicionFinder()
        return finder.isSuspicious(text) || finder.isSuspicious(subject)
            || segments.contains { finder.isSuspicious($0.text) } || notes.contains { finder.isSuspicious($0.text) }
    }
}
