/// A runbook, SOP or article of the MSP's documentation.
public struct Document: Hashable, Sendable, Codable {
    public var id: DocumentID
    /// nil: one of the MSP's own documents, visible for every client.
    public var clientID: ClientID?
    public var title: String
    public var body: String
    public var bodyFormat: BodyFormat
    public var kind: String?
    public var visibility: Visibility
    public var url: String?
    public var updatedAt: Timestamp?
    public var tags: [String]

    public init(
        id: DocumentID, clientID: ClientID? = nil, title: String, body: String, bodyFormat: BodyFormat = .text,
        kind: String? = nil, visibility: Visibility = .internal, url: String? = nil, updatedAt: Timestamp? = nil,
        tags: [String] = []
    ) {
        self.id = id
        self.clientID = clientID
        self.title = title
        self.body = body
        self.bodyFormat = bodyFormat
        self.kind = kind
        self.visibility = visibility
        self.url = url
        self.updatedAt = updatedAt
        self.tags = tags
    }

    enum CodingKeys: String, CodingKey {
        case id, title, body, kind, visibility, url, tags
        case clientID = "client_id"
        case bodyFormat = "body_format"
        case updatedAt = "updated_at"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.requiredIdentifier(.id)
        clientID = try values.identifier(.clientID)
        title = try values.requiredText(.title)
        body = try values.requiredText(.body)
        bodyFormat = try values.text(.bodyFormat).map(BodyFormat.init(rawValue:)) ?? .text
        kind = try values.text(.kind)
        visibility = try values.text(.visibility).map(Visibility.init(rawValue:)) ?? .internal
        url = try values.text(.url)
        updatedAt = try values.decodeIfPresent(Timestamp.self, forKey: .updatedAt)
        tags = try values.list(.tags)
    }
}
