import Domain
import Testing

@testable import Storage

@Suite struct StatementTests {
    private func send(
        _ store: SQLiteStore, _ ticket: String, _ client: ClientID?, _ at: String, body: String = "{}",
        _ redacted: [String: Int] = [:], endpoint: String = "https://llm.example.com/v1"
    ) async throws {
        _ = try await store.record(
            EgressEntry(
                at: try #require(Timestamp(at)), ticketID: TicketID(ticket), clientID: client, endpoint: endpoint,
                body: Array(body.utf8), redacted: redacted))
    }

    @Test func sumsUpOneClientsMonth() async throws {
        let world = try InsightWorld()
        defer { world.directory.remove() }
        let store = world.store
        let month = try #require(CalendarMonth("2026-11"))
        try await send(store, "t1", "a", "2026-10-31T23:59:59.999Z")
        try await send(store, "t1", "a", "2026-11-01T00:00:00Z", body: "12345", ["host": 2, "email": 1])
        try await send(store, "t2", "b", "2026-11-02T00:00:00Z")
        try await send(store, "t1", "a", "2026-11-03T00:00:00Z", body: "123", ["host": 1], endpoint: "http://127.0.0.1/v1")
        try await send(store, "t3", "a", "2026-11-30T23:59:59Z", body: "1")
        try await send(store, "t3", "a", "2026-12-01T00:00:00Z")
        var receipts: [Int64] = []
        let statement = try store.egressStatement("a", month, for: .clients(["a"])) { receipts.append($0.receipt.receipt) }
        #expect(receipts == [2, 4, 5])
        #expect(statement.calls == 3)
        #expect(statement.bytes == 9)
        #expect(statement.tickets == 2)
        #expect(statement.redactions == ["host": 3, "email": 1])
        #expect(statement.destinations.map(\.endpoint) == ["https://llm.example.com/v1", "http://127.0.0.1/v1"])
        #expect(statement.destinations.map(\.bytes) == [6, 3])
        #expect(statement.receipts == 2...5)
        #expect(statement.headReceipt == 6)
        let head = try store.verify().head
        #expect(statement.headHash == head)
        #expect(statement.digest.count == 64)
        #expect(try store.egressStatement("a", month, for: .everyClient).digest == statement.digest)
        let other = try store.egressStatement("b", month, for: .clients(["a"]))
        #expect(other.calls == 0)
        #expect(other.digest != statement.digest)
    }

    @Test func listsAreFilteredAndWalled() async throws {
        let world = try InsightWorld()
        defer { world.directory.remove() }
        let store = world.store
        try await send(store, "t1", "a", "2026-11-01")
        try await send(store, "t2", "b", "2026-11-02")
        try await send(store, "t3", nil, "2026-11-03")
        func receipts(_ filter: EgressFilter, before: Int64? = nil) throws -> [Int64] {
            try store.egressEntries(filter, before: before, limit: 10).map(\.receipt.receipt)
        }
        #expect(try receipts(EgressFilter(audience: .everyClient)) == [3, 2, 1])
        #expect(try receipts(EgressFilter(audience: .everyClient), before: 3) == [2, 1])
        #expect(try receipts(EgressFilter(audience: .clients(["a"]))) == [1])
        #expect(try receipts(EgressFilter(audience: .clients(["a"]), client: "b")).isEmpty)
        #expect(try receipts(EgressFilter(audience: .everyClient, since: Timestamp("2026-11-02"))) == [3, 2])
        #expect(try receipts(EgressFilter(audience: .everyClient, until: Timestamp("2026-11-02"))) == [1])
        #expect(try store.egressEntry(2, for: .clients(["a"])) == nil)
        #expect(try store.egressEntry(2, for: .clients(["b"]))?.ticketID == "t2")
        #expect(try store.auditEntry(Int64.max, AuditFilter()) == nil)
        #expect(try store.auditEntries(AuditFilter(isAboutClient: true)).allSatisfy { $0.clientID != nil })
    }

    @Test func verificationCanBeBrokenOff() async throws {
        struct Stop: Error {}
        let world = try InsightWorld()
        defer { world.directory.remove() }
        for number in 0..<100 { try await send(world.store, "t\(number)", "a", "2026-11-01") }
        #expect(throws: Stop.self) { try world.store.verify { _, _ in throw Stop() } }
        #expect(try world.store.verify().isSound)
    }
}
