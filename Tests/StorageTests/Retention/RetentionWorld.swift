import Domain
import GRDB

@testable import Storage

/// A store with rows of two clients and of none, made on given days before `now`.
struct RetentionWorld {
    static let now = Timestamp(seconds: 1_800_000_000)
    let directory: TemporaryDirectory
    let store: SQLiteStore

    init() throws {
        directory = try TemporaryDirectory()
        store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a"), Sample.client("b")]
        _ = try store.write(batch)
    }

    static func ago(_ days: Int64) -> Int64 { now.adding(seconds: -days * 86_400).milliseconds }

    func execute(_ sql: String, _ arguments: StatementArguments = []) async throws {
        try await store.pool.write { try $0.execute(sql: sql, arguments: arguments) }
    }

    /// A ticket's whole life, as old as `days`: delivery, job, draft with a decision, event, egress with its answer, and
    /// the closed ticket.
    func live(_ ticket: String, _ client: String?, days: Int64, job state: String = "done") async throws {
        let at = Self.ago(days)
        let text = "marker \(ticket) marker " + String(repeating: "long text of the ticket ", count: 300)
        try await execute(
            """
            INSERT INTO deliveries (source, key, outcome, ticket_id, received_at, body)
            VALUES ('s', ?, 'queued', ?, ?, CAST(? AS BLOB))
            """, [ticket, ticket, at, text])
        try await execute(
            """
            INSERT INTO jobs (source, ticket_id, content_hash, delivery, lane, deadline, state, attempts, enqueued_at,
                run_at, lease_token, finished_at)
            VALUES ('s', ?1, x'01', (SELECT max(id) FROM deliveries), coalesce(?2, ''), 0, ?3, 1, ?4, ?4, 1, ?4)
            """, [ticket, client, state, at])
        try await execute(
            """
            INSERT INTO inbox (source, ticket_id, version, content_hash, delivery, is_deleted, lane, client_id)
            VALUES ('s', ?, 1, x'01', (SELECT max(id) FROM deliveries), 0, '', ?)
            """, [ticket, client])
        try await execute(
            """
            INSERT INTO drafts (source, ticket_id, client_id, content_hash, created_at, state, revision, mode,
                is_blocked, subject, record)
            VALUES ('s', ?, ?, x'01', ?, 'open', 1, 'extractive', 0, 'x', json_object('text', ?))
            """, [ticket, client, at, text])
        try await execute(
            """
            INSERT INTO decisions (draft, ticket_id, client_id, at, actor, kind, payload)
            VALUES ((SELECT max(id) FROM drafts), ?, ?, ?, 'user:u_1', 'approve', '{}')
            """, [ticket, client, at])
        try await execute(
            """
            INSERT INTO events (at, kind, ticket_id, client_id, draft, state)
            VALUES (?, 'draft_ready', ?, ?, (SELECT max(id) FROM drafts), 'open')
            """, [at, ticket, client])
        let receipt = try await store.record(
            EgressEntry(
                at: Timestamp(milliseconds: at), ticketID: TicketID(ticket), clientID: client.map { ClientID($0) },
                endpoint: "https://llm.example.com", body: Array(text.utf8)))
        try await store.complete(receipt.receipt, with: RecordedAnswer(status: 200, body: text))
        var batch = ImportBatch()
        var record = Sample.ticket(ticket, client, text: text)
        record.ticket.closedAt = Timestamp(milliseconds: at)
        batch.tickets = [record]
        _ = try store.write(batch)
    }

    /// A ticket among the records that nobody closes.
    func open(_ ticket: String, _ client: String?, days: Int64) throws {
        var record = Sample.ticket(ticket, client)
        record.ticket.createdAt = Timestamp(milliseconds: Self.ago(days))
        record.ticket.closedAt = nil
        var batch = ImportBatch()
        batch.tickets = [record]
        _ = try store.write(batch)
    }

    func draft(_ ticket: String, _ client: String?, days: Int64, decided: Int64? = nil) async throws {
        try await execute(
            """
            INSERT INTO drafts (source, ticket_id, client_id, content_hash, created_at, state, revision, mode,
                is_blocked, subject, record, decided_at)
            VALUES ('s', ?, ?, randomblob(8), ?, 'open', 1, 'extractive', 0, 'x', '{}', ?)
            """, [ticket, client, Self.ago(days), decided.map(Self.ago)])
    }

    /// Ticket ids left in a table.
    func left(_ table: String) throws -> [String] {
        try store.read { db in
            try String.fetchAll(
                db, sql: "SELECT \(table == "tickets" ? "id" : "ticket_id") FROM \(table) ORDER BY 1")
        }
    }
}
