import Domain
import Testing

@Suite struct InboxEntryTests {
    /// Known: version 5, content 1.
    @Test(
        arguments: [
            (false, .changed, 4, 2, .outdated), (false, .changed, 5, 2, .news), (false, .changed, 6, 2, .news),
            (false, .changed, 4, 1, .same), (false, .changed, 5, 1, .same), (false, .changed, 6, 1, .same),
            (false, .deleted, 4, 9, .outdated), (false, .deleted, 5, 9, .news), (false, .deleted, 6, 9, .news),
            (false, .ignored, 6, 9, .same),
            // After a deletion.
            (true, .changed, 4, 1, .outdated), (true, .changed, 5, 1, .outdated), (true, .changed, 6, 1, .news),
            (true, .changed, 6, 2, .news), (true, .deleted, 4, 9, .same), (true, .deleted, 6, 9, .same),
        ] as [(Bool, InboundEvent.Action, Int64, UInt8, InboxEntry.Verdict)])
    func verdicts(
        _ isDeleted: Bool, _ action: InboundEvent.Action, _ version: Int64, _ content: UInt8,
        _ expected: InboxEntry.Verdict
    ) {
        let entry = InboxEntry(version: 5, contentHash: [1], isDeleted: isDeleted)
        let event = InboundEvent(
            source: "generic", key: "k", action: action, ticketID: "t", version: version, contentHash: [content],
            lane: "", deadline: 0, ticket: nil)
        #expect(entry.verdict(on: event) == expected)
    }

    /// Our clock was set back: what came after version 5 carries a smaller one.
    @Test(
        arguments: [
            (false, .changed, 2, .news), (false, .changed, 1, .same), (false, .deleted, 9, .news),
            (true, .changed, 1, .news), (true, .deleted, 9, .same),
        ] as [(Bool, InboundEvent.Action, UInt8, InboxEntry.Verdict)])
    func arrivalIsOrder(
        _ isDeleted: Bool, _ action: InboundEvent.Action, _ content: UInt8, _ expected: InboxEntry.Verdict
    ) {
        let entry = InboxEntry(version: 5, contentHash: [1], isDeleted: isDeleted)
        let event = InboundEvent(
            source: "email", key: "k", action: action, ticketID: "t", version: 3, contentHash: [content], lane: "",
            deadline: 0, ticket: nil, isOrderedByArrival: true)
        #expect(entry.verdict(on: event) == expected)
    }
}
