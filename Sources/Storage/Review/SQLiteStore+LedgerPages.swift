public import Domain
internal import GRDB

extension SQLiteStore {
    /// Egress entries newest first, below `receipt`, without their bodies.
    public func egressEntries(
        ticket: TicketID?, client: ClientID?, for audience: Audience, before receipt: Int64?, limit: Int
    ) throws -> [LedgerEntry] {
        try egressEntries(
            EgressFilter(audience: audience, client: client, ticket: ticket), before: receipt, limit: limit)
    }

    /// The exact bytes sent under a receipt, for an audience, once the look at them is in the audit ledger.
    public func viewEgressBody(_ receipt: Int64, by principal: Principal, now: Timestamp) async throws -> [UInt8]? {
        var conditions = Conditions()
        conditions.add("e.receipt = ?", receipt)
        try conditions.admitEgress(principal.audience)
        let found = try rows("SELECT e.body, e.client_id FROM egress e", conditions, "", limit: 1) { row in
            (row.bytes(0), row.optionalText(1))
        }.first
        guard let (body, client) = found else { return nil }
        try await record(
            AuditEntry(
                at: now, actor: principal.actor, act: "egress_body_viewed", object: "receipt:\(receipt)",
                clientID: client.map { ClientID($0) }))
        return body
    }
}
