internal import Domain
internal import GRDB

/// Takes one delivery in, within a transaction.
struct Intake {
    let db: Database
    let event: InboundEvent
    let machine: JobMachine
    let now: Timestamp

    func run() throws -> DeliveryReceipt {
        let known = try lookUp()
        if let id = known.delivery { return DeliveryReceipt(id: id, outcome: .repeated) }
        guard event.action != .ignored, let ticket = event.ticketID else { return try keep(.ignored) }
        guard let entry = known.entry else { return try first(ticket, known) }
        switch entry.verdict(on: event) {
        case .outdated: return try keep(.outdated)
        case .same:
            // What is older than this event is outdated from now on, though nothing changed.
            if event.version > entry.version { try raiseVersion(ticket) }
            return try keep(event.action == .deleted ? .deleted : .unchanged)
        case .news: return event.action == .deleted ? try delete(ticket, known) : try change(ticket, known)
        }
    }

    // MARK: Cases

    /// Nothing was known of the ticket: the common case, in as few statements as possible.
    private func first(_ ticket: TicketID, _ known: Known) throws -> DeliveryReceipt {
        guard event.action == .changed else { return try delete(ticket, known) }
        let receipt = try keep(.queued)
        guard try JobRows(db).insert(event, ticket: ticket, delivery: receipt.id, now: now) else {
            return try settle(receipt, ticket, known)
        }
        try remember(ticket, receipt.id, known)
        return receipt
    }

    private func change(_ ticket: TicketID, _ known: Known) throws -> DeliveryReceipt {
        try settle(try keep(.queued), ticket, known)
    }

    /// Brings jobs and drafts of the ticket in line with the event's content.
    private func settle(
        _ receipt: DeliveryReceipt, _ ticket: TicketID, _ known: Known
    ) throws -> DeliveryReceipt {
        let rows = JobRows(db)
        let same = try supersede(ticket, butFor: event.contentHash)
        let draft = try DraftRows(db).outdate(ticket, source: event.source, butFor: event.contentHash, now: now)
        try remember(ticket, receipt.id, known)
        if let draft {
            try TicketOwner(db).assign(ticket, source: event.source, to: draft.clientID)
            try DraftRows(db).reopen(draft, ticket, source: event.source, now: now)
            return try correct(receipt, .unchanged)
        }
        guard let same else {
            _ = try rows.insert(event, ticket: ticket, delivery: receipt.id, now: now)
            return receipt
        }
        switch same.state {
        case .waiting, .delayed, .leased: return try correct(receipt, .unchanged)
        case .done, .dead, .superseded:
            let revived = try machine.revive(
                same, delivery: receipt.id, lane: event.lane, deadline: event.deadline, now: now)
            try rows.update(revived, from: same)
            return receipt
        }
    }

    private func delete(_ ticket: TicketID, _ known: Known) throws -> DeliveryReceipt {
        let receipt = try keep(.deleted)
        try supersede(ticket, butFor: nil)
        try DraftRows(db).outdate(ticket, source: event.source, butFor: nil, now: now)
        try KeptTicket(db).withdraw(ticket, source: event.source, unlessOf: nil)
        try remember(ticket, receipt.id, known)
        return receipt
    }

    /// Ends the ticket's unfinished jobs of other content than `hash`. Returns the job of that content.
    @discardableResult
    private func supersede(_ ticket: TicketID, butFor hash: [UInt8]?) throws -> Job? {
        let rows = JobRows(db)
        let jobs = try rows.select(
            """
            WHERE source = ?1 AND ticket_id = ?2
                AND (content_hash IS ?3 OR \(JobRows.isUnfinished))
            """
        ) { query in
            try query.bind(1, event.source)
            try query.bind(2, ticket.rawValue)
            if let hash { try query.bind(3, hash) }
        }
        var same: Job?
        for job in jobs {
            if job.contentHash == hash {
                same = job
            } else {
                try rows.update(try machine.supersede(job, now: now), from: job)
            }
        }
        return same
    }

    // MARK: Owner

    /// Whose the ticket is from now on, as far as that is known before its draft is made: whom the event names; else who
    /// it was, if nothing speaks of another. Content that comes in another lane than before may be anybody's.
    private func owner(_ known: Known) throws -> ClientID? {
        if let client = try KnownClient(db).named(event.lane) { return client }
        return saysNothingOfTheOwner || event.lane == known.lane ? known.clientID : nil
    }

    /// It names a ticket and nothing else.
    private var saysNothingOfTheOwner: Bool { event.ticket == nil && event.lane.isEmpty }

    // MARK: Rows

    /// What is known of the ticket before the event.
    private struct Known {
        var delivery: Int64?
        var entry: InboxEntry?
        var lane: String?
        var clientID: ClientID?
    }

    private func lookUp() throws -> Known {
        let query = try Prepared(
            cached: """
                SELECT (SELECT id FROM deliveries WHERE source = ?1 AND key = ?2), i.version, i.content_hash, i.is_deleted,
                    i.lane, i.client_id
                FROM (SELECT 1) LEFT JOIN inbox i ON i.source = ?1 AND i.ticket_id = ?3
                """, db)
        defer { query.reset() }
        try query.bind(1, event.source)
        try query.bind(2, event.key)
        try query.bind(3, event.ticketID?.rawValue)
        guard try query.step() else { return Known() }
        let entry = query.optionalInteger(1).map { version in
            InboxEntry(version: version, contentHash: query.bytes(2), isDeleted: query.integer(3) != 0)
        }
        return Known(
            delivery: query.optionalInteger(0), entry: entry, lane: query.optionalText(4),
            clientID: query.optionalText(5).map { ClientID($0) })
    }

    private func keep(_ outcome: DeliveryReceipt.Outcome) throws -> DeliveryReceipt {
        let insert = try Prepared(
            cached: """
                INSERT INTO deliveries (source, key, outcome, ticket_id, received_at, body) VALUES (?, ?, ?, ?, ?, ?)
                """, db)
        try insert.bind(1, event.source)
        try insert.bind(2, event.key)
        try insert.bind(3, outcome.rawValue)
        try insert.bind(4, event.ticketID?.rawValue)
        try insert.bind(5, now.milliseconds)
        // Only a job needs the content.
        if outcome == .queued, let ticket = event.ticket { try insert.bind(6, ticket) }
        try insert.run()
        return DeliveryReceipt(id: db.lastInsertedRowID, outcome: outcome)
    }

    /// The delivery turned out to need no job after all.
    private func correct(
        _ receipt: DeliveryReceipt, _ outcome: DeliveryReceipt.Outcome
    ) throws -> DeliveryReceipt {
        let update = try Prepared(cached: "UPDATE deliveries SET outcome = ?2, body = NULL WHERE id = ?1", db)
        try update.bind(1, receipt.id)
        try update.bind(2, outcome.rawValue)
        try update.run()
        return DeliveryReceipt(id: receipt.id, outcome: outcome)
    }

    /// What came in order of arrival while the clock was behind leaves the larger version in place.
    private func remember(_ ticket: TicketID, _ delivery: Int64, _ known: Known) throws {
        let upsert = try Prepared(
            cached: """
                INSERT OR REPLACE INTO inbox (source, ticket_id, version, content_hash, delivery, is_deleted, lane, client_id)
                VALUES (?1, ?2, max(?3, coalesce(
                    (SELECT version FROM inbox WHERE source = ?1 AND ticket_id = ?2), ?3)), ?4, ?5, ?6, ?7, ?8)
                """, db)
        try upsert.bind(1, event.source)
        try upsert.bind(2, ticket.rawValue)
        try upsert.bind(3, event.version)
        try upsert.bind(4, event.contentHash)
        try upsert.bind(5, delivery)
        try upsert.bind(6, event.action == .deleted ? 1 : 0)
        try upsert.bind(7, saysNothingOfTheOwner ? known.lane ?? "" : event.lane)
        let owner = try owner(known)
        try upsert.bind(8, owner?.rawValue)
        try upsert.run()
        // A deletion takes nothing to another client, and the kept ticket is withdrawn with it.
        if event.action == .changed, known.entry == nil || owner != known.clientID {
            try TicketOwner(db).assign(ticket, source: event.source, to: owner)
        }
    }

    private func raiseVersion(_ ticket: TicketID) throws {
        let update = try Prepared(
            cached: "UPDATE inbox SET version = ?3 WHERE source = ?1 AND ticket_id = ?2", db)
        try update.bind(1, event.source)
        try update.bind(2, ticket.rawValue)
        try update.bind(3, event.version)
        try update.run()
    }
}
