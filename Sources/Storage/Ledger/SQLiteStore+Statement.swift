internal import Digest
public import Domain
internal import GRDB

extension SQLiteStore {
    /// What was sent of a client in a month, as far as the audience may see it; nothing of a client outside it.
    ///
    /// - Parameter each: told every call in order, in the same snapshot of the data.
    public func egressStatement(
        _ client: ClientID, _ month: CalendarMonth, for audience: Audience,
        each: (LedgerEntry) throws -> Void = { _ in }
    ) throws -> EgressStatement {
        try read { db in
            var maker = StatementMaker(client, month)
            var digest = try FieldDigest(domain: "sidenote statement 1")
            try digest.add(client.rawValue)
            try digest.add(month.description)
            var conditions = Self.statementConditions(client, month)
            try conditions.admitEgress(audience)
            let query = try Prepared(fresh: Self.statementQuery(conditions), db)
            defer { query.reset() }
            try conditions.bind(query)
            while try query.step() {
                let entry = try Self.ledgerEntry(query)
                maker.take(entry, hasBody: query.integer(11) > 0)
                try digest.add(entry.receipt.receipt)
                try digest.add(query.bytes(9))
                try each(entry)
            }
            let head = try rows("SELECT receipt, hash FROM egress_head", db) { ($0.integer(0), $0.bytes(1)) }.first
            return maker.statement(digest: try digest.finalize(), head: head)
        }
    }

    static func statementConditions(_ client: ClientID, _ month: CalendarMonth) -> Conditions {
        var conditions = Conditions()
        conditions.add("e.client_id = ?", client.rawValue)
        conditions.add("e.at >= ?", month.start.milliseconds)
        conditions.add("e.at < ?", month.end.milliseconds)
        return conditions
    }

    static func statementQuery(_ conditions: Conditions) -> String {
        """
        SELECT e.receipt, e.endpoint, e.bytes, e.sha256, e.redacted, e.at, e.ticket_id, e.client_id, e.prev_hash,
            e.hash, (SELECT status FROM answers a WHERE a.receipt = e.receipt ORDER BY a.id DESC LIMIT 1),
            length(e.body)
        FROM egress e\(conditions.sql) ORDER BY e.receipt
        """
    }
}

/// Sums up calls one by one.
private struct StatementMaker {
    private var statement: EgressStatement
    private var destinations: [String: EgressStatement.Destination] = [:]
    private var tickets: Set<TicketID> = []
    private var first: Int64?
    private var last: Int64 = 0

    init(_ client: ClientID, _ month: CalendarMonth) {
        statement = EgressStatement(client: client, month: month)
    }

    mutating func take(_ entry: LedgerEntry, hasBody: Bool) {
        let receipt = entry.receipt
        statement.calls += 1
        statement.bytes += Int64(receipt.bytes)
        tickets.insert(entry.ticketID)
        var destination =
            destinations[receipt.endpoint]
            ?? EgressStatement.Destination(endpoint: receipt.endpoint, calls: 0, bytes: 0)
        destination.calls += 1
        destination.bytes += Int64(receipt.bytes)
        destinations[receipt.endpoint] = destination
        for (kind, count) in receipt.redacted { statement.redactions[kind, default: 0] += count }
        if !hasBody, receipt.bytes > 0 { statement.removedBodies += 1 }
        first = first ?? receipt.receipt
        last = receipt.receipt
    }

    func statement(digest: [UInt8], head: (receipt: Int64, hash: [UInt8])?) -> EgressStatement {
        var statement = statement
        statement.tickets = tickets.count
        statement.destinations = destinations.values.sorted {
            $0.calls != $1.calls ? $0.calls > $1.calls : $0.endpoint < $1.endpoint
        }
        if let first { statement.receipts = first...max(first, last) }
        statement.digest = Hexadecimal.text(digest)
        statement.headReceipt = head?.receipt ?? 0
        statement.headHash = Hexadecimal.text(head?.hash ?? EgressChain.origin)
        return statement
    }
}
