/// A piece of text that a sentence of a draft can rest on.
public struct Evidence: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case ticket, device, document, contact, client
        case similarTicket = "similar_ticket"
        case agreement
    }

    /// `E1`, `E2`, … unique within one enrichment.
    public var id: String
    public var kind: Kind
    /// Id of the record it comes from.
    public var source: String
    public var title: String
    /// The exact text, secrets removed.
    public var text: String
    public var visibility: Visibility
    public var url: String?
    public var updatedAt: Timestamp?

    public init(
        id: String, kind: Kind, source: String, title: String, text: String, visibility: Visibility = .internal,
        url: String? = nil, updatedAt: Timestamp? = nil
    ) {
        self.id = id
        self.kind = kind
        self.source = source
        self.title = title
        self.text = text
        self.visibility = visibility
        self.url = url
        self.updatedAt = updatedAt
    }

    enum CodingKeys: String, CodingKey {
        case id, kind, source, title, text, visibility, url
        case updatedAt = "updated_at"
    }
}

/// One reason why a device was matched.
public struct DeviceEvidence: Hashable, Sendable, Codable {
    /// `hostname`, `serial`, `ip`, `mac`, `linked`, `last_user`, `site`, `model`, `kind`, `words`, `alert`.
    public var kind: String
    /// What was found.
    public var value: String
    /// `subject`, `text`, `psa_link`, `requester`, `note`.
    public var place: String

    public init(kind: String, value: String, place: String) {
        self.kind = kind
        self.value = value
        self.place = place
    }

    enum CodingKeys: String, CodingKey {
        case kind, value
        case place = "where"
    }
}

public struct DeviceMatch: Hashable, Sendable, Codable {
    public var id: DeviceID
    public var hostname: String
    /// 0...1: how sure the match is.
    public var score: Double
    public var evidence: [DeviceEvidence]

    public init(id: DeviceID, hostname: String, score: Double, evidence: [DeviceEvidence]) {
        self.id = id
        self.hostname = hostname
        self.score = score
        self.evidence = evidence
    }
}

/// One term's share of a score.
public struct TermWeight: Hashable, Sendable, Codable {
    public var term: String
    public var weight: Double

    public init(term: String, weight: Double) {
        self.term = term
        self.weight = weight
    }
}

public struct Passage: Hashable, Sendable, Codable {
    public var evidenceID: String
    public var text: String

    public init(evidenceID: String, text: String) {
        self.evidenceID = evidenceID
        self.text = text
    }

    enum CodingKeys: String, CodingKey {
        case evidenceID = "evidence_id"
        case text
    }
}

public struct DocumentMatch: Hashable, Sendable, Codable {
    public var id: DocumentID
    public var title: String
    public var url: String?
    public var visibility: Visibility
    public var score: Double
    /// The heaviest first.
    public var matchedTerms: [TermWeight]
    public var passages: [Passage]

    public init(
        id: DocumentID, title: String, url: String? = nil, visibility: Visibility, score: Double,
        matchedTerms: [TermWeight] = [], passages: [Passage] = []
    ) {
        self.id = id
        self.title = title
        self.url = url
        self.visibility = visibility
        self.score = score
        self.matchedTerms = matchedTerms
        self.passages = passages
    }

    enum CodingKeys: String, CodingKey {
        case id, title, url, visibility, score, passages
        case matchedTerms = "matched_terms"
    }
}

public struct TicketMatch: Hashable, Sendable, Codable {
    public var id: TicketID
    public var subject: String
    public var score: Double
    public var matchedTerms: [TermWeight]
    public var resolution: String?

    public init(
        id: TicketID, subject: String, score: Double, matchedTerms: [TermWeight] = [], resolution: String? = nil
    ) {
        self.id = id
        self.subject = subject
        self.score = score
        self.matchedTerms = matchedTerms
        self.resolution = resolution
    }

    enum CodingKeys: String, CodingKey {
        case id, subject, score, resolution
        case matchedTerms = "matched_terms"
    }
}
