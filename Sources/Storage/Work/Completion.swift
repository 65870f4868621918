internal import Domain
internal import GRDB

/// Ends a job with its draft, within a transaction.
struct Completion {
    let db: Database
    let machine: JobMachine
    let now: Timestamp
    let result: JobResult
    /// The record as JSON, made before the transaction began.
    let text: String

    /// The draft's id. When the content has a draft already, that one counts and the result is dropped.
    func run(_ id: Int64, _ lease: Lease) throws -> Int64 {
        let rows = JobRows(db)
        guard let job = try rows.load(id) else { throw JobRefusal.unknown }
        try rows.update(try machine.complete(job, lease, now: now), from: job)
        let drafts = DraftRows(db)
        // Read anew, the ticket may say what another delivery will tell or has told: that has one draft all the same.
        let hash = result.contentHash ?? job.contentHash
        try file(job, under: result.contentHash)
        let present = try drafts.outdate(job.ticketID, source: job.source, butFor: hash, now: now)
        if let present {
            try TicketOwner(db).assign(job.ticketID, source: job.source, to: present.clientID)
            try drafts.reopen(present, job.ticketID, source: job.source, now: now)
            if let ticket = result.ticket, ticket.ticket.clientID == present.clientID { try keep(ticket) }
            try KeptTicket(db).noteWork(on: job.ticketID, of: present.clientID, at: now)
            return present.id
        }
        let made = try drafts.insert(result.record, facts: result.facts, text: text, of: job, hash: hash, now: now)
        guard let draft = made else { throw LeaseLost() }
        // What was kept before, and earlier drafts, may be of a client that it has left.
        try TicketOwner(db).assign(job.ticketID, source: job.source, to: result.record.clientID)
        if let ticket = result.ticket { try keep(ticket) }
        try KeptTicket(db).noteWork(on: job.ticketID, of: result.record.clientID, at: now)
        try AuditChain.append(
            AuditEntry(
                at: now, actor: result.actor, act: "draft_made", object: "draft:\(draft)",
                clientID: result.record.clientID,
                detail: ["mode": result.record.draft.mode.rawValue, "ticket": job.ticketID.rawValue]), db)
        return draft
    }

    /// The newest content of the ticket is that which the draft was made of.
    private func file(_ job: Job, under hash: [UInt8]?) throws {
        let update = try Prepared(
            cached: "UPDATE inbox SET draft_hash = ?3 WHERE source = ?1 AND ticket_id = ?2 AND draft_hash IS NOT ?3", db
        )
        try update.bind(1, job.source)
        try update.bind(2, job.ticketID.rawValue)
        if let hash { try update.bind(3, hash) } else { try update.bind(3, nil as String?) }
        try update.run()
    }

    /// A ticket without a client that is known here is not kept: stored without an owner it would be shared, and show
    /// up as evidence for every client. Nor does it take the place of another client's ticket that only shares its id:
    /// a sender names ids as it likes.
    private func keep(_ stored: StoredTicket) throws {
        guard let client = stored.ticket.clientID, try KnownClient(db).named(client.rawValue) != nil,
            try !belongsToAnother(stored.ticket.id, client)
        else { return }
        var batch = ImportBatch()
        batch.tickets = [stored]
        var writer = ImportWriter(db)
        _ = try writer.write(batch)
    }

    private func belongsToAnother(_ ticket: TicketID, _ client: ClientID) throws -> Bool {
        let query = try Prepared(cached: "SELECT 1 FROM tickets WHERE id = ? AND client_id IS NOT ?", db)
        defer { query.reset() }
        try query.bind(1, ticket.rawValue)
        try query.bind(2, client.rawValue)
        return try query.step()
    }
}
