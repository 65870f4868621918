public import Domain

/// A ticket that comes from this machine rather than from a sender, such as the sample's, as an event for the inbox.
public enum LocalTicket {
    /// - Parameter source: what stands in place of a sender's name, `demo`. The same ticket of the same source is one
    ///   delivery, however often it is given.
    /// - Throws: when the cryptographic library cannot compute a digest.
    public static func event(_ ticket: Ticket, source: String, now: Timestamp) throws -> InboundEvent {
        try EventDraft(source: source, key: ticket.id.rawValue, now: now)
            .changed(ticket, version: ticket.updatedAt ?? ticket.createdAt)
    }
}
