import Domain
import Enrichment
import HTTPTypes
import Storage

/// A draft that is to be made anew, as it was asked for.
struct Regeneration: Sendable {
    var request: DecisionRequest
    var wish: DraftWish

    /// - Parameter key: of the form; nil where a repetition cannot be told from another request.
    init(_ draft: Int64, _ wish: DraftWish, summary: String?, revision: Int64, key: IdempotencyKey?) {
        self.wish = wish
        var payload = Decision.Payload()
        payload.instruction = summary
        if !wish.struck.isEmpty { payload.struck = wish.struck }
        request = DecisionRequest(
            draft: draft, kind: .regenerate, payload: payload, revisions: [revision], idempotency: key)
    }

    static let noWorker = ProblemResponse(
        .serviceUnavailable, type: "no-worker", detail: "This service does not write drafts itself.",
        remedy: "Another process does; edit the text by hand.")

    static let noModel = ProblemResponse(
        .unprocessableContent, type: "needs-model", detail: "An instruction or a style needs a language model.",
        remedy: "None is configured. Without one you can strike terms and choose the language.")

    /// The model was to heed something and did not write: what stands is better than a draft that heeds nothing.
    static func unwritten(_ warnings: [String]) -> ProblemResponse {
        let mark = "drafted without the model: "
        let reason = warnings.first { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count) }
        return ProblemResponse(
            .badGateway, type: "no-answer",
            detail: reason.map { "The language model wrote nothing: \($0)." }
                ?? "The client’s policy lets no language model write for it.",
            remedy: "The draft stands as it was. Try again, or edit the text by hand.")
    }
}

extension DraftActs {
    /// Makes the draft anew. The same request again, at once or later, is answered as the first time and does nothing.
    ///
    /// - Parameter work: makes the new record. What it throws is thrown, and then nothing has changed.
    /// - Throws: `ReviewRefusal`, `ProblemResponse`.
    func remake(
        _ regeneration: Regeneration, _ visit: Visit,
        _ work: @escaping @Sendable (Ticket, DraftWish) async throws -> EnrichmentRecord
    ) async throws -> DecisionResult {
        let request = regeneration.request
        let turn = request.idempotency.map { visit.principal.actor.description + " " + $0.key }
        return try await environment.turns.run(turn) {
            if let done = try await store.answered(request, by: visit.principal, now: environment.clock.now()) {
                return done
            }
            let ticket = try ticket(for: regeneration, visit)
            let record = try await work(ticket, regeneration.wish)
            guard !regeneration.wish.needsModel || record.draft.mode == .llm else {
                throw Regeneration.unwritten(record.warnings)
            }
            return try await store.regenerate(
                request, with: record, by: visit.principal, now: environment.clock.now())
        }
    }

    /// Asked before the work begins, since it may take long; the store asks again when it writes.
    private func ticket(for regeneration: Regeneration, _ visit: Visit) throws -> Ticket {
        let request = regeneration.request
        guard let (draft, copy) = try desk.draft(request.draft, for: visit.audience),
            let summary = try store.summary(request.draft, for: visit.audience)
        else { throw ReviewRefusal.notFound }
        guard request.revisions.contains(draft.revision) else {
            throw ReviewRefusal.revisionMismatch(current: draft.revision)
        }
        _ = try ReviewRules(
            state: draft.state, holder: draft.actor, isBlocked: summary.isBlocked, isEdited: copy.isEdited,
            secondsSinceDecision: draft.decidedAt.map { visit.now.seconds(since: $0) }
        ).outcome(
            of: .regenerate, request.payload, by: visit.principal.actor.description, role: visit.role)
        let ticket = try DraftTicket(store: store).ticket(of: draft, for: visit.audience)
        guard let work = environment.work else { throw Regeneration.noWorker }
        if regeneration.wish.needsModel, !work.hasModel { throw Regeneration.noModel }
        return ticket
    }
}
