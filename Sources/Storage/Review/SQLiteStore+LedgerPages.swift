internal import Digest
public import Domain
internal import GRDB

/// One entry of the audit ledger as it is read back.
public struct AuditRecord: Hashable, Sendable {
    public var id: Int64
    public var at: Timestamp
    /// As `Actor.description` writes it.
    public var actor: String
    public var act: String
    public var object: String
    public var clientID: ClientID?
    public var detail: [String: String]
    /// 64 hexadecimal digits; covers the entry and every one before it.
    public var hash: String
}

/// Which audit entries to list; nil leaves open.
public struct AuditFilter: Hashable, Sendable {
    public var actor: String?
    public var act: String?
    public var object: String?
    public var clientID: ClientID?

    public init(actor: String? = nil, act: String? = nil, object: String? = nil, clientID: ClientID? = nil) {
        self.actor = actor
        self.act = act
        self.object = object
        self.clientID = clientID
    }
}

extension SQLiteStore {
    /// Audit entries newest first, below `id`.
    public func auditEntries(
        _ filter: AuditFilter, for audience: Audience, before id: Int64?, limit: Int
    ) throws -> [AuditRecord] {
        var conditions = Conditions()
        if let actor = filter.actor { conditions.add("actor = ?", actor) }
        if let act = filter.act { conditions.add("act = ?", act) }
        if let object = filter.object { conditions.add("object = ?", object) }
        if let client = filter.clientID { conditions.add("client_id = ?", client.rawValue) }
        if let id { conditions.add("id < ?", id) }
        try conditions.admit(audience)
        let json = CanonicalJSON()
        return try rows(
            "SELECT id, at, actor, act, object, client_id, detail, hash FROM audit", conditions, "ORDER BY id DESC",
            limit: limit
        ) { row in
            AuditRecord(
                id: row.integer(0), at: Timestamp(milliseconds: row.integer(1)), actor: row.text(2), act: row.text(3),
                object: row.text(4), clientID: row.optionalText(5).map { ClientID($0) },
                detail: try json.value([String: String].self, from: row.text(6)),
                hash: Hexadecimal.text(row.bytes(7)))
        }
    }

    /// Egress entries newest first, below `receipt`, without their bodies.
    public func egressEntries(
        ticket: TicketID?, client: ClientID?, for audience: Audience, before receipt: Int64?, limit: Int
    ) throws -> [LedgerEntry] {
        var conditions = Conditions()
        if let ticket { conditions.add("e.ticket_id = ?", ticket.rawValue) }
        if let client { conditions.add("e.client_id = ?", client.rawValue) }
        if let receipt { conditions.add("e.receipt < ?", receipt) }
        try conditions.admit(audience, "e.client_id")
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
        conditions.add("receipt = ?", receipt)
        try conditions.admit(principal.audience)
        let found = try rows("SELECT body, client_id FROM egress", conditions, "", limit: 1) { row in
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
