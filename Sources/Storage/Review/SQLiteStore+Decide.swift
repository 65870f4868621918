internal import Digest
public import Domain
internal import GRDB

extension SQLiteStore: ReviewStore {
    public func decide(
        _ request: DecisionRequest, by principal: Principal, now: Timestamp
    ) async throws -> DecisionResult {
        guard request.payload.byteCount <= Decision.Payload.byteLimit else {
            throw ReviewRefusal.tooLarge(limit: Decision.Payload.byteLimit)
        }
        return try await commit { db in
            try DecisionWriter(request: request, principal: principal, now: now, db: db).run()
        }
    }

    /// Takes the decision `regenerate`: the draft gets the new record, and the former one is kept as a version, in the
    /// same transaction. Refused like any decision when the draft has changed since.
    ///
    /// - Parameter record: made anew of the same ticket, of the same client.
    public func regenerate(
        _ request: DecisionRequest, with record: EnrichmentRecord, by principal: Principal, now: Timestamp
    ) async throws -> DecisionResult {
        guard request.kind == .regenerate else { throw ReviewRefusal.textMissing }
        return try await commit { db in
            try DecisionWriter(request: request, principal: principal, now: now, db: db, replacement: record).run()
        }
    }

    /// The answer that the same request got before, where it has a key; nil when it was never done. For those who would
    /// have to do much work only to be told.
    public func answered(
        _ request: DecisionRequest, by principal: Principal, now: Timestamp
    ) async throws -> DecisionResult? {
        guard request.idempotency != nil else { return nil }
        return try await commit { db in
            try DecisionWriter(request: request, principal: principal, now: now, db: db).replay()
        }
    }
}

/// One decision within its transaction.
private struct DecisionWriter {
    let request: DecisionRequest
    let principal: Principal
    let now: Timestamp
    let db: Database
    /// What a draft made anew consists of.
    var replacement: EnrichmentRecord?

    private var actor: String { principal.actor.description }

    func run() throws -> DecisionResult {
        if let result = try replay() { return result }
        let draft = try visibleDraft()
        let keys = IdempotencyKeys(actor: actor, now: now, db: db)
        return try keys.once(request.idempotency) { try decide(draft) }.value
    }

    func replay() throws -> DecisionResult? {
        let draft = try visibleDraft()
        let keys = IdempotencyKeys(actor: actor, now: now, db: db)
        guard let key = request.idempotency, var result = try keys.find(DecisionResult.self, key) else { return nil }
        result.isReplay = true
        try recordView(of: draft, in: result.decision)
        return result
    }

    /// An answer given again shows a decision's text, which is the draft's or was made of it, at a time that no entry
    /// tells of. Without a text it shows what lists do, which leave no entry either.
    private func recordView(of draft: DraftSummary, in decision: Decision) throws {
        guard decision.payload.byteCount > 0 else { return }
        try AuditChain.append(
            AuditEntry(
                at: now, actor: principal.actor, act: "draft_viewed", object: "draft:\(draft.id)",
                clientID: draft.clientID,
                detail: ["revision": String(draft.revision), "decision": String(decision.id)]), db)
    }

    private func decide(_ draft: DraftSummary) throws -> DecisionResult {
        guard request.revisions.contains(draft.revision) else {
            throw ReviewRefusal.revisionMismatch(current: draft.revision)
        }
        guard (request.kind == .regenerate) == (replacement != nil) else { throw ReviewRefusal.textMissing }
        if let replacement, replacement.clientID != draft.clientID { throw ReviewRefusal.stale }
        let edit = try lastEdit()
        let rules = ReviewRules(
            state: draft.state, holder: draft.actor, isBlocked: draft.isBlocked, isEdited: edit?.payload.text != nil,
            verdict: request.verdict, secondsSinceDecision: draft.decidedAt.map { now.seconds(since: $0) })
        let outcome = try rules.outcome(of: request.kind, request.payload, by: actor, role: principal.role)
        var payload = request.payload
        if request.kind == .approve { try complete(&payload, with: edit) }
        return try write(payload, outcome, of: draft)
    }

    /// The draft, unless it lies outside the audience: one query for both.
    private func visibleDraft() throws -> DraftSummary {
        var conditions = Conditions()
        conditions.add("id = ?", request.draft)
        try conditions.admitDrafts(principal.audience)
        let query = try Prepared(cached: "SELECT \(DraftRow.summaryColumns) FROM drafts\(conditions.sql)", db)
        defer { query.reset() }
        try conditions.bind(query)
        guard try query.step() else { throw ReviewRefusal.notFound }
        return try DraftRow.summary(query)
    }

    private func lastEdit() throws -> Decision? {
        let query = try Prepared(
            cached: """
                SELECT \(DecisionRow.columns) FROM decisions WHERE draft = ?1 AND kind = 'edit'
                    AND id > coalesce((SELECT max(id) FROM decisions WHERE draft = ?1 AND kind = 'regenerate'), 0)
                ORDER BY id DESC LIMIT 1
                """, db)
        defer { query.reset() }
        try query.bind(1, request.draft)
        return try query.step() ? try DecisionRow.decision(query) : nil
    }

    /// An approval keeps the text it makes final: the one it brings, else the last edit's, else the drafted one.
    private func complete(_ payload: inout Decision.Payload, with edit: Decision?) throws {
        if payload.text.nonBlank == nil, let text = edit?.payload.text {
            payload.text = text
            payload.edit = edit?.id
        }
        if payload.steps.nonBlank == nil { payload.steps = edit?.payload.steps }
        if payload.text.nonBlank == nil { payload.text = try draftedReply() }
        guard payload.text.nonBlank != nil else { throw ReviewRefusal.textMissing }
    }

    private func draftedReply() throws -> String {
        let query = try Prepared(cached: "SELECT record FROM drafts WHERE id = ?", db)
        defer { query.reset() }
        try query.bind(1, request.draft)
        guard try query.step() else { throw ReviewRefusal.notFound }
        var record = try CanonicalJSON().value(EnrichmentRecord.self, from: query.text(0))
        // As the person saw it.
        if principal.audience != .everyClient { try MovedCases(db).withdraw(from: &record) }
        return record.draft.replyText
    }

    private func write(
        _ payload: Decision.Payload, _ outcome: ReviewRules.Outcome, of draft: DraftSummary
    ) throws -> DecisionResult {
        let isFinal = outcome.state == .approved || outcome.state == .rejected
        // A rating changes nothing that another person could be deciding on.
        let revision = request.kind == .rate ? draft.revision : draft.revision + 1
        if request.kind != .rate {
            let update = try Prepared(
                cached: "UPDATE drafts SET state = ?, revision = ?, actor = ?, decided_at = ? WHERE id = ?", db)
            try update.bind(1, outcome.state.rawValue)
            try update.bind(2, revision)
            try update.bind(3, outcome.holder)
            try update.bind(4, isFinal ? now.milliseconds : nil)
            try update.bind(5, draft.id)
            try update.run()
        }
        if let replacement { try DraftVersions(db).replace(draft, by: replacement, now: now) }
        var decision = Decision(
            id: 0, draft: draft.id, ticketID: draft.ticketID, clientID: draft.clientID, at: now, actor: actor,
            kind: request.kind, payload: payload)
        decision.id = try DecisionRow.insert(decision, db)
        try DraftFigures(db).note(decision, drafted: draftedReply)
        if let event = outcome.event {
            try EventRow.insert(
                ServiceEvent(
                    id: 0, at: now, kind: event, ticketID: draft.ticketID, clientID: draft.clientID, draft: draft.id,
                    state: outcome.state), db)
        }
        try AuditChain.append(try auditEntry(decision), db)
        return DecisionResult(decision: decision, state: outcome.state, revision: revision)
    }

    private func auditEntry(_ decision: Decision) throws -> AuditEntry {
        let acts: [Decision.Kind: AuditEntry.Act] = [
            .claim: "draft_claimed", .release: "draft_released", .approve: "draft_approved", .edit: "draft_edited",
            .reject: "draft_rejected", .vouch: "draft_vouched", .attach: "draft_source_attached",
            .rate: "evidence_rated", .undo: "decision_undone", .regenerate: "draft_regenerated",
        ]
        var detail = ["decision": String(decision.id)]
        if let text = decision.payload.text { detail["text_sha256"] = try SHA256Digest.hex(of: text) }
        if let steps = decision.payload.steps { detail["steps_sha256"] = try SHA256Digest.hex(of: steps) }
        if decision.payload.confirmUnsupported == true { detail["confirm_unsupported"] = "true" }
        if decision.payload.confirmInternal == true { detail["confirm_internal"] = "true" }
        if decision.payload.asNote == true { detail["as_note"] = "true" }
        if let rejection = decision.payload.rejection { detail["rejection"] = rejection.rawValue }
        if let sentence = decision.payload.sentence { detail["sentence_sha256"] = try SHA256Digest.hex(of: sentence) }
        if let struck = decision.payload.struck { detail["struck"] = String(struck.count) }
        if let instruction = decision.payload.instruction {
            detail["instruction_sha256"] = try SHA256Digest.hex(of: instruction)
        }
        if let evidence = decision.payload.evidence { detail["evidence"] = evidence }
        return AuditEntry(
            at: now, actor: principal.actor, act: acts[decision.kind] ?? "draft_decided",
            object: "draft:\(decision.draft)",
            clientID: decision.clientID, detail: detail)
    }
}
