import Domain
import Normalization

/// One line of `sidenote normalize` (Schemas/normalized.schema.json).
struct NormalizedLine: Encodable {
    struct Redacted: Encodable {
        struct Withheld: Encodable {
            var kind: String
            var count: Int
        }

        var text: String
        var withheld: [Withheld]
    }

    let ticketID: TicketID
    let clientID: ClientID?
    let clean: CleanTicket
    let redacted: Redacted?

    init(_ ticket: Ticket, _ normalized: NormalizedTicket, redact: Bool) {
        ticketID = ticket.id
        clientID = ticket.clientID
        clean = normalized.clean
        // Secrets are gone from the clean text already: what may leave is that text, and the counts say what is not in it.
        redacted =
            redact
            ? Redacted(
                text: normalized.clean.subject + "\n" + normalized.clean.text,
                withheld: normalized.secretFindings.map { .init(kind: $0.kind, count: $0.count) })
            : nil
    }

    enum CodingKeys: String, CodingKey {
        case schema, subject, text, language, removed, entities, flags, redacted
        case ticketID = "ticket_id"
        case clientID = "client_id"
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(ticketID, forKey: .ticketID)
        try values.encode(clientID, forKey: .clientID)
        try values.encode(1, forKey: .schema)
        try values.encode(clean.subject, forKey: .subject)
        try values.encode(clean.text, forKey: .text)
        try values.encode(clean.language, forKey: .language)
        try values.encode(clean.removed, forKey: .removed)
        try values.encode(clean.entities, forKey: .entities)
        try values.encode(clean.flags, forKey: .flags)
        try values.encodeIfPresent(redacted, forKey: .redacted)
    }
}
