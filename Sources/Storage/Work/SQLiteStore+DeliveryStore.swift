public import Domain

extension SQLiteStore: DeliveryStore {
    /// Takes the delivery in. Throws a `Problem` when it cannot be stored; the sender is then told to come again.
    public func accept(_ event: InboundEvent) async throws -> DeliveryReceipt {
        guard event.action == .ignored || event.ticketID != nil else {
            throw Problem("a delivery that changes a ticket must name it")
        }
        let now = clock.now()
        let machine = machine
        return try await commit { db in try Intake(db: db, event: event, machine: machine, now: now).run() }
    }
}
