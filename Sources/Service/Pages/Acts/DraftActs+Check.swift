import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

extension DraftActs {
    /// A text as it is being typed: its sentences with their verdicts, and what stands in the way of approving it.
    /// Nothing is kept.
    func check(_ id: Int64, _ visit: Visit, _ request: Request) async throws -> Response {
        guard let (draft, copy) = try desk.draft(id, for: visit.audience) else { throw ProblemResponse.notFound }
        let form = try await kit.form(request)
        var text = ReviewCheck.Text(copy)
        if let reply = ActFields.lines(form["text"]) { text.reply = reply }
        if let steps = ActFields.lines(form["steps"]) { text.steps = steps }
        guard text.reply.utf8.count + (text.steps?.utf8.count ?? 0) <= Decision.Payload.byteLimit else {
            throw ProblemResponse(.tooLarge(limit: Decision.Payload.byteLimit))
        }
        let result = try await desk.checkAside(draft, text)
        let diff = WordDiff(from: draft.record.draft.replyText, to: text.reply)
        func list(_ sentences: [Sentence], _ section: String) -> JSON {
            .list(
                sentences.enumerated().map { index, sentence in
                    .object([
                        "key": .text("\(section)-\(index)"), "text": .text(sentence.text),
                        "kind": .text(sentence.kind.rawValue), "support": .text(sentence.support.rawValue),
                        "evidence": .list(sentence.evidence.map(JSON.text)),
                        "missing": .list(sentence.missing.map(JSON.text)),
                        "is_vouched": .flag(text.vouched.contains(sentence.text)),
                        "is_internal_only": .flag(
                            section == "reply" && result.verdict.internalOnly.contains(sentence.text)),
                    ])
                })
        }
        let claims = result.verdict.claims
        return try .json([
            "revision": .integer(draft.revision), "state": .text(draft.state.rawValue),
            "reply": list(result.reply, "reply"), "steps": list(result.steps, "steps"),
            "blocked": .flag(claims.blocked), "reasons": .list(ReasonWords.texts(claims.reasons).map(JSON.text)),
            "internal_only": .list(result.verdict.internalOnly.map(JSON.text)),
            "supported": .integer(Int64(claims.supported)), "weak": .integer(Int64(claims.weak)),
            "unsupported": .integer(Int64(claims.unsupported)),
            "diff": .list(
                diff.pieces.map { piece in
                    .object(["kind": .text("\(piece.kind)"), "text": .text(piece.text)])
                }),
        ])
    }

    /// The page is still open. Answers who else has it open, and where the draft stands.
    func noteOpen(_ id: Int64, _ visit: Visit, _ request: Request) async throws -> Response {
        guard let summary = try store.summary(id, for: visit.audience) else { throw ProblemResponse.notFound }
        _ = try await kit.form(request)
        let actor = visit.principal.actor.description
        environment.presence.note(id, actor: actor, name: visit.principal.name, now: visit.now)
        return try .json([
            "open_by": .list(environment.presence.names(on: id, but: actor, now: visit.now).map(JSON.text)),
            "revision": .integer(summary.revision), "state": .text(summary.state.rawValue),
        ])
    }
}
