import Domain
import GRDB
import Testing

@testable import Storage

/// A ledger that cannot be written refuses the act, and nothing of it is kept.
@Suite struct RefusedActTests {
    private static let console = Actor(.console, "tester")
    private static let now = Timestamp(seconds: 1_700_000_000)

    private static let acts: [(String, @Sendable (SQLiteStore) async throws -> Void)] = [
        (
            "account",
            { store in
                _ = try await store.createAccount(
                    login: "new", name: "New", role: .admin, clients: nil, passwordHash: nil, by: console)
            }
        ),
        (
            "change",
            { store in
                var change = AccountChange()
                change.role = .admin
                _ = try await store.updateAccount("u_1", change, by: console)
            }
        ),
        (
            "session",
            { store in
                try await store.createSession(
                    secret: "new", account: "u_1", endsAt: now.adding(seconds: 60),
                    audit: AuditEntry(at: now, actor: Actor(.user, "u_1"), act: "sign_in"))
            }
        ),
        (
            "end of a session",
            { store in
                try await store.endSession(
                    secret: "open", audit: AuditEntry(at: now, actor: Actor(.user, "u_1"), act: "sign_out"))
            }
        ),
        (
            "link",
            { store in
                try await store.createLink(secret: "new", account: "u_1", expiresAt: now, by: console)
            }
        ),
        ("redemption", { store in _ = try await store.redeemLink(secret: "link", now: now) }),
        (
            "token",
            { store in
                _ = try await store.createToken(
                    secret: "new", label: "x", role: .admin, clients: nil, expiresAt: nil, by: console)
            }
        ),
        ("revocation", { store in _ = try await store.revokeToken("t_1", by: console) }),
        ("first use of a token", { store in try await store.touchToken("t_1", now: now) }),
        (
            "view of a draft",
            { store in
                try await store.record(
                    AuditEntry(at: now, actor: Actor(.user, "u_1"), act: "draft_viewed", object: "draft:1"))
            }
        ),
    ]

    private func dump(_ store: SQLiteStore) throws -> [String] {
        try store.read { db in
            try ["accounts", "sessions", "links", "tokens", "audit", "audit_head"].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
            }
        }
    }

    @Test(arguments: acts.indices)
    func nothingIsKept(_ index: Int) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        _ = try await store.createAccount(
            login: "ann", name: "Ann", role: .reader, clients: nil, passwordHash: nil, by: Self.console)
        try await store.createSession(
            secret: "open", account: "u_1", endsAt: Self.now.adding(seconds: 60),
            audit: AuditEntry(at: Self.now, actor: Actor(.user, "u_1"), act: "sign_in"))
        try await store.createLink(
            secret: "link", account: "u_1", expiresAt: Self.now.adding(seconds: 60), by: Self.console)
        _ = try await store.createToken(
            secret: "token", label: "x", role: .reader, clients: nil, expiresAt: nil, by: Self.console)
        try await store.pool.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END
                    """)
        }
        let before = try dump(store)
        #expect(before.count == 4 + 4 + 1)
        let (name, act) = Self.acts[index]
        await #expect(throws: Problem.self, "\(name)") { try await act(store) }
        #expect(try dump(store) == before, "\(name)")
        try await store.pool.write { try $0.execute(sql: "DROP TRIGGER refuse") }
        try await act(store)
        #expect(try dump(store) != before, "\(name)")
        #expect(try store.verifyAudit().isSound)
    }
}
