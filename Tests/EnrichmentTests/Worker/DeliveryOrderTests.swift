import Connectors
import Domain
import Storage
import Testing

/// Which of two contents of a ticket counts, with senders whose clocks are wrong and deliveries that overtake each other.
@Suite struct DeliveryOrderTests {
    private static let start = Timestamp(seconds: 1_790_000_000)

    /// Milliseconds after `start`.
    struct Step: Sendable {
        var arrives: Int64
        var says: Int64
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var first: Step
        var second: Step
        var secondCounts: Bool
        var testDescription: String { name }
    }

    private static let cases: [Case] = [
        .init(
            name: "newest by the sender's clock", first: .init(arrives: 0, says: -20_000),
            second: .init(arrives: 1_000, says: -10_000), secondCounts: true),
        .init(
            name: "overtaken on the way", first: .init(arrives: 0, says: -10_000),
            second: .init(arrives: 1_000, says: -20_000), secondCounts: false),
        .init(
            name: "the same time", first: .init(arrives: 0, says: -10_000),
            second: .init(arrives: 1_000, says: -10_000), secondCounts: true),
        .init(
            name: "minutes ahead, then a right clock", first: .init(arrives: 0, says: 299_000),
            second: .init(arrives: 5_000, says: 4_000), secondCounts: true),
        .init(
            name: "years ahead, then a right clock", first: .init(arrives: 0, says: 2_000_000_000_000),
            second: .init(arrives: 5_000, says: 4_000), secondCounts: true),
        .init(
            name: "ahead, then a sender that writes whole seconds", first: .init(arrives: 400, says: 60_000),
            second: .init(arrives: 900, says: 0), secondCounts: true),
        .init(
            name: "both ahead", first: .init(arrives: 0, says: 60_000), second: .init(arrives: 1_000, says: 30_000),
            secondCounts: true),
        .init(
            name: "ahead, then what was older when that came", first: .init(arrives: 0, says: 60_000),
            second: .init(arrives: 5_000, says: -30_000), secondCounts: false),
        .init(
            name: "a right clock, then ahead", first: .init(arrives: 0, says: -1_000),
            second: .init(arrives: 1_000, says: 200_000), secondCounts: true),
    ]

    private static func event(_ number: Int, _ step: Step) throws -> InboundEvent {
        let updated = Timestamp(milliseconds: start.milliseconds + step.says)
        let body =
            #"{"type":"ticket.updated","data":{"id":"T","subject":"\#(number)","created_at":"2026-01-01","#
            + #""updated_at":"\#(updated)"}}"#
        let request = WebhookRequest(
            headers: WebhookHeaders([("webhook-id", "m\(number)")]), body: Array(body.utf8))
        let now = Timestamp(milliseconds: start.milliseconds + step.arrives)
        let events = try GenericWebhook(secrets: []).events(in: request, now: now)
        return try #require(events.first)
    }

    @Test(arguments: cases)
    func whatCounts(_ item: Case) async throws {
        let world = try SampleWorld()
        let first = try Self.event(1, item.first)
        let second = try Self.event(2, item.second)
        #expect(try await world.store.accept(first).outcome == .queued)
        #expect(try await world.store.accept(second).outcome == (item.secondCounts ? .queued : .outdated))
        let job = try #require(
            try await world.store.lease(limit: 1, owner: "w", seconds: 60, now: SystemClock().now()).first)
        #expect(job.job.contentHash == (item.secondCounts ? second : first).contentHash)
    }
}
