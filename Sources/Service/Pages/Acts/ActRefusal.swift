import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

/// An act that was refused: what happened, who did what meanwhile, and the person's own text, kept.
struct ActRefusal: Sendable {
    var refusal: ReviewRefusal
    var fields: ActFields
    var summary: DraftSummary
    /// What stands now.
    var copy: WorkingCopy
    var stepsNow: String
    /// Who acted last on the draft, and what they did; nil where it was the caller or nobody.
    var last: (name: String, did: String)?
    /// Of the ticket, where it is another draft.
    var newest: DraftSummary?
    /// In words; of the text that was sent.
    var reasons: [String]
    var internalOnly: [String]

    var problem: ProblemResponse {
        var problem = ProblemResponse(refusal)
        let words = words
        problem.detail = words.title + ". " + words.text
        problem.remedy = words.remedy
        return problem
    }

    var words: (title: String, text: String, remedy: String?) {
        let who = last.map { "\($0.name) \($0.did)" }
        switch refusal {
        case .revisionMismatch:
            return (
                "Somebody was faster",
                (who ?? "The draft was changed after you opened it") + ". Nothing was overwritten.",
                "Look at what stands now. Your own text is kept below."
            )
        case .alreadyDecided(let state):
            return (
                "It is decided already", (who ?? "The draft is \(state.rawValue) already") + ". Nothing was changed.",
                nil
            )
        case .claimedByAnother:
            return (
                "Somebody else has it in hand", (who ?? "Another person has claimed it") + ".",
                "Ask them to put it back, or a lead to decide. Your own text is kept below."
            )
        case .alreadyClaimed: return ("You have it in hand already", "There is nothing more to do for that.", nil)
        case .notClaimed: return ("Nobody has it in hand", "So it cannot be put back.", nil)
        case .stale:
            return (
                "The ticket has changed meanwhile", "This draft answers what the ticket said before.",
                newest == nil
                    ? "A new draft is being made. Your own text is kept below."
                    : "Look at the newer draft. Your own text is kept below."
            )
        case .blocked:
            return (
                "This text cannot be approved yet", "Some of it is not supported by the evidence.",
                "Change or delete those sentences, attach a source, or vouch for them by name."
            )
        case .needsConfirmation:
            return (
                "Please confirm first", "Some sentences tell the requester what stands in internal evidence alone.",
                "Confirm that they may be told, or approve the text as an internal note."
            )
        case .needsRole: return ("A lead has to do this", "Only a lead approves a text that is blocked.", nil)
        case .textMissing:
            return (
                "Something is missing", fields.act.missing, "Nothing was changed. Go back and fill it in."
            )
        case .tooLate:
            return (
                "Too late to take it back",
                "A decision can be undone for \(ReviewRules.undoSeconds) seconds, by the person who made it.",
                "Write a new reply in your ticket system instead."
            )
        case .tooLarge(let limit):
            return (
                "That text is too long", "Reply and steps may have \(Figures.bytes(Int64(limit))) together.",
                "Shorten it. It is kept below."
            )
        case .keyReused: return ("Please try again", "The form was sent twice with different texts.", nil)
        case .notFound: return ("There is no such page", "It may have been removed.", nil)
        }
    }

    func response(_ kit: PageKit, _ visit: Visit) -> Response {
        let words = words
        let head = PageHead(title: words.title, status: ProblemResponse(refusal).status, width: .narrow)
        return kit.page(visit, head) { html in
            html.element("div", [.fixed("class", "notice"), .fixed("data-refused", "true")]) { html in
                html.element("h1", text: words.title)
                html.element("p", text: words.text)
                if let remedy = words.remedy { html.element("p", text: remedy) }
                list(reasons, &html)
                list(internalOnly, &html)
                html.element("p", [.fixed("class", "row")]) { html in
                    let page = DraftActs.address(summary)
                    html.linkButton("Look at the ticket", href: visit.link(page), .primary)
                    if let newest {
                        html.linkButton(
                            "Open the newer draft", href: visit.link(DraftActs.address(newest)), .plain,
                            [.fixed("data-newer", "true")])
                    }
                }
            }
            writeOwnText(&html, visit)
        }
    }

    private func list(_ items: [String], _ html: inout HTML) {
        guard !items.isEmpty else { return }
        html.element("ul") { html in
            for item in items.prefix(20) { html.element("li", [.fixed("dir", "auto")], text: item) }
        }
    }

    private var mayTryAgain: Bool {
        switch refusal {
        case .revisionMismatch, .blocked, .needsConfirmation, .textMissing, .tooLarge, .keyReused: true
        default: false
        }
    }

    /// What the person had typed: in a form that saves it over what stands now, where that is still possible.
    private func writeOwnText(_ html: inout HTML, _ visit: Visit) {
        let payload = fields.payload
        if payload.text != nil || payload.steps != nil {
            if let text = payload.text, text != copy.text {
                html.disclosure("What your text changes in the one that stands now", isOpen: true) { html in
                    html.diff(WordDiff(from: copy.text, to: text))
                }
            }
            guard mayTryAgain else {
                if let text = payload.text {
                    html.textArea(
                        "Your reply", id: "own-text", name: "text", value: text, rows: 10, [.fixed("readonly", "")])
                }
                if let steps = payload.steps, steps != stepsNow {
                    html.textArea(
                        "Your next steps", id: "own-steps", name: "steps", value: steps, rows: 5,
                        [.fixed("readonly", "")])
                }
                return
            }
            html.form(visit, action: "/drafts/\(summary.id)/edit", [.fixed("data-act", "edit")]) { html in
                html.hidden("revision", String(summary.revision))
                html.textArea("Your reply", id: "own-text", name: "text", value: payload.text ?? copy.text, rows: 10)
                if let steps = payload.steps {
                    html.textArea("Your next steps", id: "own-steps", name: "steps", value: steps, rows: 5)
                }
                html.element("p", [.fixed("class", "row")]) { html in
                    html.button("Save my text in place of the one that stands now", .primary)
                    if case .needsConfirmation = refusal {
                        html.checkBox(
                            "The requester may be told this", id: "own-confirm", name: "confirm_internal")
                        html.button(
                            "Approve", .plain, [.data("formaction", visit.link("/drafts/\(summary.id)/approve"))])
                    }
                }
            }
        } else if let reason = payload.reason {
            html.textArea(
                "Your reason", id: "own-reason", name: "reason", value: reason, rows: 4, [.fixed("readonly", "")])
        }
    }
}

extension Act {
    /// What is missing when something is.
    fileprivate var missing: String {
        switch self {
        case .reject: "Say why the draft does not fit: choose a reason, and with “other” write a word."
        case .vouch, .deleteSentence: "That sentence does not stand in the text any more."
        case .attach: "That sentence or that piece of evidence is not there any more."
        case .rate: "That piece of evidence is not there any more."
        default: "There is no text to keep."
        }
    }
}

extension DraftActs {
    /// - Parameter fields: as they were sent.
    func refused(
        _ refusal: ReviewRefusal, _ fields: ActFields, _ id: Int64, _ visit: Visit
    ) async throws -> ActRefusal {
        guard let summary = try store.summary(id, for: visit.audience),
            let (draft, copy) = try desk.draft(id, for: visit.audience)
        else { throw ProblemResponse.notFound }
        let caller = visit.principal.actor.description
        let last = try desk.decisions(on: id, for: visit.audience).last { $0.kind != .rate && $0.actor != caller }
        var reasons: [String] = []
        var internalOnly: [String] = []
        if refusal == .blocked || refusal == .needsConfirmation {
            var text = ReviewCheck.Text(copy)
            if let reply = fields.payload.text { text.reply = reply }
            if let steps = fields.payload.steps { text.steps = steps }
            let verdict = try await desk.checkAside(draft, text).verdict
            if refusal == .blocked { reasons = ReasonWords.texts(verdict.claims.reasons) }
            internalOnly = refusal == .needsConfirmation ? verdict.internalOnly : []
        }
        let newest = try store.newestDraft(of: summary.ticketID, for: visit.audience)
        let names = try PersonNames(store, of: [last?.actor].compactMap(\.self))
        return ActRefusal(
            refusal: refusal, fields: fields, summary: summary, copy: copy,
            stepsNow: copy.steps ?? draft.record.draft.stepsText,
            last: last.map { (names.name(of: $0.actor), $0.did) }, newest: newest?.id == id ? nil : newest,
            reasons: reasons, internalOnly: internalOnly)
    }
}

extension Decision {
    /// `approved it`: what was done, after a name.
    var did: String {
        switch kind {
        case .claim: "took it in hand"
        case .release: "put it back"
        case .approve: payload.asNote == true ? "approved it as an internal note" : "approved it"
        case .edit: "changed the text"
        case .reject: "rejected it"
        case .vouch: "vouched for a sentence"
        case .attach: "attached a source"
        case .rate: "rated a piece of evidence"
        case .undo: "took a decision back"
        case .regenerate: "had it written anew"
        }
    }
}

/// The ledger's reasons as sentences for people.
enum ReasonWords {
    /// `reply 2: names SRV01, which stands in no evidence` → `Sentence 2 of the reply names SRV01, …`
    static func texts(_ reasons: [String]) -> [String] {
        reasons.map { reason in
            guard let colon = reason.firstRange(of: ": ") else { return capital(reason) }
            let place = reason[..<colon.lowerBound].split(separator: " ")
            guard place.count == 2, Int(place[1]) != nil else { return capital(reason) }
            let part: String
            switch place[0] {
            case "reply": part = "Sentence \(place[1]) of the reply"
            case "step": part = "Step \(place[1])"
            case "question": part = "Question \(place[1])"
            case "summary": part = "Sentence \(place[1]) of the summary"
            default: return capital(reason)
            }
            return part + " " + reason[colon.upperBound...] + "."
        }
    }

    private static func capital(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }
}
