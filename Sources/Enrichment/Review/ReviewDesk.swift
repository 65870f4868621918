import Boundary
public import Domain
import Grounding
public import Retrieval
public import Storage
import Synchronization

/// Where people decide on drafts: every decision that makes a text final, or another, goes with a fresh check of that
/// text.
///
/// What the check needs of the records (the names of all clients, for the alarm) is read anew when they change.
public final class ReviewDesk: Sendable {
    private let store: SQLiteStore
    private let engine: SearchEngine
    private let alarm = Mutex<(generation: Int64, alarm: ForeignTokenAlarm)?>(nil)
    private let ledger = ClaimLedger()
    private let memory = CheckMemory()

    /// - Parameter catalog: the index files that give the terms their weights.
    public init(store: SQLiteStore, catalog: IndexCatalog, weighting: Weighting = Weighting()) {
        self.store = store
        engine = SearchEngine(catalog: catalog, weighting: weighting)
    }

    /// The draft with what people have made of it; nil where there is none for this audience.
    package func draft(_ id: Int64, for audience: Audience) throws -> (draft: StoredDraft, copy: WorkingCopy)? {
        guard let draft = try store.draft(id, for: audience) else { return nil }
        return (draft, WorkingCopy(draft.record.draft, decisions: try decisions(on: id, for: audience)))
    }

    /// The decisions on a draft since it was last made anew, the oldest first.
    package func decisions(on draft: Int64, for audience: Audience) throws -> [Decision] {
        var found: [Decision] = []
        var before: Int64?
        while true {
            let page = try store.decisions(DecisionFilter(draft: draft), for: audience, before: before, limit: 500)
            if let end = page.firstIndex(where: { $0.kind == .regenerate }) {
                found += page[..<end]
                break
            }
            found += page
            guard page.count == 500, let last = page.last else { break }
            before = last.id
        }
        return found.reversed()
    }

    /// Checks a text of that draft, unless that very check has just been made. A few milliseconds; may build an index
    /// first.
    package func check(_ draft: StoredDraft, _ text: ReviewCheck.Text) throws -> ReviewCheck.Result {
        let generations = try store.generations()
        let question = CheckMemory.Question(
            draft: draft.id, revision: draft.revision, evidence: draft.record.context.evidence.map(\.id),
            clientID: draft.clientID, generations: generations, text: text)
        return try memory.answer(question) { try checkAnew(draft, text) }
    }

    private func checkAnew(_ draft: StoredDraft, _ text: ReviewCheck.Text) throws -> ReviewCheck.Result {
        let scope = Scope(draft.clientID)
        let statistics = try engine.termStatistics(
            kind: .documents, scope: scope, language: draft.record.ticket.language)
        let check = ReviewCheck(
            weighting: IndexTermWeighting(statistics), ledger: ledger, alarm: try currentAlarm())
        let client = try draft.clientID.flatMap { try store.client($0, for: .everyClient) }
        return check.check(
            text, of: draft.record, facts: draft.facts, createdAt: draft.createdAt, clientName: client?.name)
    }

    /// A decision as it goes to the store: with the check of the text it is about, what it changes in the drafted one,
    /// and the revision that was checked.
    ///
    /// - Throws: `ReviewRefusal.textMissing` for a sentence that does not stand in the text and for evidence the draft
    ///   does not have; `Problem` when the store or an index cannot be read.
    public func completed(_ request: DecisionRequest, by principal: Principal) throws -> DecisionRequest {
        guard let (draft, copy) = try draft(request.draft, for: principal.audience) else { return request }
        var request = request
        let payload = request.payload
        if let evidence = payload.evidence, request.kind == .attach || request.kind == .rate,
            !draft.record.context.evidence.contains(where: { $0.id == evidence })
        {
            throw ReviewRefusal.textMissing
        }
        switch request.kind {
        case .approve, .edit, .vouch, .attach: break
        case .claim, .release, .reject, .rate, .undo, .regenerate: return request
        }
        guard request.payload.byteCount <= Decision.Payload.byteLimit else { return request }
        // A check of what has changed since would be of another text; the store refuses then.
        guard request.revisions.contains(draft.revision) else { return request }
        var text = ReviewCheck.Text(copy)
        if let reply = payload.text.nonBlank { text.reply = reply }
        if let steps = payload.steps.nonBlank { text.steps = steps }
        let result = try check(draft, text)
        if request.kind == .vouch || request.kind == .attach {
            guard let sentence = payload.sentence, result.sentences.contains(where: { $0.text == sentence }) else {
                throw ReviewRefusal.textMissing
            }
            return request
        }
        request.revisions = [draft.revision]
        request.verdict = result.verdict
        guard request.kind == .approve else { return request }
        if payload.text.nonBlank == nil, copy.edit == nil, copy.text != draft.record.draft.replyText {
            request.payload.text = copy.text
        }
        request.payload.change = WordDiff(from: draft.record.draft.replyText, to: text.reply).change
        request.payload.claims = result.verdict.claims
        return request
    }

    /// Checks and decides.
    public func decide(
        _ request: DecisionRequest, by principal: Principal, now: Timestamp
    ) async throws -> DecisionResult {
        try await decide(checked: try completed(request, by: principal), by: principal, now: now)
    }

    /// - Parameter request: from `completed`.
    package func decide(
        checked request: DecisionRequest, by principal: Principal, now: Timestamp
    ) async throws -> DecisionResult {
        try await store.decide(request, by: principal, now: now)
    }

    /// Made at most once for each state of the records; whoever asks meanwhile waits.
    private func currentAlarm() throws -> ForeignTokenAlarm {
        let generation = try store.generations().identities
        return try alarm.withLock { kept in
            if let kept, kept.generation >= generation { return kept.alarm }
            let made = try ForeignTokenAlarm.ofAllClients(in: store)
            kept = (generation, made)
            return made
        }
    }
}

extension ForeignTokenAlarm {
    static func ofAllClients(in store: some Store) throws -> ForeignTokenAlarm {
        ForeignTokenAlarm(
            try store.clients().map { client in
                let scope = Scope.client(client.id)
                return ClientTokens(
                    client: client, contacts: try store.contacts(in: scope), devices: try store.devices(in: scope))
            })
    }
}
