internal import Digest
public import Domain
internal import GRDB

extension SQLiteStore {
    /// Egress entries newest first, below `receipt`, without their bodies.
    public func egressEntries(
        ticket: TicketID?, client: ClientID?, for audience: Audience, before receipt: Int64?, limit: Int
    ) throws -> [LedgerEntry] {
        var conditions = Conditions()
        if let ticket { conditions.add("e.ticket_id = ?", ticket.rawValue) }
        if let client { conditions.add("e.client_id = ?", client.rawValue) }
        if let receipt { conditions.add("e.receipt < ?", receipt) }
        try conditions.admitEgress(audience)
        return try rows(
            """
            SELECT e.receipt, e.endpoint, e.bytes, e.sha256, e.redacted, e.at, e.ticket_id, e.client_id, e.prev_hash,
                e.hash, (SELECT status FROM answers a WHERE a.receipt = e.receipt ORDER BY a.id DESC LIMIT 1)
            FROM egress e
            """, conditions, "ORDER BY e.receipt DESC", limit: limit
        ) { row in
            LedgerEntry(
                receipt: try Self.receipt(row), at: Timestamp(milliseconds: row.integer(5)),
                ticketID: TicketID(row.text(6)), clientID: row.optionalText(7).map { ClientID($0) },
                previousHash: Hexadecimal.text(row.bytes(8)), hash: Hexadecimal.text(row.bytes(9)),
                answerStatus: row.optionalInteger(10).map { Int($0) })
        }
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
