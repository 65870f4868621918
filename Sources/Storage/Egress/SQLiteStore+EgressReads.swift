internal import Digest
public import Domain
internal import GRDB

extension SQLiteStore {
    /// Entries in order of receipt: at most `limit` of those after `receipt`, of one ticket or of all.
    public func entries(
        after receipt: Int64 = 0, limit: Int = 100, ticket: TicketID? = nil
    ) throws -> [LedgerEntry] {
        try read { db in
            try rows(
                """
                SELECT e.receipt, e.endpoint, e.bytes, e.sha256, e.redacted, e.at, e.ticket_id, e.client_id,
                    e.prev_hash, e.hash,
                    (SELECT status FROM answers a WHERE a.receipt = e.receipt ORDER BY a.id DESC LIMIT 1)
                FROM egress e WHERE e.receipt > ?1 AND (?3 IS NULL OR e.ticket_id = ?3)
                ORDER BY e.receipt LIMIT ?2
                """, db,
                bind: {
                    try $0.bind(1, receipt)
                    try $0.bind(2, Int64(max(0, limit)))
                    try $0.bind(3, ticket?.rawValue)
                },
                { row in
                    LedgerEntry(
                        receipt: try Self.receipt(row), at: Timestamp(milliseconds: row.integer(5)),
                        ticketID: TicketID(row.text(6)), clientID: row.optionalText(7).map { ClientID($0) },
                        previousHash: Hexadecimal.text(row.bytes(8)), hash: Hexadecimal.text(row.bytes(9)),
                        answerStatus: row.optionalInteger(10).map { Int($0) })
                })
        }
    }

    /// The exact bytes sent under a receipt, none when retention emptied them; nil when there is no such receipt.
    public func body(ofReceipt receipt: Int64) throws -> [UInt8]? {
        try read { db in
            try rows(
                "SELECT body FROM egress WHERE receipt = ?", db, bind: { try $0.bind(1, receipt) }, { $0.bytes(0) }
            ).first
        }
    }

    /// Recomputes the chain from the first entry, body by body, and names the first that does not hold.
    ///
    /// An alteration, insertion, deletion or cut at either end shows, unless all later hashes and the stored head were
    /// recomputed too: against that, keep `head` somewhere else. A body that retention emptied is accepted where the
    /// audit ledger has its tombstone. `progress` is told every hundred entries how many of how many were read, and may
    /// throw to break off. Throws when the ledger cannot be read.
    public func verify(progress: ((_ done: Int64, _ of: Int64) throws -> Void)? = nil) throws -> EgressVerification {
        try read { db in
            let head = try rows("SELECT receipt, hash FROM egress_head", db) { ($0.integer(0), $0.bytes(1)) }.first
            let count = try Int64.fetchOne(db, sql: "SELECT count(*) FROM egress") ?? 0
            var verifier = EgressVerifier(tombstones: try EgressTombstones(db))
            let query = try Prepared(
                fresh: """
                    SELECT receipt, prev_hash, hash, at, ticket_id, client_id, endpoint, bytes, sha256, redacted, body
                    FROM egress ORDER BY receipt
                    """, db)
            defer { query.reset() }
            var done: Int64 = 0
            while verifier.isSound, try query.step() {
                try verifier.take(
                    EgressChain.Fields(
                        receipt: query.integer(0), previous: query.bytes(1), at: query.integer(3),
                        ticketID: query.text(4), clientID: query.optionalText(5), endpoint: query.text(6),
                        bytes: query.integer(7), sha256: query.text(8), redacted: query.text(9)),
                    hash: query.bytes(2), body: query.bytes(10))
                done += 1
                if done % 100 == 0 { try progress?(done, count) }
            }
            return verifier.result(count: count, head: head)
        }
    }
}
