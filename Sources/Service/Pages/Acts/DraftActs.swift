import Digest
import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Logging
import Storage

/// What people do with a draft: `POST /drafts/{draft_id}/…`. Every form works without a script; with `Accept:
/// application/json` the same addresses answer scripts.
struct DraftActs: PageGroup {
    let kit: PageKit
    let environment: ServiceEnvironment

    var store: SQLiteStore { environment.store }
    var desk: ReviewDesk { environment.desk }

    func add(to router: Router<ServiceContext>) {
        for act in Act.allCases {
            router.post("/drafts/{draft_id}/\(act.rawValue)") { request, context in
                try await answering(request, context) { visit, id in
                    try await perform(act, id, visit, request)
                }
            }
        }
        router.post("/drafts/{draft_id}/regenerate") { request, context in
            try await answering(request, context) { visit, id in try await regenerate(id, visit, request) }
        }
        router.post("/drafts/{draft_id}/check") { request, context in
            try await answering(request, context, isJSON: true) { visit, id in try await check(id, visit, request) }
        }
        router.post("/drafts/{draft_id}/presence") { request, context in
            try await answering(request, context, isJSON: true) { visit, id in try await noteOpen(id, visit, request) }
        }
    }

    /// Role first, then the rest; refusals become pages or problems as the caller can read them.
    func answering(
        _ request: Request, _ context: ServiceContext, isJSON: Bool = false,
        _ work: (Visit, Int64) async throws -> Response
    ) async throws -> Response {
        let visit = try kit.visit(request, context)
        func act() async throws -> Response {
            guard visit.isAtLeast(.technician) else { throw ProblemResponse.forbidden(needs: .technician) }
            guard let id = context.parameters.get("draft_id").flatMap({ Int64($0) }) else {
                throw ProblemResponse.notFound
            }
            return try await work(visit, id)
        }
        guard isJSON || Self.wantsJSON(request) else { return try await kit.answering(visit, act) }
        do {
            return try await act()
        } catch let refusal as ReviewRefusal {
            throw ProblemResponse(refusal)
        } catch let problem as Problem {
            // What a store says may name paths, so it stays in the log.
            kit.logger.error(
                "an act failed", metadata: ["what": "\(problem.what)", "request_id": "\(visit.requestID)"])
            throw ProblemResponse.unavailable()
        }
    }

    static func wantsJSON(_ request: Request) -> Bool {
        request.headers[.accept]?.contains("application/json") == true
    }

    private func perform(_ act: Act, _ id: Int64, _ visit: Visit, _ request: Request) async throws -> Response {
        guard let summary = try store.summary(id, for: visit.audience) else { throw ProblemResponse.notFound }
        let form = try await kit.form(request)
        var fields = try ActFields(act, form)
        let isJSON = Self.wantsJSON(request)
        do {
            if act == .deleteSentence { try remove(&fields, id, visit) }
            let result = try await desk.decideAside(
                DecisionRequest(
                    draft: id, kind: act.kind, payload: fields.payload, revisions: [fields.revision],
                    idempotency: try idempotency(fields, id)), by: visit.principal, now: visit.now)
            if act == .release { environment.presence.leave(id, actor: visit.principal.actor.description) }
            let flash = act.flash(fields.payload)
            guard isJSON else { return kit.redirect(visit, to: Self.address(summary), flash: flash) }
            return try answer(result, flash, summary)
        } catch ReviewRefusal.textMissing
            where act == .deleteSentence && !isJSON && summary.revision != fields.revision
        {
            // The same form sent twice: the sentence is gone, as was asked for.
            return kit.redirect(visit, to: Self.address(summary), flash: .deleted)
        } catch let refusal as ReviewRefusal {
            if case .notFound = refusal { throw refusal }
            let page = try await refused(refusal, fields, id, visit)
            if isJSON { throw page.problem }
            return page.response(kit, visit)
        }
    }

    /// The page of a draft's ticket.
    static func address(_ summary: DraftSummary) -> String {
        let path = "/tickets/" + FormEncoding.escape(summary.ticketID.rawValue)
        return summary.isCurrent ? path : path + "?draft=\(summary.id)"
    }

    private func answer(_ result: DecisionResult, _ flash: Flash, _ summary: DraftSummary) throws -> Response {
        try .json([
            "state": .text(result.state.rawValue), "revision": .integer(result.revision),
            "decision_id": .integer(result.decision.id), "is_replay": .flag(result.isReplay),
            "message": .text("\(flash.text)"), "flash": .text(flash.rawValue), "page": .text(Self.address(summary)),
        ])
    }

    /// The same form sent twice is done once. The key holds all that the form says, so that a page from the history
    /// with another text is another request.
    private func idempotency(_ fields: ActFields, _ draft: Int64) throws -> IdempotencyKey? {
        guard let key = fields.key else { return nil }
        var digest = try FieldDigest(domain: "sidenote form 1")
        try digest.add(key)
        try digest.add(fields.act.rawValue)
        try digest.add(draft)
        try digest.add(fields.revision)
        let payload = fields.payload
        for text in [payload.text, payload.steps, payload.reason, payload.sentence, payload.evidence] {
            try digest.add(text ?? "")
        }
        try digest.add(payload.rejection?.rawValue ?? "")
        for flag in [payload.confirmUnsupported, payload.confirmInternal, payload.asNote, payload.isUseful] {
            try digest.add(flag.map { $0 ? "1" : "0" } ?? "")
        }
        let hash = try digest.finalize()
        return IdempotencyKey(key: "form " + Base64.urlText(hash), requestHash: hash)
    }

    private static let nothingLeft = ProblemResponse(
        .unprocessableContent, type: "nothing-left", detail: "It is the only one there, and something must be left.",
        remedy: "Write another in its place, or reject the draft.")

    /// Deleting a sentence is an edit of the text it stands in.
    private func remove(_ fields: inout ActFields, _ id: Int64, _ visit: Visit) throws {
        guard let sentence = fields.payload.sentence, let (draft, copy) = try desk.draft(id, for: visit.audience)
        else { throw ReviewRefusal.textMissing }
        fields.payload.sentence = nil
        let steps = copy.steps ?? draft.record.draft.stepsText
        if let text = SentenceRemoval.text(copy.text, without: sentence) {
            guard !text.isEmpty else { throw Self.nothingLeft }
            fields.payload.text = text
            fields.payload.steps = copy.steps
        } else if let left = SentenceRemoval.text(steps, without: sentence) {
            guard !left.isEmpty else { throw Self.nothingLeft }
            fields.payload.steps = left
            fields.payload.text = copy.isEdited ? copy.text : nil
        } else {
            // Somebody was faster, or it stands in the summary, which is not sent to anyone.
            throw ReviewRefusal.textMissing
        }
    }
}

extension Draft {
    /// The next steps as the editor shows them: one a line.
    var stepsText: String { steps.map(\.text).joined(separator: "\n") }
}
