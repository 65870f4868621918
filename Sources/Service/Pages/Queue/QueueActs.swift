import Digest
import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

/// Does one thing with several drafts, one after the other: each succeeds or is refused for itself, and each only as its
/// line was seen.
struct QueueActs: Sendable {
    let kit: PageKit
    let store: SQLiteStore
    let visit: Visit

    struct Outcome: Sendable {
        var draft: DraftSummary?
        var id: Int64
        var isDone: Bool
        var words: String
    }

    func run(_ request: Request) async throws -> Response {
        let marks = try QueueMarks(try await kit.form(request))
        let isProgram = request.headers[.accept]?.lowercased().hasPrefix("application/json") ?? false
        if marks.act == .reject, !marks.isConfirmed {
            guard !isProgram else {
                throw ProblemResponse.badRequest("Rejecting several drafts has to be confirmed.")
            }
            return try confirmation(marks)
        }
        var outcomes: [Outcome] = []
        for mark in marks.marks { outcomes.append(try await decide(mark, marks)) }
        return isProgram ? try answer(marks, outcomes) : results(marks, outcomes)
    }

    private func decide(_ mark: QueueMarks.Mark, _ marks: QueueMarks) async throws -> Outcome {
        var outcome = Outcome(
            draft: try store.summary(mark.draft, for: visit.audience), id: mark.draft, isDone: false, words: "")
        do {
            var payload = Decision.Payload()
            if marks.act == .reject { payload.rejection = .notNeeded }
            _ = try await store.decide(
                DecisionRequest(
                    draft: mark.draft, kind: marks.act.kind, payload: payload, revisions: [mark.revision],
                    idempotency: try key(mark, marks)), by: visit.principal, now: visit.now)
            outcome.isDone = true
            outcome.words = marks.act == .claim ? "is in your hands" : "is rejected as not needed"
        } catch let refusal as ReviewRefusal {
            outcome.words = refusal.queueWords
        }
        return outcome
    }

    /// The same button pressed twice is one request; what was marked again on another page is another.
    private func key(_ mark: QueueMarks.Mark, _ marks: QueueMarks) throws -> IdempotencyKey? {
        guard !marks.formID.isEmpty else { return nil }
        let text = "queue \(marks.formID) \(marks.act.rawValue) \(mark.draft) \(mark.revision)"
        return IdempotencyKey(key: text, requestHash: try SHA256Digest.bytes(of: Array(text.utf8)))
    }

    // MARK: Answers

    private func summary(_ marks: QueueMarks, _ outcomes: [Outcome]) -> String {
        let done = outcomes.count { $0.isDone }
        let verb = marks.act == .claim ? "claimed" : "rejected"
        let refused = outcomes.count - done
        if done == 0 { return "Nothing was \(verb)" }
        return "\(Self.tickets(done)) \(verb)" + (refused == 0 ? "" : ", \(refused) not")
    }

    private static func tickets(_ count: Int) -> String { count == 1 ? "1 ticket" : "\(count) tickets" }

    private func answer(_ marks: QueueMarks, _ outcomes: [Outcome]) throws -> Response {
        try .json(
            .object([
                "message": .text(summary(marks, outcomes) + "."),
                "results": .list(
                    outcomes.map { outcome in
                        .object([
                            "draft": .integer(outcome.id), "ticket": JSON(outcome.draft?.ticketID.rawValue),
                            "done": .flag(outcome.isDone),
                            "message": .text(Self.name(outcome) + " " + outcome.words + "."),
                        ])
                    }),
            ]))
    }

    private static func name(_ outcome: Outcome) -> String {
        outcome.draft.map { "“\($0.subject.clipped(to: 80))”" } ?? "A ticket that was marked"
    }

    private func results(_ marks: QueueMarks, _ outcomes: [Outcome]) -> Response {
        let title = summary(marks, outcomes)
        return kit.page(visit, PageHead(title: title, section: .queue, width: .narrow)) { html in
            html.element("div", [.fixed("class", "notice")]) { html in
                html.element("h1", text: title)
                html.element("ul", [.fixed("class", "results")]) { html in
                    for outcome in outcomes { line(outcome, &html) }
                }
                back(marks, &html)
            }
        }
    }

    private func line(_ outcome: Outcome, _ html: inout HTML) {
        html.element("li", [.fixed("class", outcome.isDone ? "done" : "refused")]) { html in
            html.shape(outcome.isDone ? "✓" : "✕")
            html.element("span") { html in
                ticket(outcome.draft, &html)
                html.text(" " + outcome.words + ".")
            }
        }
    }

    private func ticket(_ draft: DraftSummary?, _ html: inout HTML) {
        guard let draft else { return html.text("A ticket that was marked") }
        html.element(
            "a", [.data("href", visit.link(QueueRowWriter.path(draft.ticketID))), .fixed("dir", "auto")],
            text: draft.subject.isEmpty ? draft.ticketID.rawValue : draft.subject.clipped(to: 160))
    }

    private func confirmation(_ marks: QueueMarks) throws -> Response {
        let drafts = try marks.marks.map { try store.summary($0.draft, for: visit.audience) }
        let title = "Reject \(Self.tickets(marks.marks.count)) as not needed?"
        return kit.page(visit, PageHead(title: title, section: .queue, width: .narrow)) { html in
            html.element("div", [.fixed("class", "notice")]) { html in
                html.element("h1", text: title)
                html.markup("<p>Their drafts are set aside. The tickets themselves stay as they are.</p>")
                html.element("ul") { html in
                    for draft in drafts { html.element("li") { html in ticket(draft, &html) } }
                }
                html.form(visit, action: "/queue/acts") { html in
                    html.hidden("act", marks.act.rawValue)
                    html.hidden("confirm", "1")
                    html.hidden("form", marks.formID)
                    html.hidden("back", marks.back.path)
                    for mark in marks.marks {
                        html.hidden(QueueMarks.prefix + String(mark.draft), String(mark.revision))
                    }
                    html.button("Reject as not needed", .danger)
                }
                back(marks, &html)
            }
        }
    }

    private func back(_ marks: QueueMarks, _ html: inout HTML) {
        html.element("p") { html in
            html.linkButton("Back to the queue", href: visit.link(marks.back.path), .quiet)
        }
    }
}

extension ReviewRefusal {
    /// What is said behind a ticket's name.
    fileprivate var queueWords: String {
        switch self {
        case .notFound: "is not there any more"
        case .revisionMismatch: "has changed since you looked at it; look at it again"
        case .alreadyDecided(.approved): "was approved already"
        case .alreadyDecided: "was rejected already"
        case .claimedByAnother: "is in somebody else's hands"
        case .alreadyClaimed: "is in your hands already"
        case .stale: "was changed by its sender; a new draft follows"
        default: "could not be decided here; open it"
        }
    }
}
