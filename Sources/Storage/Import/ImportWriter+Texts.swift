internal import Digest
internal import Domain
internal import GRDB

extension ImportWriter {
    mutating func write(_ stored: StoredDocument) throws {
        let document = stored.document
        if let client = document.clientID { try requireClient(client, for: "document “\(document.id)”") }
        let tags = try TagList.encode(document.tags, json)
        let hash = try Self.hash(stored, tags: tags)
        let previous = try existing(document.id.rawValue, in: .documents)
        guard differs(previous, hash: hash, table: .documents) else { return }
        let insert = try Prepared(
            cached: """
                INSERT INTO documents (id, client_id, hash, title, body_format, kind, visibility, url, updated_at, tags,
                    body, text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, hash = excluded.hash,
                    title = excluded.title, body_format = excluded.body_format, kind = excluded.kind,
                    visibility = excluded.visibility, url = excluded.url, updated_at = excluded.updated_at,
                    tags = excluded.tags, body = excluded.body, text = excluded.text
                """, db)
        try insert.bind(1, document.id.rawValue)
        try insert.bind(2, document.clientID?.rawValue)
        try insert.bind(3, hash)
        try insert.bind(4, document.title)
        try insert.bind(5, document.bodyFormat.rawValue)
        try insert.bind(6, document.kind)
        try insert.bind(7, document.visibility.rawValue)
        try insert.bind(8, document.url)
        try insert.bind(9, document.updatedAt?.milliseconds)
        try insert.bind(10, tags)
        try insert.bind(11, document.body)
        try insert.bind(12, stored.text.utf8.elementsEqual(document.body.utf8) ? nil : stored.text)
        try insert.run()
        touch(.documents, document.clientID, previous: previous)
    }

    mutating func write(_ stored: StoredTicket) throws {
        let ticket = stored.ticket
        if let client = ticket.clientID { try requireClient(client, for: "ticket “\(ticket.id)”") }
        let payload = try json.text(ticket)
        let entities = try json.text(stored.entities)
        var digest = try FieldDigest(domain: "ticket")
        for field in [payload, stored.subject, stored.text, entities] { try digest.add(field) }
        let hash = try digest.finalize()
        let previous = try existing(ticket.id.rawValue, in: .tickets)
        guard differs(previous, hash: hash, table: .tickets) else { return }
        let insert = try Prepared(
            cached: """
                INSERT INTO tickets (id, client_id, hash, created_at, closed_at, subject, text, entities, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, hash = excluded.hash,
                    created_at = excluded.created_at, closed_at = excluded.closed_at, subject = excluded.subject,
                    text = excluded.text, entities = excluded.entities, payload = excluded.payload
                """, db)
        try insert.bind(1, ticket.id.rawValue)
        try insert.bind(2, ticket.clientID?.rawValue)
        try insert.bind(3, hash)
        try insert.bind(4, ticket.createdAt.milliseconds)
        try insert.bind(5, ticket.closedAt?.milliseconds)
        try insert.bind(6, stored.subject)
        try insert.bind(7, stored.text)
        try insert.bind(8, entities)
        try insert.bind(9, payload)
        try insert.run()
        touch(.tickets, ticket.clientID, previous: previous)
        if let importedAt { try TicketOwner(db).importing(ticket.id, of: ticket.clientID, now: importedAt) }
    }

    private static func hash(_ stored: StoredDocument, tags: String?) throws -> [UInt8] {
        let document = stored.document
        var digest = try FieldDigest(domain: "document")
        try digest.add(document.id.rawValue)
        try digest.add(document.clientID?.rawValue)
        try digest.add(document.title)
        try digest.add(document.bodyFormat.rawValue)
        try digest.add(document.kind)
        try digest.add(document.visibility.rawValue)
        try digest.add(document.url)
        try digest.add(document.updatedAt?.milliseconds)
        try digest.add(tags)
        try digest.add(document.body)
        try digest.add(stored.text)
        return try digest.finalize()
    }
}
