import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct AuditLedgerTests {
    static func entry(_ index: Int) -> AuditEntry {
        AuditEntry(
            at: Timestamp(milliseconds: 1_700_000_000_000 + Int64(index) * 1000),
            actor: Actor(index % 2 == 0 ? .user : .token, "x_\(index % 3)"), act: index == 4 ? "signed" : "viewed",
            object: "draft:\(index)", clientID: index == 2 ? nil : ClientID(index % 2 == 0 ? "a" : "b"),
            detail: ["n": "\(index)", "quote": "\"ü\"\u{0}/\n"])
    }

    static func filled(_ count: Int = 6) async throws -> (TemporaryDirectory, SQLiteStore) {
        let directory = try TemporaryDirectory()
        let store = try directory.store()
        for index in 1...count { try await store.record(entry(index)) }
        return (directory, store)
    }

    private static func tamper(_ store: SQLiteStore, _ sql: String) async throws {
        try await store.pool.write { db in
            try db.execute(sql: "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete")
            try db.execute(sql: sql)
        }
    }

    @Test func anEmptyLedgerIsSound() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let zero = AuditAnchor(entry: 0, hash: [UInt8](repeating: 0, count: 32))
        #expect(try store.verifyAudit() == AuditVerification(count: 0, head: zero))
        #expect(try store.auditHead() == zero)
        #expect(try store.verifyAudit(anchors: [zero]).isSound)
    }

    @Test func entriesComeBackInOrder() async throws {
        let (directory, store) = try await Self.filled()
        defer { directory.remove() }
        let all = try Self.acts(store)
        #expect(all.map(\.id) == [1, 2, 3, 4, 5, 6])
        let entry = Self.entry(3)
        #expect(all[2].at == entry.at && all[2].actor == "token:x_0" && all[2].act == "viewed")
        #expect(all[2].object == "draft:3" && all[2].clientID == "b" && all[2].detail == entry.detail)
        #expect(all[1].clientID == nil && all[2].previousHash == all[1].hash)
        #expect(try store.auditHead() == AuditAnchor("6:\(all[5].hash)"))
        #expect(try Self.acts(store, since: Self.entry(3).at).map(\.id) == [3, 4, 5, 6])
        #expect(try Self.acts(store, client: "b").map(\.id) == [1, 3, 5])
        #expect(try Self.acts(store, since: Self.entry(4).at, client: "c").isEmpty)
    }

    private static let filters: [(AuditFilter, Int64?, Int, [Int64])] = [
        (AuditFilter(), 4, 2, [3, 2]), (AuditFilter(), nil, 0, []), (AuditFilter(client: "a"), nil, 9, [6, 4]),
        (AuditFilter(client: "c"), nil, 9, []), (AuditFilter(act: "signed"), nil, 9, [4]),
        (AuditFilter(actor: "user:x_0"), nil, 9, [6]), (AuditFilter(object: "draft:5"), nil, 9, [5]),
        (AuditFilter(audience: .clients(["b"])), nil, 9, [5, 3, 1]),
        (AuditFilter(audience: .clients([])), nil, 9, []),
        (AuditFilter(audience: .clients(["b"]), client: "a"), nil, 9, []),
        (AuditFilter(audience: .clients(["a", "b"])), nil, 9, [6, 5, 4, 3, 1]),
        (AuditFilter(since: entry(2).at, until: entry(4).at), nil, 9, [3, 2]),
    ]

    @Test(arguments: filters)
    func filtersNarrow(_ filter: AuditFilter, _ before: Int64?, _ limit: Int, _ ids: [Int64]) async throws {
        let (directory, store) = try await Self.filled()
        defer { directory.remove() }
        #expect(try store.auditEntries(filter, before: before, limit: limit).map(\.id) == ids)
    }

    static func acts(_ store: SQLiteStore, since: Timestamp? = nil, client: ClientID? = nil) throws -> [AuditRecord] {
        var acts: [AuditRecord] = []
        try store.eachAuditEntry(since: since, client: client) { acts.append($0) }
        return acts
    }

    @Test(arguments: ["UPDATE audit SET act = 'x'", "DELETE FROM audit WHERE id = 6"])
    func theLedgerIsAppendOnly(_ sql: String) async throws {
        let (directory, store) = try await Self.filled()
        defer { directory.remove() }
        await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
        #expect(try store.verifyAudit().isSound)
    }

    private static let copied = "prev_hash, hash, at, actor, act, object, client_id, detail"

    /// An alteration and the entry it must be found at.
    private static let alterations: [(String, Int64)] = [
        ("UPDATE audit SET at = at + 1 WHERE id = 3", 3), ("UPDATE audit SET actor = 'user:x_1' WHERE id = 3", 3),
        ("UPDATE audit SET act = 'views' WHERE id = 1", 1), ("UPDATE audit SET object = '' WHERE id = 6", 6),
        ("UPDATE audit SET client_id = NULL WHERE id = 3", 3), ("UPDATE audit SET client_id = '' WHERE id = 2", 2),
        ("UPDATE audit SET client_id = 'a' WHERE id = 3", 3), ("UPDATE audit SET detail = '{}' WHERE id = 3", 3),
        ("UPDATE audit SET detail = detail || ' ' WHERE id = 5", 5),
        ("UPDATE audit SET hash = zeroblob(32) WHERE id = 3", 3), ("UPDATE audit SET hash = x'' WHERE id = 6", 6),
        ("UPDATE audit SET prev_hash = zeroblob(32) WHERE id = 3", 3), ("DELETE FROM audit WHERE id = 1", 1),
        ("DELETE FROM audit WHERE id = 3", 3), ("DELETE FROM audit WHERE id IN (3, 4)", 3),
        ("DELETE FROM audit WHERE id = 6", 6), ("DELETE FROM audit WHERE id > 3", 4), ("DELETE FROM audit", 1),
        ("UPDATE audit SET id = 9 WHERE id = 6", 6), ("UPDATE audit SET id = -1 WHERE id = 1", -1),
        ("UPDATE audit SET id = id + 100; UPDATE audit SET id = id - 99", 1),
        (
            "UPDATE audit SET id = -3 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 4;"
                + "UPDATE audit SET id = 4 WHERE id = -3", 3
        ),
        ("INSERT INTO audit SELECT 7, \(copied) FROM audit WHERE id = 6", 7),
        ("UPDATE audit_head SET hash = zeroblob(32)", 6), ("UPDATE audit_head SET entry = 5", 6),
        ("DELETE FROM audit_head", 6),
        (
            "DELETE FROM audit WHERE id = 6; UPDATE audit_head SET entry = 5", 5
        ),
    ]

    @Test(arguments: alterations)
    func everyAlterationIsFound(_ sql: String, _ entry: Int64) async throws {
        let (directory, store) = try await Self.filled()
        defer { directory.remove() }
        #expect(try store.verifyAudit().isSound)
        try await Self.tamper(store, sql)
        let result = try store.verifyAudit()
        #expect(result.firstBroken == entry, "\(String(describing: result.reason))")
        #expect(result.reason?.isEmpty == false)
    }

    /// Entries from 4 on are replaced by others with hashes that fit. `withHead` says whether the head follows too.
    private func rewrite(_ store: SQLiteStore, withHead: Bool) async throws {
        try await store.pool.write { db in
            try db.execute(sql: "DROP TRIGGER audit_no_delete")
            let head = try SQLiteStore.storedHead(db)
            try db.execute(
                sql: """
                    DELETE FROM audit WHERE id > 3;
                    UPDATE audit_head SET entry = 3, hash = (SELECT hash FROM audit WHERE id = 3)
                    """)
            for index in 4...6 {
                var entry = Self.entry(index)
                entry.object = "draft:99"
                try AuditChain.append(entry, db)
            }
            if !withHead, let head {
                try db.execute(sql: "UPDATE audit_head SET hash = ?", arguments: [Data(head.hash)])
            }
        }
    }

    @Test func aRewrittenEndIsFoundByTheHeadOrAnAnchor() async throws {
        for withHead in [false, true] {
            let (directory, store) = try await Self.filled()
            defer { directory.remove() }
            let old = try store.auditHead()
            let early = try #require(AuditAnchor("2:" + (try Self.acts(store)[1].hash)))
            #expect(try store.verifyAudit(anchors: [old, early]).isSound)
            try await rewrite(store, withHead: withHead)
            // Whoever recomputes everything is only found by what was kept elsewhere.
            #expect(try store.verifyAudit().isSound == withHead)
            #expect(try store.verifyAudit(anchors: [early]).isSound == withHead)
            let result = try store.verifyAudit(anchors: [early, old])
            #expect(result.firstBroken == 6)
            if withHead { #expect(result.reason?.contains("anchored") == true) }
        }
    }

    @Test func anAnchorBeyondTheEndIsFound() async throws {
        let (directory, store) = try await Self.filled()
        defer { directory.remove() }
        let anchor = AuditAnchor(entry: 7, hash: [UInt8](repeating: 1, count: 32))
        #expect(try store.verifyAudit(anchors: [anchor]).firstBroken == 7)
        #expect(try store.verifyAudit(anchors: [AuditAnchor(entry: 0, hash: anchor.hash)]).firstBroken == 0)
    }

    @Test func anchorsAreReadStrictly() throws {
        let hash = String(repeating: "0A", count: 32)
        #expect(AuditAnchor(" 17:\(hash)\n")?.description == "17:\(hash.lowercased())")
        for text in [
            "", "17", "17:", ":\(hash)", "-1:\(hash)", "+1:\(hash)", "17:\(hash)00", "17:\(hash):", "x:\(hash)",
        ] {
            #expect(AuditAnchor(text) == nil, "\(text)")
        }
        #expect(try AuditAnchor.lines("# kept\n\n1:\(hash)\r\n2:\(hash)\n", place: "f").map(\.entry) == [1, 2])
        let problem = #expect(throws: Problem.self) { try AuditAnchor.lines("1:\(hash)\nx\n", place: "f") }
        #expect(problem?.place == "f line 2")
        #expect(throws: Problem.self) { try AuditAnchor.lines("#\n", place: "f") }
    }

    @Test func progressIsTold() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        try await store.commit { db in for index in 1...2500 { try AuditChain.append(Self.entry(index), db) } }
        var told: [Int64] = []
        #expect(try store.verifyAudit { done, total in told += [done, total] }.isSound)
        #expect(told == [1000, 2500, 2000, 2500])
        #expect(try Self.acts(store).map(\.id) == Array(1...2500))
    }
}
