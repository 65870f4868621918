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

    /// The exact bytes sent under a receipt, once the look at them is in the audit ledger; nil where there are none for
    /// this person. Everybody who may decide on a client's drafts may read what was sent for them, and nobody else: what
    /// a draft was made of stands in those bytes. Not bytes that quote a case which has left the client since.
    ///
    /// - Throws: `ReviewRefusal.needsRole` for readers.
    public func viewEgressBody(_ receipt: Int64, by principal: Principal, now: Timestamp) async throws -> [UInt8]? {
        guard principal.role >= .readsEgress else { throw ReviewRefusal.needsRole(.readsEgress) }
        guard let found = try egressBody(receipt, for: principal.audience) else { return nil }
        try await record(
            AuditEntry(
                at: now, actor: principal.actor, act: "egress_body_viewed", object: "receipt:\(receipt)",
                clientID: found.client))
        return found.body
    }

    private func egressBody(_ receipt: Int64, for audience: Audience) throws -> (client: ClientID?, body: [UInt8])? {
        var conditions = Conditions()
        conditions.add("e.receipt = ?", receipt)
        try conditions.admitEgress(audience)
        let sql = "SELECT e.client_id, e.body, e.cases FROM egress e\(conditions.sql)"
        return try read { db in
            let found = try rows(sql, db, bind: { try conditions.bind($0) }) { row in
                (client: row.optionalText(0).map { ClientID($0) }, body: row.bytes(1), cases: row.optionalText(2))
            }.first
            guard let found else { return nil }
            if audience != .everyClient, let client = found.client {
                let moved = MovedCases(db)
                guard let cases = found.cases else {
                    // What it quotes was not noted: it may be any case of the client's.
                    return try moved.haveLeft(client) ? nil : (client, found.body)
                }
                let quoted = try CanonicalJSON().value([String].self, from: cases).map { TicketID($0) }
                guard try moved.among(quoted, of: client).isEmpty else { return nil }
            }
            return (found.client, found.body)
        }
    }
}
