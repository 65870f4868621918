internal import Digest
public import Domain
internal import GRDB

extension SQLiteStore {
    /// Calls that the filter lets through, newest first: at most `limit` of those below `receipt`.
    public func egressEntries(
        _ filter: EgressFilter, before receipt: Int64? = nil, limit: Int
    ) throws -> [LedgerEntry] {
        var conditions = Conditions()
        if let client = filter.client { conditions.add("e.client_id = ?", client.rawValue) }
        if let ticket = filter.ticket { conditions.add("e.ticket_id = ?", ticket.rawValue) }
        if let receipt = filter.receipt { conditions.add("e.receipt = ?", receipt) }
        if let since = filter.since { conditions.add("e.at >= ?", since.milliseconds) }
        if let until = filter.until { conditions.add("e.at < ?", until.milliseconds) }
        if let receipt { conditions.add("e.receipt < ?", receipt) }
        try conditions.admitEgress(filter.audience)
        return try rows(Self.egressSelect, conditions, "ORDER BY e.receipt DESC", limit: limit, Self.ledgerEntry)
    }

    /// One call; nil where there is none, or it lies outside the audience.
    public func egressEntry(_ receipt: Int64, for audience: Audience) throws -> LedgerEntry? {
        try egressEntries(EgressFilter(audience: audience, receipt: receipt), limit: 1).first
    }

    /// One act; nil where there is none, or it lies outside the audience.
    public func auditEntry(_ id: Int64, _ filter: AuditFilter) throws -> AuditRecord? {
        guard id > 0, id < Int64.max else { return nil }
        return try auditEntries(filter, before: id + 1, limit: 1).first { $0.id == id }
    }

    static let egressSelect = """
        SELECT e.receipt, e.endpoint, e.bytes, e.sha256, e.redacted, e.at, e.ticket_id, e.client_id, e.prev_hash,
            e.hash, (SELECT status FROM answers a WHERE a.receipt = e.receipt ORDER BY a.id DESC LIMIT 1)
        FROM egress e
        """

    static func ledgerEntry(_ row: Prepared) throws -> LedgerEntry {
        LedgerEntry(
            receipt: try receipt(row), at: Timestamp(milliseconds: row.integer(5)),
            ticketID: TicketID(row.text(6)), clientID: row.optionalText(7).map { ClientID($0) },
            previousHash: Hexadecimal.text(row.bytes(8)), hash: Hexadecimal.text(row.bytes(9)),
            answerStatus: row.optionalInteger(10).map { Int($0) })
    }
}
