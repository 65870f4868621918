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
        guard let entry = known.entry else { return try first(ticket) }
        switch entry.verdict(on: event) {
        case .outdated: return try keep(.outdated)
        case .same:
            // What is older than this event is outdated from now on, though nothing changed.
            if event.version > entry.version { try raiseVersion(ticket) }
            return try keep(event.action == .deleted ? .deleted : .unchanged)
        case .news: return event.action == .deleted ? try delete(ticket) : try change(ticket)
        }
    }

    // MARK: Cases

    /// Nothing was known of the ticket: the common case, in as few statements as possible.
    private func first(_ ticket: TicketID) throws -> DeliveryReceipt {
        guard event.action == .changed else { return try delete(ticket) }
        let receipt = try keep(.queued)
        guard try JobRows(db).insert(event, ticket: ticket, delivery: receipt.id, now: now) else {
            return try settle(receipt, ticket)
        }
        try remember(ticket, receipt.id)
        return receipt
    }

    private func change(_ ticket: TicketID) throws -> DeliveryReceipt {
        try settle(try keep(.queued), ticket)
    }

    /// Brings jobs and drafts of the ticket in line with the event's content.
    private func settle(_ receipt: DeliveryReceipt, _ ticket: TicketID) throws -> DeliveryReceipt {
        let rows = JobRows(db)
        let same = try supersede(ticket, butFor: event.contentHash)
        let draft = try DraftRows(db).outdate(ticket, source: event.source, butFor: event.contentHash, now: now)
        try remember(ticket, receipt.id)
        if let draft {
            try DraftRows(db).reopen(draft, ticket, source: event.source, now: now)
            try KeptTicket(db).withdraw(ticket, source: event.source, unlessOf: draft.clientID)
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

    private func delete(_ ticket: TicketID) throws -> DeliveryReceipt {
        let receipt = try keep(.deleted)
        try supersede(ticket, butFor: nil)
        try DraftRows(db).outdate(ticket, source: event.source, butFor: nil, now: now)
        try KeptTicket(db).withdraw(ticket, source: event.source, unlessOf: nil)
        try remember(ticket, receipt.id)
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

    // MARK: Rows

    private func lookUp() throws -> (delivery: Int64?, entry: InboxEntry?) {
        let query = try Prepared(
            cached: """
                SELECT (SELECT id FROM deliveries WHERE source = ?1 AND key = ?2), i.version, i.content_hash, i.is_deleted
                FROM (SELECT 1) LEFT JOIN inbox i ON i.source = ?1 AND i.ticket_id = ?3
                """, db)
        defer { query.reset() }
        try query.bind(1, event.source)
        try query.bind(2, event.key)
        try query.bind(3, event.ticketID?.rawValue)
        guard try query.step() else { return (nil, nil) }
        let entry = query.optionalInteger(1).map { version in
            InboxEntry(version: version, contentHash: query.bytes(2), isDeleted: query.integer(3) != 0)
        }
        return (query.optionalInteger(0), entry)
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
    private func remember(_ ticket: TicketID, _ delivery: Int64) throws {
        let upsert = try Prepared(
            cached: """
                INSERT OR REPLACE INTO inbox (source, ticket_id, version, content_hash, delivery, is_deleted)
                VALUES (?1, ?2, max(?3, coalesce(
                    (SELECT version FROM inbox WHERE source = ?1 AND ticket_id = ?2), ?3)), ?4, ?5, ?6)
                """, db)
        try upsert.bind(1, event.source)
        try upsert.bind(2, ticket.rawValue)
        try upsert.bind(3, event.version)
        try upsert.bind(4, event.contentHash)
        try upsert.bind(5, delivery)
        try upsert.bind(6, event.action == .deleted ? 1 : 0)
        try upsert.run()
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
