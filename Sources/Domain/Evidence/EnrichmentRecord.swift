/// One line of `enrichment.jsonl`: everything Sidenote found and drafted for one ticket.
public struct EnrichmentRecord: Hashable, Sendable, Codable {
    public struct TicketView: Hashable, Sendable, Codable {
        public var subject: String
        public var text: String
        public var language: String
        public var removed: [Removal]
        public var entities: [Entity]
        public var flags: [String]

        public init(_ ticket: CleanTicket) {
            subject = ticket.subject
            text = ticket.text
            language = ticket.language
            removed = ticket.removed
            entities = ticket.entities
            flags = ticket.flags
        }
    }

    public struct ContactView: Hashable, Sendable, Codable {
        public var id: ContactID
        public var name: String
        public var vip: Bool?
        /// `email`, `phone`, `name`.
        public var matchedBy: String

        public init(id: ContactID, name: String, vip: Bool?, matchedBy: String) {
            self.id = id
            self.name = name
            self.vip = vip
            self.matchedBy = matchedBy
        }

        enum CodingKeys: String, CodingKey {
            case id, name, vip
            case matchedBy = "matched_by"
        }
    }

    public struct Context: Hashable, Sendable, Codable {
        public var devices: [DeviceMatch]
        public var documents: [DocumentMatch]
        public var tickets: [TicketMatch]
        public var contact: ContactView?
        /// Everything a sentence can cite, in order of id.
        public var evidence: [Evidence]

        public init(
            devices: [DeviceMatch] = [], documents: [DocumentMatch] = [], tickets: [TicketMatch] = [],
            contact: ContactView? = nil, evidence: [Evidence] = []
        ) {
            self.devices = devices
            self.documents = documents
            self.tickets = tickets
            self.contact = contact
            self.evidence = evidence
        }
    }

    public struct Triage: Hashable, Sendable, Codable {
        public var category: String
        public var priority: String
        /// `person`, `several`, `site`, `company`, `unknown`.
        public var impact: String
        /// `low`, `normal`, `high`.
        public var urgency: String
        public var security: Bool
        /// Earlier tickets of the same client that report the same incident.
        public var duplicateOf: [TicketID]
        /// What a technician would have to ask first: `device`, `error_text`, `scope`, `since_when`, `client`, ….
        public var needs: [String]

        public init(
            category: String, priority: String, impact: String, urgency: String, security: Bool,
            duplicateOf: [TicketID] = [], needs: [String] = []
        ) {
            self.category = category
            self.priority = priority
            self.impact = impact
            self.urgency = urgency
            self.security = security
            self.duplicateOf = duplicateOf
            self.needs = needs
        }

        enum CodingKeys: String, CodingKey {
            case category, priority, impact, urgency, security, needs
            case duplicateOf = "duplicate_of"
        }
    }

    public struct Usage: Hashable, Sendable, Codable {
        public var inputTokens: Int
        public var outputTokens: Int
        /// In the currency of the configured price; nil without one.
        public var cost: Double?

        public init(inputTokens: Int = 0, outputTokens: Int = 0, cost: Double? = nil) {
            self.inputTokens = inputTokens
            self.outputTokens = outputTokens
            self.cost = cost
        }

        enum CodingKeys: String, CodingKey {
            case cost
            case inputTokens = "input_tokens"
            case outputTokens = "output_tokens"
        }
    }

    /// Wall-clock milliseconds of each stage: the only part of a record that differs between two equal runs.
    public struct Timings: Hashable, Sendable, Codable {
        public var normalize: Double
        public var retrieve: Double
        public var draft: Double
        public var total: Double

        public init(normalize: Double = 0, retrieve: Double = 0, draft: Double = 0, total: Double = 0) {
            self.normalize = normalize
            self.retrieve = retrieve
            self.draft = draft
            self.total = total
        }
    }

    public var ticketID: TicketID
    public var clientID: ClientID?
    public var schema: Int
    public var policy: Policy
    public var ticket: TicketView
    public var context: Context
    public var triage: Triage
    public var draft: Draft
    public var claims: ClaimSummary
    public var egress: [EgressReceipt]
    public var usage: Usage
    public var timings: Timings
    public var warnings: [String]

    public init(
        ticketID: TicketID, clientID: ClientID?, policy: Policy, ticket: TicketView, context: Context, triage: Triage,
        draft: Draft, claims: ClaimSummary, egress: [EgressReceipt] = [], usage: Usage = Usage(),
        timings: Timings = Timings(), warnings: [String] = []
    ) {
        self.ticketID = ticketID
        self.clientID = clientID
        self.schema = 1
        self.policy = policy
        self.ticket = ticket
        self.context = context
        self.triage = triage
        self.draft = draft
        self.claims = claims
        self.egress = egress
        self.usage = usage
        self.timings = timings
        self.warnings = warnings
    }

    enum CodingKeys: String, CodingKey {
        case schema, policy, ticket, context, triage, draft, claims, egress, usage, warnings
        case ticketID = "ticket_id"
        case clientID = "client_id"
        case timings = "timings_ms"
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(ticketID, forKey: .ticketID)
        // `null` rather than absent: a reader must see that no client was found.
        try values.encode(clientID, forKey: .clientID)
        try values.encode(schema, forKey: .schema)
        try values.encode(policy, forKey: .policy)
        try values.encode(ticket, forKey: .ticket)
        try values.encode(context, forKey: .context)
        try values.encode(triage, forKey: .triage)
        try values.encode(draft, forKey: .draft)
        try values.encode(claims, forKey: .claims)
        try values.encode(egress, forKey: .egress)
        try values.encode(usage, forKey: .usage)
        try values.encode(timings, forKey: .timings)
        try values.encode(warnings, forKey: .warnings)
    }
}
