public import Domain
internal import GRDB

/// A ticket's places in the order in which drafts wait for review.
public struct QueueNeighbours: Hashable, Sendable {
    public var previous: TicketID?
    public var next: TicketID?

    public init(previous: TicketID? = nil, next: TicketID? = nil) {
        self.previous = previous
        self.next = next
    }
}

/// A ticket of somebody, as a line.
public struct RecentTicket: Hashable, Sendable {
    public var id: TicketID
    public var subject: String
    public var createdAt: Timestamp
    public var closedAt: Timestamp?
}

/// What stands around one ticket: reads of a few rows each, whatever the store holds.
extension SQLiteStore {
    /// The devices among `ids` that belong to the client, as they are now.
    public func devices(_ ids: [DeviceID], of client: ClientID) throws -> [Device] {
        let json = CanonicalJSON()
        return try ids.compactMap { id in
            var conditions = Conditions()
            conditions.add("id = ?", id.rawValue)
            conditions.add("client_id = ?", client.rawValue)
            return try rows("SELECT payload FROM devices", conditions, "", limit: 1) { row in
                var device = try json.value(Device.self, from: row.text(0))
                device.id = id
                device.clientID = client
                return device
            }.first
        }
    }

    public func contact(_ id: ContactID, of client: ClientID) throws -> Contact? {
        var conditions = Conditions()
        conditions.add("id = ?", id.rawValue)
        conditions.add("client_id = ?", client.rawValue)
        let json = CanonicalJSON()
        return try rows("SELECT payload FROM contacts", conditions, "", limit: 1) { row in
            var contact = try json.value(Contact.self, from: row.text(0))
            contact.id = id
            contact.clientID = client
            return contact
        }.first
    }

    /// The client's tickets that one of these mail addresses reported, newest first, among its latest `depth`.
    public func recentTickets(
        of client: ClientID, from addresses: Set<String>, depth: Int = 300, limit: Int
    ) throws -> [RecentTicket] {
        guard !addresses.isEmpty else { return [] }
        var conditions = Conditions()
        conditions.add("client_id = ?", client.rawValue)
        let found = try rows(
            """
            SELECT id, subject, created_at, closed_at, json_extract(payload, '$.requester.email') FROM tickets
            INDEXED BY tickets_by_time
            """, conditions, "ORDER BY created_at DESC", limit: depth
        ) { row in
            (
                RecentTicket(
                    id: TicketID(row.text(0)), subject: row.text(1), createdAt: Timestamp(milliseconds: row.integer(2)),
                    closedAt: row.optionalInteger(3).map { Timestamp(milliseconds: $0) }),
                row.optionalText(4)
            )
        }
        let matching = found.lazy.filter { entry in entry.1.map { addresses.contains($0.lowercased()) } ?? false }
        return matching.prefix(limit).map(\.0)
    }

    /// The tickets before and after this draft in the order of the queue: by what is due first, then blocked ones, then
    /// age. A draft that no longer waits has its place all the same.
    public func neighbours(of draft: DraftSummary, for audience: Audience) throws -> QueueNeighbours {
        let key = ReviewQueueQuery.openKey(draft)
        func neighbour(_ place: ReviewQueuePlace) throws -> TicketID? {
            try reviewQueue(ReviewQueueFilter(), for: audience, at: place, limit: 1).rows.first?.draft.ticketID
        }
        return QueueNeighbours(previous: try neighbour(.before(key)), next: try neighbour(.after(key)))
    }
}
