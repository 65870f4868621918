/// What a review shows of the ticket beside its enrichment record: its own fields, and what normalisation took out of
/// its text. Secrets are taken out of all of it.
public struct DraftFacts: Hashable, Sendable, Codable {
    /// The number people use for the ticket, where it is not its id.
    public var number: String?
    /// As it was sent; the record has the cleaned one.
    public var subject: String
    /// Quotes, signatures, disclaimers, noise and hidden text that were taken out of the ticket's text, in order.
    public var removed: [Removed]
    /// Whether more was taken out than is kept here.
    public var isRemovedCut: Bool
    public var requester: Ticket.Requester
    public var createdAt: Timestamp
    public var updatedAt: Timestamp?
    public var status: String?
    public var priority: String?
    public var board: String?
    public var type: String?
    public var sla: Ticket.SLA?
    public var agreement: String?
    /// The ticket in the PSA. From the ticket, so not to be trusted.
    public var url: String?

    /// A stretch of text that normalisation took out.
    public struct Removed: Hashable, Sendable, Codable {
        /// `quote`, `signature`, `disclaimer`, `noise` or `hidden`.
        public var kind: String
        public var text: String

        public init(kind: String, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Most UTF-8 bytes that are kept of what was taken out.
    public static let removedLimit = 131_072

    /// - Parameters:
    ///   - ticket: without secrets.
    ///   - removed: without secrets; cut here where it is longer than the limit.
    public init(_ ticket: Ticket, removed: [Removed]) {
        number = ticket.number
        subject = ticket.subject
        self.removed = []
        isRemovedCut = false
        var room = Self.removedLimit
        for part in removed {
            guard room > 0 else {
                isRemovedCut = true
                break
            }
            let text = part.text.prefix(utf8: room)
            room -= text.utf8.count
            isRemovedCut = isRemovedCut || text.utf8.count < part.text.utf8.count
            self.removed.append(Removed(kind: part.kind, text: text))
        }
        requester = ticket.requester
        createdAt = ticket.createdAt
        updatedAt = ticket.updatedAt
        status = ticket.status
        priority = ticket.priority
        board = ticket.board
        type = ticket.type
        sla = ticket.sla
        agreement = ticket.agreement
        url = ticket.url
    }

    /// What is due next: the earlier of the times the agreement sets.
    public var dueAt: Timestamp? {
        [sla?.respondBy, sla?.resolveBy].compactMap(\.self).min()
    }

    enum CodingKeys: String, CodingKey {
        case number, subject, removed, requester, status, priority, board, type, sla, agreement, url
        case isRemovedCut = "is_removed_cut"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }
}

extension String {
    /// The longest beginning of whole scalars with at most that many UTF-8 bytes.
    fileprivate func prefix(utf8 limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(unicodeScalars[..<end])
    }
}
