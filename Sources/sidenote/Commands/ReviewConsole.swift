import Domain
import Enrichment
import Foundation
import Retrieval
import Storage

/// What the review commands share.
enum ReviewConsole {
    /// Whoever may read and write the data folder may do what a lead may.
    static var principal: Principal {
        let actor = ConsoleAccess.actor
        return Principal(
            actor: actor, name: actor.id, role: .lead, audience: .everyClient, isBrowserSession: false)
    }

    /// Decides on the draft as it is now.
    static func decide(
        _ draft: Int64, _ kind: Decision.Kind, _ payload: Decision.Payload, _ data: DataOptions
    ) async throws {
        let store = try ConsoleAccess.store(data)
        do {
            guard let current = try store.summary(draft, for: .everyClient) else { throw ReviewRefusal.notFound }
            let desk = ReviewDesk(
                store: store, catalog: IndexCatalog(store: store, directory: store.folder + "/index"))
            let result = try await desk.decide(
                DecisionRequest(draft: draft, kind: kind, payload: payload, revisions: [current.revision]),
                by: principal, now: SystemClock().now())
            Console.note(
                "draft \(draft) of ticket \(Console.printable(current.ticketID.rawValue)): \(result.state.rawValue)")
        } catch let refusal as ReviewRefusal {
            throw problem(refusal, draft, store)
        }
    }

    /// The reply of a file, or of standard input.
    static func read(_ path: String) throws -> String {
        let limit = Decision.Payload.byteLimit
        let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let file, let bytes = try? file.read(upToCount: limit + 1) else {
            throw Problem("the text cannot be read", place: path, remedy: "Check that the file exists")
        }
        guard bytes.count <= limit else { throw Problem("the text is longer than \(limit) bytes", place: path) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem("the text is not UTF-8", place: path)
        }
        return text
    }

    static func problem(_ refusal: ReviewRefusal, _ draft: Int64, _ store: SQLiteStore) -> Problem {
        let (what, remedy): (String, String?) =
            switch refusal {
            case .notFound: ("there is no draft \(draft)", "See sidenote review list")
            case .revisionMismatch:
                ("the draft changed meanwhile", "Look at it again with sidenote review show \(draft)")
            case .alreadyDecided(let state): ("the draft is \(state.rawValue) already", nil)
            case .claimedByAnother, .alreadyClaimed, .notClaimed: ("the draft is in someone’s hand", nil)
            case .stale: ("the ticket changed after this draft was made", "Decide on the ticket’s newest draft")
            case .blocked:
                (
                    "the draft holds sentences that no evidence supports",
                    "Look at it, then give a text of your own with --text, or --confirm-unsupported"
                )
            case .needsRole(let role): ("this needs the role \(role.rawValue)", nil)
            case .textMissing: ("there is no text to keep", "Give one")
            case .needsConfirmation:
                (
                    "sentences of the reply rest on internal evidence alone",
                    "Look at them, then give a text of your own with --text, --confirm-internal, or --note"
                )
            case .tooLate: ("it is too late to take that back", nil)
            case .tooLarge(let limit): ("the text is longer than \(limit) bytes", nil)
            case .keyReused: ("the request was made before", nil)
            }
        return Problem(what, place: store.path, remedy: remedy)
    }

    /// A draft for a terminal.
    static func text(of draft: StoredDraft, _ edited: Decision?) -> String {
        let record = draft.record
        var lines = [
            "Draft \(draft.id), revision \(draft.revision): \(draft.state.rawValue)"
                + (draft.actor.map { " by \($0)" } ?? ""),
            "Ticket \(draft.ticketID) of \(draft.clientID?.rawValue ?? "no known client"): \(record.ticket.subject)",
        ]
        func section(_ title: String, _ sentences: [Sentence]) {
            guard !sentences.isEmpty else { return }
            lines += ["", title]
            lines += sentences.map { sentence in
                let evidence = sentence.evidence.isEmpty ? "" : " [\(sentence.evidence.joined(separator: ", "))]"
                return "  \(sentence.support == .unsupported ? "!" : "-") \(sentence.text)\(evidence)"
            }
        }
        section("Summary", record.draft.summary)
        section("Steps", record.draft.steps)
        section("Questions", record.draft.questions)
        lines += [
            "",
            edited == nil
                ? "Reply" : "Reply as \(edited?.actor ?? "") \(edited?.kind == .approve ? "approved" : "edited") it",
        ]
        lines += (edited?.payload.text ?? record.draft.replyText).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { "  \($0)" }
        if record.claims.blocked {
            lines += ["", "Approval is blocked:"] + record.claims.reasons.map { "  \($0)" }
        }
        return lines.map { Console.printable($0) }.joined(separator: "\n")
    }
}

/// A draft in a list as JSON.
struct ReviewLine: Encodable {
    var id: Int64
    var ticketId: String
    var clientId: String?
    var subject: String
    var state: String
    var mode: String
    var blocked: Bool
    var revision: Int64
    var createdAt: Timestamp
    var actor: String?

    init(_ draft: DraftSummary) {
        id = draft.id
        ticketId = draft.ticketID.rawValue
        clientId = draft.clientID?.rawValue
        subject = draft.subject
        state = draft.state.rawValue
        mode = draft.mode.rawValue
        blocked = draft.isBlocked
        revision = draft.revision
        createdAt = draft.createdAt
        actor = draft.actor
    }
}

extension SQLiteStore {
    /// The data directory.
    fileprivate var folder: String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }
}
