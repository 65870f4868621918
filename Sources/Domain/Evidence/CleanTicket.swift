/// A ticket as the pipeline reads it: text without markup, quotes, signatures, disclaimers, hidden text and secrets.
public struct CleanTicket: Hashable, Sendable {
    public var id: TicketID
    /// One line.
    public var subject: String
    /// What the requester wrote, the newest message first; lines separated by `\n`, lists and tables kept as text.
    public var text: String
    /// BCP 47 primary language (`en`, `de`, …), or `und` when there is too little text to tell.
    public var language: String
    /// What was taken out, in order of position.
    public var removed: [Removal]
    /// In order of first appearance; each (kind, value) once.
    public var entities: [Entity]
    /// What a technician should know about the text itself: `hidden_text`, `secret_removed`, `empty_body`, ….
    public var flags: [String]

    public init(
        id: TicketID, subject: String, text: String, language: String, removed: [Removal] = [],
        entities: [Entity] = [], flags: [String] = []
    ) {
        self.id = id
        self.subject = subject
        self.text = text
        self.language = language
        self.removed = removed
        self.entities = entities
        self.flags = flags
    }
}

/// A stretch of text that normalisation took out.
public struct Removal: Hashable, Sendable, Codable {
    /// `quote`, `signature`, `disclaimer`, `hidden`, `secret`, `noise`.
    public var kind: String
    /// Length in characters (Unicode scalars).
    public var chars: Int
    /// Where it began: scalar offset in the plain text before anything was removed; nil for hidden markup.
    public var offset: Int?

    public init(kind: String, chars: Int, offset: Int? = nil) {
        self.kind = kind
        self.chars = chars
        self.offset = offset
    }
}

/// Something in a text that names a thing exactly.
public struct Entity: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case hostname, ip, mac, serial, email, phone, url, path, version, product, user, domain, date, time, amount
        case errorCode = "error_code"
        case eventID = "event_id"
        case kbNumber = "kb_number"
        case ticketNumber = "ticket_number"
    }

    public var kind: Kind
    /// Normalised: MAC as `AA:BB:CC:DD:EE:FF`, e-mail lower case, host name upper case as written elsewhere kept, ….
    public var value: String
    /// Scalar offset and length in `CleanTicket.text`; nil when it stands in the subject only.
    public var offset: Int?
    public var length: Int?

    public init(kind: Kind, value: String, offset: Int? = nil, length: Int? = nil) {
        self.kind = kind
        self.value = value
        self.offset = offset
        self.length = length
    }
}
