public import Domain

/// A ticket after normalisation: what the pipeline reads, and what was taken out on the way.
public struct NormalizedTicket: Hashable, Sendable {
    /// The sender and time of a ticket that came as a whole e-mail.
    public struct Mail: Hashable, Sendable {
        public var fromName: String?
        /// Lower case.
        public var fromAddress: String?
        public var date: Timestamp?
        public var messageID: String?
        public var attachments: [MailMessage.Attachment]
    }

    /// A note's text after the same treatment as the body.
    public struct Note: Hashable, Sendable {
        public var id: String
        public var authorKind: AuthorKind
        public var visibility: Visibility
        public var text: String
    }

    public var clean: CleanTicket
    /// nil unless the body was a readable message.
    public var mail: Mail?
    /// Quotes, signatures, disclaimers, noise and hidden text of the body, scrubbed of secrets: still searchable,
    /// never part of the ticket's own words.
    public var removedSegments: [RemovedSegment]
    /// How many secrets of each kind stood anywhere in the ticket, sorted by kind.
    public var secretFindings: [SecretCount]
    public var noteTexts: [Note]
    /// `Ticket.resolution` as scrubbed text; nil when there is none.
    public var resolution: String?
}

/// A stretch of text that was taken out of a message.
public struct RemovedSegment: Hashable, Sendable {
    /// `quote`, `signature`, `disclaimer`, `noise` or `hidden`.
    public var kind: String
    public var text: String

    public init(kind: String, text: String) {
        self.kind = kind
        self.text = text
    }
}

/// How often a kind of secret was found.
public struct SecretCount: Hashable, Sendable {
    public var kind: String
    public var count: Int

    public init(kind: String, count: Int) {
        self.kind = kind
        self.count = count
    }
}

/// Adds up findings.
struct SecretTally {
    private var counts: [String: Int] = [:]

    var isEmpty: Bool { counts.isEmpty }

    var sorted: [SecretCount] {
        counts.map { SecretCount(kind: $0.key, count: $0.value) }.sorted { $0.kind < $1.kind }
    }

    mutating func add(_ findings: [SecretFinding]) {
        for finding in findings { counts[finding.kind, default: 0] += 1 }
    }
}
