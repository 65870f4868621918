import Domain
import Normalization

/// Normalisation and what it is made of, on one core.
struct TextStages {
    let sample: [Ticket]
    let generated: [Ticket]
    let runs: Int

    func measure(into table: inout Table) async {
        let normalizer = TicketNormalizer()
        let long = longMails()
        for (name, tickets) in [("sample tickets", sample), ("generated tickets", generated), ("long mails", long)] {
            let bytes = tickets.reduce(0) { $0 + $1.body.utf8.count }
            let measured = await Measurement(runs: runs) {
                for ticket in tickets { keep(normalizer.normalize(ticket).clean.text) }
            }
            table.rate("normalise, " + name, "MB/s", work: Double(bytes) / 1e6, measured)
        }
        let texts = generated.map { normalizer.normalize($0).clean.text }
        let bytes = Double(texts.reduce(0) { $0 + $1.utf8.count }) / 1e6
        let extractor = EntityExtractor()
        table.rate(
            "entities", "MB/s", work: bytes,
            await Measurement(runs: runs) { for text in texts { keep(extractor.entities(in: text)) } })
        let scrubber = SecretScrubber()
        table.rate(
            "scrub secrets", "MB/s", work: bytes,
            await Measurement(runs: runs) { for text in texts { keep(scrubber.scrub(text).text) } })
        let languages = LanguageIdentifier()
        table.rate(
            "identify language", "MB/s", work: bytes,
            await Measurement(runs: runs) { for text in texts { keep(languages.identify(text)) } })
    }

    /// Twenty mails of some 200 KB: the generated texts one after the other, as in a thread that nobody ever cut.
    private func longMails() -> [Ticket] {
        let texts = generated.filter { $0.bodyFormat == .text }.map(\.body)
        guard var ticket = generated.first, !texts.isEmpty else { return [] }
        ticket.bodyFormat = .text
        return (0..<20).map { number in
            var body = ""
            var next = number * 17
            while body.utf8.count < 200_000 {
                body += texts[next % texts.count] + "\n\n"
                next += 1
            }
            ticket.body = body
            return ticket
        }
    }
}

/// Keeps the optimiser from taking the work out.
@inline(never)
func keep<Value>(_ value: Value) {}
