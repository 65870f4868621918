import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

extension DraftActs {
    /// Makes the draft anew of the same ticket. What stands is replaced only when all went well, and kept as a version.
    func regenerate(_ id: Int64, _ visit: Visit, _ request: Request) async throws -> Response {
        guard let (draft, _) = try desk.draft(id, for: visit.audience),
            let summary = try store.summary(id, for: visit.audience)
        else { throw ProblemResponse.notFound }
        let form = try await kit.form(request)
        let wish = try WishFields(form)
        let fields = try ActFields(.claim, form)
        var payload = Decision.Payload()
        payload.instruction = wish.summary
        if !wish.wish.struck.isEmpty { payload.struck = wish.wish.struck }
        let asked = DecisionRequest(
            draft: id, kind: .regenerate, payload: payload, revisions: [fields.revision])
        do {
            // Asked before the work begins, and again when it is written.
            guard draft.revision == fields.revision else {
                throw ReviewRefusal.revisionMismatch(current: draft.revision)
            }
            _ = try ReviewRules(
                state: draft.state, holder: draft.actor, isBlocked: summary.isBlocked, isEdited: false,
                secondsSinceDecision: draft.decidedAt.map { visit.now.seconds(since: $0) }
            ).outcome(of: .regenerate, payload, by: visit.principal.actor.description, role: visit.role)
            let ticket = try keptTicket(of: draft, visit)
            guard let work = environment.work else { throw Self.noWorker }
            if wish.wish.needsModel, !work.hasModel { throw Self.noModel }
            var record = try await work.enrich(ticket, wish: wish.wish)
            record.egress = draft.record.egress + record.egress
            let result = try await store.regenerate(
                asked, with: record, by: visit.principal, now: environment.clock.now())
            guard Self.wantsJSON(request) else {
                return kit.redirect(visit, to: Self.address(summary), flash: .regenerating)
            }
            return try .json([
                "state": .text(result.state.rawValue), "revision": .integer(result.revision),
                "message": .text("\(Flash.regenerating.text)"), "flash": .text(Flash.regenerating.rawValue),
                "page": .text(Self.address(summary)),
            ])
        } catch let refusal as ReviewRefusal {
            let page = try await refused(refusal, fields, id, visit)
            if Self.wantsJSON(request) { throw page.problem }
            return page.response(kit, visit)
        }
    }

    /// The ticket as it was cleaned and kept with the draft, of the draft's own client.
    private func keptTicket(of draft: StoredDraft, _ visit: Visit) throws -> Ticket {
        guard let kept = try store.ticket(draft.ticketID, for: visit.audience),
            kept.ticket.clientID == draft.clientID
        else {
            throw ProblemResponse(
                .conflict, type: "ticket-gone", detail: "The ticket itself is not kept any more.",
                remedy: "Edit the text by hand, or have your ticket system send the ticket again.")
        }
        return kept.ticket
    }

    private static let noWorker = ProblemResponse(
        .serviceUnavailable, type: "no-worker", detail: "This service does not write drafts itself.",
        remedy: "Another process does; edit the text by hand.")

    private static let noModel = ProblemResponse(
        .unprocessableContent, type: "needs-model", detail: "An instruction or a style needs a language model.",
        remedy: "None is configured. Without one you can strike terms and choose the language.")
}

/// The fields of the form that has a draft written anew.
struct WishFields: Sendable {
    var wish: DraftWish

    /// - Throws: 400 for fields that no form of ours sends.
    init(_ fields: FormFields) throws(ProblemResponse) {
        wish = DraftWish()
        if let line = fields["instruction"].nonBlank {
            guard line.count <= DraftWish.instructionLimit, !line.contains(where: \.isNewline) else {
                throw .badRequest("The instruction may be one line of \(DraftWish.instructionLimit) characters.")
            }
            wish.instruction = line
        }
        if let style = fields["style"].nonBlank {
            wish.style = DraftWish.Style(rawValue: style)
            guard wish.style != nil else { throw .badRequest("There is no such style.") }
        }
        if let language = fields["language"].nonBlank {
            guard Self.languages.contains(where: { $0.tag == language }) else {
                throw .badRequest("Replies cannot be written in that language.")
            }
            wish.language = language
        }
        let terms = ActFields.lines(fields["struck"])?.split(separator: "\n").map {
            $0.lowercased().filter { !$0.isWhitespace }
        }
        wish.struck = (terms ?? []).filter { !$0.isEmpty && $0.count <= DraftWish.struckLimit }
        guard wish.struck.count <= DraftWish.struckLimit else { throw .badRequest("Those are too many terms.") }
    }

    static let languages: [(tag: String, name: String)] = [
        ("en", "English"), ("de", "German"), ("es", "Spanish"), ("fr", "French"),
    ]

    /// What is kept with the decision.
    var summary: String? {
        let parts = [wish.text, wish.language.map { "Language: \($0)." }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
