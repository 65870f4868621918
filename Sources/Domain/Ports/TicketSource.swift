/// Reads a ticket anew from the system it lives in, since a webhook only says that it changed.
public protocol TicketSource: Sendable {
    /// The ticket as it is now, as `tickets.jsonl` describes it; nil when it no longer exists.
    ///
    /// Throws a `JobFailure` that says whether trying again can help.
    func ticket(_ id: TicketID) async throws -> Ticket?
}
