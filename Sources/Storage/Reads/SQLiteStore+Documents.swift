public import Domain
internal import GRDB

extension SQLiteStore {
    private static let columns =
        "id, client_id, title, body_format, kind, visibility, url, updated_at, tags, body, text"

    public func documents(_ ids: [DocumentID], in scope: Scope) throws -> [StoredDocument] {
        let json = CanonicalJSON()
        return try read { db in
            let query = try Prepared(
                cached: """
                    SELECT \(Self.columns) FROM documents WHERE id = ? AND (client_id IS NULL OR client_id IS ?)
                    """, db)
            defer { query.reset() }
            var found: [StoredDocument] = []
            found.reserveCapacity(ids.count)
            for id in ids {
                query.reset()
                try query.bind(1, id.rawValue)
                try query.bind(2, scope.clientID?.rawValue)
                if try query.step() { found.append(try Self.document(query, json)) }
            }
            return found
        }
    }

    public func eachDocument(in partition: Partition, _ body: (StoredDocument) throws -> Void) throws {
        let json = CanonicalJSON()
        try read { db in
            let query = try Prepared(
                fresh: "SELECT \(Self.columns) FROM documents WHERE client_id IS ? ORDER BY id", db)
            try query.bind(1, partition.owner?.rawValue)
            defer { query.reset() }
            while try query.step() { try body(try Self.document(query, json)) }
        }
    }

    private static func document(_ row: Prepared, _ json: CanonicalJSON) throws -> StoredDocument {
        let body = row.text(9)
        let document = Document(
            id: DocumentID(row.text(0)), clientID: row.optionalText(1).map { ClientID($0) }, title: row.text(2),
            body: body, bodyFormat: BodyFormat(rawValue: row.text(3)), kind: row.optionalText(4),
            visibility: Visibility(rawValue: row.text(5)), url: row.optionalText(6),
            updatedAt: row.optionalInteger(7).map { Timestamp(milliseconds: $0) },
            tags: try TagList.decode(row.optionalText(8), json))
        return StoredDocument(document: document, text: row.optionalText(10) ?? body)
    }
}
