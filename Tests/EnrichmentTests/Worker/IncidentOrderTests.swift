import Domain
import Testing

@testable import Enrichment
@testable import Retrieval

@Suite struct IncidentOrderTests {
    private static func incident(_ id: Int, client: String = "a") -> IncidentFingerprint {
        IncidentFingerprint(
            ticket: TicketID("t\(id)"), client: ClientID(client), createdAt: Timestamp(seconds: Int64(id)),
            requester: nil, namedThings: [], likelyThings: [], codes: [], volumes: [], runbook: nil, category: "other",
            error: SparseVector([]), vector: SparseVector([]), subject: SparseVector([]), isAutomatic: false)
    }

    @Test func eachSeesThoseBeforeItWhateverTheOrderInWhichTheyCome() async throws {
        let order = IncidentOrder(patience: .seconds(600))
        for _ in 0..<50 { _ = await order.number() }
        let seen = try await withThrowingTaskGroup(of: (Int, [TicketID]).self) { group in
            for number in (0..<50).reversed() {
                group.addTask {
                    if number % 7 == 3 {
                        await order.leave(number)
                        return (number, [])
                    }
                    return (number, try await order.take(number, Self.incident(number), seed: { [] }).map(\.ticket))
                }
            }
            return try await group.reduce(into: [Int: [TicketID]]()) { $0[$1.0] = $1.1 }
        }
        for number in 0..<50 where number % 7 != 3 {
            #expect(seen[number] == (0..<number).filter { $0 % 7 != 3 }.map { TicketID("t\($0)") })
        }
    }

    @Test func whatTheStoreHoldsComesFirstAndIsAskedOnce() async throws {
        let order = IncidentOrder()
        for _ in 0..<3 { _ = await order.number() }
        let first = try await order.take(0, Self.incident(10)) { [Self.incident(1), Self.incident(10)] }
        #expect(first.map(\.ticket) == ["t1"])
        let second = try await order.take(1, Self.incident(11)) {
            Issue.record("asked again")
            return []
        }
        #expect(second.map(\.ticket) == ["t1", "t10"])
        let other = try await order.take(2, Self.incident(12, client: "b")) { [] }
        #expect(other.isEmpty)
    }

    @Test func oneThatHangsHoldsUpNobodyForLong() async throws {
        let order = IncidentOrder(patience: .milliseconds(1))
        for _ in 0..<4 { _ = await order.number() }
        #expect(try await order.take(2, Self.incident(2), seed: { [] }).isEmpty)
        // Those before have lost their turns, and nobody waits for them any more.
        #expect(try await order.take(1, Self.incident(1), seed: { [] }).map(\.ticket) == ["t2"])
        await order.leave(0)
        #expect(try await order.take(3, Self.incident(3), seed: { [] }).map(\.ticket) == ["t2", "t1"])
    }

    @Test func oneWithoutAClientWaitsForNobody() async throws {
        let order = IncidentOrder(patience: .seconds(600))
        for _ in 0..<2 { _ = await order.number() }
        var incident = Self.incident(1)
        incident.client = nil
        #expect(try await order.take(1, incident, seed: { [] }).isEmpty)
    }

    @Test(arguments: ["b", nil])
    func aTicketThatMovedIsNoLongerAmongThoseOfItsFormerClient(_ client: String?) async throws {
        let order = IncidentOrder()
        for _ in 0..<4 { _ = await order.number() }
        _ = try await order.take(0, Self.incident(1), seed: { [] })
        #expect(try await order.take(1, Self.incident(2), seed: { [] }).map(\.ticket) == ["t1"])
        var moved = Self.incident(1)
        moved.client = client.map { ClientID($0) }
        #expect(try await order.take(2, moved, seed: { [] }).isEmpty)
        #expect(try await order.take(3, Self.incident(3), seed: { [] }).map(\.ticket) == ["t2"])
    }

    @Test func aCancelledOneWaitsForNobody() async throws {
        let order = IncidentOrder(patience: .seconds(600))
        for _ in 0..<2 { _ = await order.number() }
        let waiting = Task { try await order.take(1, Self.incident(1), seed: { [] }) }
        waiting.cancel()
        _ = try await waiting.value
    }
}
