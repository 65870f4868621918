public import Domain

extension SQLiteStore {
    public func moved(_ tickets: [TicketID], from client: ClientID) throws -> Set<TicketID> {
        try read { db in try MovedCases(db).among(tickets, of: client) }
    }
}
