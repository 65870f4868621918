public import Domain

extension SQLiteStore {
    /// Writes down that somebody ended the writing of a model. The end itself is the caller's doing, once this is on disk.
    ///
    /// - Parameter client: whose ticket it turned out to be; nil where that is not known.
    public func noteModelStop(
        of ticket: TicketID, client: ClientID?, by actor: Actor, now: Timestamp
    ) async throws {
        try await commit { db in
            try AuditChain.append(
                AuditEntry(
                    at: now, actor: actor, act: "model_stopped", object: "ticket:\(ticket.rawValue)", clientID: client),
                db)
        }
    }
}
