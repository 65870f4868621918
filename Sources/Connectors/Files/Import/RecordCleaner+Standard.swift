import Domain
import Normalization

extension RecordCleaner {
    /// Cleaning with `Normalization`.
    ///
    /// What is stored holds no secret: documents, and tickets that come as HTML, Markdown or mail, are stored as their
    /// scrubbed plain text, since a secret can be split by markup so that no search of the source would find it. Plain
    /// text tickets keep their quotes and signatures, scrubbed.
    public static let standard: RecordCleaner = {
        let scrubber = SecretScrubber()
        let tickets = TicketNormalizer()
        let documents = DocumentNormalizer()
        return RecordCleaner(
            document: { document in
                var scrub = Scrub(scrubber)
                let normalized = documents.normalize(document)
                scrub.add(normalized.secretFindings)
                var stored = document
                stored.title = scrub.text(document.title)
                stored.body = normalized.text
                stored.bodyFormat = .text
                stored.kind = document.kind.map { scrub.text($0) }
                stored.url = scrub.link(document.url)
                stored.tags = document.tags.map { scrub.text($0) }
                return (StoredDocument(document: stored, text: normalized.text), scrub.findings)
            },
            ticket: { ticket in
                let normalized = tickets.normalize(ticket)
                var scrub = Scrub(scrubber)
                let stored = scrub.stored(ticket, normalized)
                let findings = Dictionary(uniqueKeysWithValues: normalized.secretFindings.map { ($0.kind, $0.count) })
                let clean = normalized.clean
                return (
                    StoredTicket(ticket: stored, subject: clean.subject, text: clean.text, entities: clean.entities),
                    findings
                )
            },
            device: { device in
                var scrub = Scrub(scrubber)
                var stored = device
                stored.notes = device.notes.map { scrub.text($0) }
                stored.site = device.site.map { scrub.text($0) }
                stored.lastUser = device.lastUser.map { scrub.text($0) }
                stored.software = device.software.map { scrub.text($0) }
                stored.url = scrub.link(device.url)
                for index in stored.alerts.indices {
                    stored.alerts[index].message = scrub.text(stored.alerts[index].message)
                }
                return (stored, scrub.findings)
            },
            text: { text in
                var scrub = Scrub(scrubber)
                return (scrub.text(text), scrub.findings)
            })
    }()
}

/// Scrubs the texts of one record and adds up what was found.
private struct Scrub {
    private let scrubber: SecretScrubber
    private(set) var findings: RecordCleaner.Findings = [:]

    init(_ scrubber: SecretScrubber) {
        self.scrubber = scrubber
    }

    mutating func add(_ counts: [SecretCount]) {
        for count in counts { findings[count.kind, default: 0] += count.count }
    }

    mutating func text(_ text: String, context: SecretContext = .none) -> String {
        let result = scrubber.scrub(text, context: context)
        for finding in result.findings { findings[finding.kind, default: 0] += 1 }
        return result.text
    }

    /// A link that holds a secret leads nowhere without it.
    mutating func link(_ url: String?) -> String? {
        guard let url else { return nil }
        return text(url) == url ? url : nil
    }

    mutating func stored(_ ticket: Ticket, _ normalized: NormalizedTicket) -> Ticket {
        var stored = ticket
        let context = scrubber.context(of: [ticket.subject, ticket.body])
        stored.subject = text(ticket.subject, context: context)
        if ticket.bodyFormat == .text, !Self.mayHide(ticket.body) {
            stored.body = text(ticket.body, context: context)
        } else {
            stored.body = normalized.clean.text
            stored.bodyFormat = .text
        }
        if let mail = normalized.mail {
            stored.requester.name = ticket.requester.name ?? mail.fromName
            stored.requester.email = ticket.requester.email ?? mail.fromAddress
            if stored.subject.isEmpty { stored.subject = normalized.clean.subject }
        }
        for (index, note) in zip(stored.notes.indices, normalized.noteTexts) {
            stored.notes[index].body = note.text
            stored.notes[index].bodyFormat = .text
        }
        stored.resolution = normalized.resolution
        stored.agreement = ticket.agreement.map { text($0) }
        stored.url = link(ticket.url)
        return stored
    }

    /// Whether invisible characters could split a secret; the normaliser takes them out before it looks.
    private static func mayHide(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            if scalar.value < 0x80 { return scalar.value < 9 || (scalar.value > 13 && scalar.value < 32) }
            return scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .format
        }
    }
}
