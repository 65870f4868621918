import Domain

/// Hands the events of one call to the store, so that all of them share a commit.
enum DeliveryBatch {
    /// Returns when every event is durable, in the order of the events.
    ///
    /// Events about one ticket are handed over one after the other, as they stand: the last of equal age has to win.
    /// When one fails the call as a whole has failed; the sender sends all again, and what was stored is a repetition
    /// then.
    static func accept(_ events: [InboundEvent], by store: any DeliveryStore) async throws -> [DeliveryReceipt] {
        if events.count == 1, let event = events.first { return [try await store.accept(event)] }
        var groups: [TicketID?: [Int]] = [:]
        for (index, event) in events.enumerated() { groups[event.ticketID, default: []].append(index) }
        return try await withThrowingTaskGroup(of: [(Int, DeliveryReceipt)].self) { tasks in
            for indices in groups.values {
                tasks.addTask {
                    var receipts: [(Int, DeliveryReceipt)] = []
                    for index in indices { receipts.append((index, try await store.accept(events[index]))) }
                    return receipts
                }
            }
            var all: [(Int, DeliveryReceipt)] = []
            for try await receipts in tasks { all += receipts }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
