import Domain
import GRDB

@testable import Storage

/// What a test wants to see of the tables.
extension SQLiteStore {
    struct DraftRow: Hashable {
        var id: Int64
        var ticket: String
        var client: String?
        var state: String
        var revision: Int64
    }

    func draftRows() throws -> [DraftRow] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT id, ticket_id, client_id, state, revision FROM drafts ORDER BY id").map {
                DraftRow(id: $0[0], ticket: $0[1], client: $0[2], state: $0[3], revision: $0[4])
            }
        }
    }

    /// Kind, draft and state of each event.
    func eventRows() throws -> [String] {
        try texts("SELECT kind || ' ' || draft || ' ' || state FROM events ORDER BY id")
    }

    func auditRows() throws -> [String] {
        try texts("SELECT actor || ' ' || act || ' ' || object FROM audit ORDER BY id")
    }

    func texts(_ sql: String) throws -> [String] {
        try read { db in try String.fetchAll(db, sql: sql) }
    }

    func number(_ sql: String) throws -> Int {
        try read { db in try Int.fetchOne(db, sql: sql) ?? 0 }
    }

    /// Lanes whose number of waiting jobs is not what it says.
    func wrongLanes() throws -> [String] {
        try texts(
            """
            SELECT lane FROM lanes WHERE waiting <> (
                SELECT count(*) FROM jobs WHERE jobs.lane = lanes.lane AND state = 'waiting')
            UNION ALL SELECT lane FROM jobs WHERE state = 'waiting' AND lane NOT IN (SELECT lane FROM lanes)
            """)
    }

    /// Makes commits fast where a test is about something else than the disk.
    func stopSyncing() throws {
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
    }
}
