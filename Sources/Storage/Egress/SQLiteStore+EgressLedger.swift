internal import Digest
public import Domain
internal import Foundation
internal import GRDB

extension SQLiteStore: EgressLedger {
    public func record(_ entry: EgressEntry) async throws -> EgressReceipt {
        try requireWritable()
        let sha256 = try SHA256Digest.hex(of: entry.body)
        let redacted = try CanonicalJSON().text(entry.redacted)
        let cases = try CanonicalJSON().text(entry.cases.map(\.rawValue))
        return try await mapping {
            // A cancelled write is rolled back and throws: the caller then sends nothing.
            try await pool.write { db in
                let last = try Self.lastEntry(db)
                let fields = EgressChain.Fields(
                    receipt: last.receipt + 1, previous: last.hash, at: entry.at.milliseconds,
                    ticketID: entry.ticketID.rawValue, clientID: entry.clientID?.rawValue, endpoint: entry.endpoint,
                    bytes: Int64(entry.body.count), sha256: sha256, redacted: redacted)
                try Self.append(fields, body: entry.body, cases: cases, db)
                return EgressReceipt(
                    receipt: fields.receipt, endpoint: entry.endpoint, bytes: entry.body.count, sha256: sha256,
                    redacted: entry.redacted)
            }
        }
    }

    public func complete(_ receipt: Int64, with answer: RecordedAnswer) async throws {
        try requireWritable()
        // In a task of its own, so that a caller who is cancelled after paying for the answer still keeps it.
        try await Task { [self] in
            try await mapping {
                try await pool.write { db in
                    let known = try Int.fetchOne(
                        db, sql: "SELECT 1 FROM egress WHERE receipt = ?", arguments: [receipt])
                    guard known != nil else { throw Problem("there is no egress receipt \(receipt)", place: self.path) }
                    let insert = try Prepared(
                        cached: "INSERT INTO answers (receipt, status, body) VALUES (?, ?, ?)", db)
                    try insert.bind(1, receipt)
                    try insert.bind(2, Int64(answer.status))
                    try insert.bind(3, answer.body)
                    try insert.run()
                }
            }
        }.value
    }

    public func answer(
        to sha256: String, endpoint: String, ticket: TicketID
    ) async throws -> (EgressReceipt, RecordedAnswer)? {
        try await mapping {
            try await pool.read { db in
                let query = try Prepared(
                    cached: """
                        SELECT e.receipt, e.endpoint, e.bytes, e.sha256, e.redacted, a.status, a.body
                        FROM egress e JOIN answers a ON a.receipt = e.receipt
                        WHERE e.sha256 = ? AND e.ticket_id = ? AND e.endpoint = ?
                            -- not where retention emptied body and answer
                            AND (e.bytes = 0 OR length(e.body) > 0)
                        ORDER BY a.id DESC LIMIT 1
                        """, db)
                defer { query.reset() }
                try query.bind(1, sha256)
                try query.bind(2, ticket.rawValue)
                try query.bind(3, endpoint)
                guard try query.step() else { return nil }
                return (
                    try Self.receipt(query), RecordedAnswer(status: Int(query.integer(5)), body: query.text(6))
                )
            }
        }
    }

    private static func lastEntry(_ db: Database) throws -> (receipt: Int64, hash: [UInt8]) {
        let query = try Prepared(cached: "SELECT receipt, hash FROM egress ORDER BY receipt DESC LIMIT 1", db)
        defer { query.reset() }
        return try query.step() ? (query.integer(0), query.bytes(1)) : (0, EgressChain.origin)
    }

    private static func append(_ fields: EgressChain.Fields, body: [UInt8], cases: String, _ db: Database) throws {
        let hash = try EgressChain.hash(fields)
        let insert = try Prepared(
            cached: """
                INSERT INTO egress (receipt, prev_hash, hash, at, ticket_id, client_id, endpoint, bytes, sha256,
                    redacted, body, cases)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, db)
        try insert.bind(1, fields.receipt)
        try insert.bind(2, fields.previous)
        try insert.bind(3, hash)
        try insert.bind(4, fields.at)
        try insert.bind(5, fields.ticketID)
        try insert.bind(6, fields.clientID)
        try insert.bind(7, fields.endpoint)
        try insert.bind(8, fields.bytes)
        try insert.bind(9, fields.sha256)
        try insert.bind(10, fields.redacted)
        try insert.bind(11, body)
        try insert.bind(12, cases)
        try insert.run()
        let head = try Prepared(cached: "INSERT OR REPLACE INTO egress_head (id, receipt, hash) VALUES (1, ?, ?)", db)
        try head.bind(1, fields.receipt)
        try head.bind(2, hash)
        try head.run()
    }

    /// Columns 0 to 4: receipt, endpoint, bytes, sha256, redacted.
    static func receipt(_ row: Prepared) throws -> EgressReceipt {
        EgressReceipt(
            receipt: row.integer(0), endpoint: row.text(1), bytes: Int(row.integer(2)), sha256: row.text(3),
            redacted: try CanonicalJSON().value([String: Int].self, from: row.text(4)))
    }

    private func mapping<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as DatabaseError {
            throw Problem(error, place: path)
        }
    }
}
