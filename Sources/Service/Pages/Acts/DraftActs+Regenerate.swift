import Digest
import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

extension DraftActs {
    /// Makes the draft anew of the same ticket. What stands is replaced only when all went well, and kept as a version.
    func regenerate(_ id: Int64, _ visit: Visit, _ request: Request) async throws -> Response {
        guard let summary = try store.summary(id, for: visit.audience) else { throw ProblemResponse.notFound }
        // Kept with the request: what listens for the caller's going away would wait for its end once more.
        var request = request
        _ = try await request.collectBody(upTo: CSRF.maximumFormBytes)
        let form = try await kit.form(request)
        if Self.wantsStream(request) {
            let regeneration = try regeneration(of: id, form)
            return try streaming(visit, request) { observer in
                regenerated(try await remade(regeneration, visit, observer), summary)
            }
        }
        do {
            let regeneration = try regeneration(of: id, form)
            let result = try await remade(regeneration, visit)
            guard Self.wantsJSON(request) else {
                return kit.redirect(visit, to: Self.address(summary), flash: .regenerating)
            }
            return try .json(regenerated(result, summary))
        } catch let refusal as ReviewRefusal {
            if case .notFound = refusal { throw refusal }
            let page = try await refused(refusal, try ActFields(.claim, form), id, visit)
            if Self.wantsJSON(request) { throw page.problem }
            return try RegenerateRefusal(page, form, visit).response(kit)
        } catch let problem as ProblemResponse {
            guard !Self.wantsJSON(request), problem.status != .notFound else { throw problem }
            return try RegenerateRefusal(problem, form, id, visit, store).response(kit)
        }
    }

    /// What a form asks for.
    ///
    /// - Throws: 400 for fields that no form of ours sends.
    func regeneration(of draft: Int64, _ form: FormFields) throws -> Regeneration {
        let wish = try WishFields(form)
        let fields = try ActFields(.claim, form)
        return Regeneration(
            draft, wish.wish, summary: wish.summary, revision: fields.revision,
            key: try fields.key.map { try Self.key($0, draft, fields.revision, wish.wish) })
    }

    /// - Parameter observer: is told what stands of the new draft while it is made.
    private func remade(
        _ regeneration: Regeneration, _ visit: Visit, _ observer: any DraftObserver = SilentDraftObserver()
    ) async throws -> DecisionResult {
        try await remake(regeneration, visit) { ticket, wish in
            guard let work = environment.work else { throw Regeneration.noWorker }
            let record = try await work.enrich(ticket, wish: wish, observer: observer)
            // Whoever went away meanwhile wants none of it.
            try Task.checkCancellation()
            return record
        }
    }

    /// What scripts are told.
    private func regenerated(_ result: DecisionResult, _ summary: DraftSummary) -> JSON {
        [
            "state": .text(result.state.rawValue), "revision": .integer(result.revision),
            "decision_id": .integer(result.decision.id), "is_replay": .flag(result.isReplay),
            "message": .text("\(Flash.regenerating.text)"), "flash": .text(Flash.regenerating.rawValue),
            "page": .text(Self.address(summary)),
        ]
    }

    /// Holds all that the form says, so that the same page sent with another wish is another request.
    private static func key(
        _ key: String, _ draft: Int64, _ revision: Int64, _ wish: DraftWish
    ) throws -> IdempotencyKey {
        var digest = try FieldDigest(domain: "sidenote regenerate form 1")
        try digest.add(key)
        try digest.add(draft)
        try digest.add(revision)
        for text in [wish.instruction, wish.style?.rawValue, wish.language] { try digest.add(text ?? "") }
        for term in wish.struck { try digest.add(term) }
        let hash = try digest.finalize()
        return IdempotencyKey(key: "form " + Base64.urlText(hash), requestHash: hash)
    }
}
