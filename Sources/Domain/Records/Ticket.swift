/// A request, incident or alert as it came from the PSA, a mailbox or an export.
public struct Ticket: Hashable, Sendable, Codable {
    /// Who reported it.
    public struct Requester: Hashable, Sendable, Codable {
        public var name: String?
        public var email: String?
        public var phone: String?

        public init(name: String? = nil, email: String? = nil, phone: String? = nil) {
            self.name = name
            self.email = email
            self.phone = phone
        }

        enum CodingKeys: String, CodingKey { case name, email, phone }

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            name = try values.text(.name)
            email = try values.text(.email)
            phone = try values.text(.phone)
        }
    }

    public struct Note: Hashable, Sendable, Codable {
        public var id: String
        public var author: String?
        public var authorKind: AuthorKind
        public var visibility: Visibility
        public var body: String
        public var bodyFormat: BodyFormat
        public var createdAt: Timestamp?

        public init(
            id: String, author: String? = nil, authorKind: AuthorKind = .system, visibility: Visibility = .internal,
            body: String, bodyFormat: BodyFormat = .text, createdAt: Timestamp? = nil
        ) {
            self.id = id
            self.author = author
            self.authorKind = authorKind
            self.visibility = visibility
            self.body = body
            self.bodyFormat = bodyFormat
            self.createdAt = createdAt
        }

        enum CodingKeys: String, CodingKey {
            case id, author, visibility, body
            case authorKind = "author_kind"
            case bodyFormat = "body_format"
            case createdAt = "created_at"
        }

        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            id = try values.text(.id) ?? ""
            author = try values.text(.author)
            authorKind = try values.text(.authorKind).map(AuthorKind.init(rawValue:)) ?? .system
            visibility = try values.text(.visibility).map(Visibility.init(rawValue:)) ?? .internal
            body = try values.text(.body) ?? ""
            bodyFormat = try values.text(.bodyFormat).map(BodyFormat.init(rawValue:)) ?? .text
            createdAt = try values.decodeIfPresent(Timestamp.self, forKey: .createdAt)
        }
    }

    /// The times the agreement sets for this ticket.
    public struct SLA: Hashable, Sendable, Codable {
        public var respondBy: Timestamp?
        public var resolveBy: Timestamp?

        public init(respondBy: Timestamp? = nil, resolveBy: Timestamp? = nil) {
            self.respondBy = respondBy
            self.resolveBy = resolveBy
        }

        enum CodingKeys: String, CodingKey {
            case respondBy = "respond_by"
            case resolveBy = "resolve_by"
        }
    }

    public var id: TicketID
    public var clientID: ClientID?
    public var number: String?
    public var subject: String
    public var body: String
    public var bodyFormat: BodyFormat
    public var createdAt: Timestamp
    public var updatedAt: Timestamp?
    public var closedAt: Timestamp?
    public var status: String?
    public var priority: String?
    public var board: String?
    public var type: String?
    public var requester: Requester
    /// Devices that the PSA links to the ticket.
    public var deviceIDs: [DeviceID]
    public var notes: [Note]
    /// How a closed ticket was solved. Never evidence for the ticket itself.
    public var resolution: String?
    public var sla: SLA?
    public var agreement: String?
    public var url: String?

    public init(
        id: TicketID, clientID: ClientID? = nil, number: String? = nil, subject: String, body: String,
        bodyFormat: BodyFormat = .text, createdAt: Timestamp, updatedAt: Timestamp? = nil, closedAt: Timestamp? = nil,
        status: String? = nil, priority: String? = nil, board: String? = nil, type: String? = nil,
        requester: Requester = Requester(), deviceIDs: [DeviceID] = [], notes: [Note] = [], resolution: String? = nil,
        sla: SLA? = nil, agreement: String? = nil, url: String? = nil
    ) {
        self.id = id
        self.clientID = clientID
        self.number = number
        self.subject = subject
        self.body = body
        self.bodyFormat = bodyFormat
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.closedAt = closedAt
        self.status = status
        self.priority = priority
        self.board = board
        self.type = type
        self.requester = requester
        self.deviceIDs = deviceIDs
        self.notes = notes
        self.resolution = resolution
        self.sla = sla
        self.agreement = agreement
        self.url = url
    }

    /// Whether work on it has ended: a closing time, or a status that says so.
    public var isClosed: Bool {
        if closedAt != nil { return true }
        guard let status else { return false }
        return ["closed", "resolved", "complete", "completed", "done"].contains { status.lowercased().contains($0) }
    }

    enum CodingKeys: String, CodingKey {
        case id, number, subject, body, status, priority, board, type, requester, notes, resolution, sla, agreement, url
        case clientID = "client_id"
        case bodyFormat = "body_format"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case closedAt = "closed_at"
        case deviceIDs = "device_ids"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.requiredIdentifier(.id)
        clientID = try values.identifier(.clientID)
        number = try values.text(.number)
        subject = try values.text(.subject) ?? ""
        body = try values.text(.body) ?? ""
        bodyFormat = try values.text(.bodyFormat).map(BodyFormat.init(rawValue:)) ?? .text
        createdAt = try values.decode(Timestamp.self, forKey: .createdAt)
        updatedAt = try values.decodeIfPresent(Timestamp.self, forKey: .updatedAt)
        closedAt = try values.decodeIfPresent(Timestamp.self, forKey: .closedAt)
        status = try values.text(.status)
        priority = try values.text(.priority)
        board = try values.text(.board)
        type = try values.text(.type)
        requester = try values.decodeIfPresent(Requester.self, forKey: .requester) ?? Requester()
        deviceIDs = try values.list(.deviceIDs)
        notes = try values.list(.notes)
        resolution = try values.text(.resolution)
        sla = try values.decodeIfPresent(SLA.self, forKey: .sla)
        agreement = try values.text(.agreement)
        url = try values.text(.url)
    }
}
