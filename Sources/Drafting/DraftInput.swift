public import Domain

/// Everything a drafter may use for one ticket.
public struct DraftInput: Sendable {
    public var ticket: Ticket
    public var clean: CleanTicket
    public var clientName: String?
    public var contact: Contact?
    /// The surest match first.
    public var devices: [(device: Device, match: DeviceMatch)]
    /// The ticket's own text first (`E1`), then device cards, passages, earlier tickets, contact and agreement.
    public var evidence: [Evidence]
    /// The best first.
    public var documents: [DocumentMatch]
    /// The best first.
    public var similar: [TicketMatch]
    public var triage: EnrichmentRecord.Triage
    /// Of the reply: BCP 47 primary tag.
    public var language: String
    public var sla: Ticket.SLA?
    public var now: Timestamp
    /// Seconds east of UTC in which the requester is told times.
    public var utcOffsetSeconds: Int
    /// What the technician asks for, in one line; heeded by a model alone.
    public var wish: String?

    public init(
        ticket: Ticket, clean: CleanTicket, clientName: String? = nil, contact: Contact? = nil,
        devices: [(device: Device, match: DeviceMatch)] = [], evidence: [Evidence], documents: [DocumentMatch] = [],
        similar: [TicketMatch] = [], triage: EnrichmentRecord.Triage, language: String? = nil, sla: Ticket.SLA? = nil,
        now: Timestamp, utcOffsetSeconds: Int = 0, wish: String? = nil
    ) {
        self.ticket = ticket
        self.clean = clean
        self.clientName = clientName
        self.contact = contact
        self.devices = devices
        self.evidence = evidence
        self.documents = documents
        self.similar = similar
        self.triage = triage
        self.language = language ?? clean.language
        self.sla = sla ?? ticket.sla
        self.now = now
        self.utcOffsetSeconds = utcOffsetSeconds
        self.wish = wish
    }

    /// The requester as the ticket or the contact names them.
    public var requesterName: String? {
        contact?.name.nonBlankText ?? ticket.requester.name.nonBlank
    }

    /// Texts a draft may use without citing them.
    public var known: [String] {
        [
            requesterName, ticket.requester.name, ticket.requester.email, ticket.requester.phone, clientName,
            ticket.number, ticket.id.rawValue,
        ].compactMap { $0 }
    }

    func evidence(_ kind: Evidence.Kind, source: String? = nil) -> [Evidence] {
        evidence.filter { $0.kind == kind && (source == nil || $0.source == source) }
    }
}

extension String {
    var nonBlankText: String? { Optional(self).nonBlank }
}
