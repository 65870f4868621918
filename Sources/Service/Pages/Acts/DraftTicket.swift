import Domain
import Enrichment
import HTTPTypes
import Storage

/// The ticket that a draft is of, to be worked on once more.
struct DraftTicket: Sendable {
    let store: SQLiteStore

    /// As it was cleaned and kept; where it is not kept any more, what its draft tells of it.
    ///
    /// - Throws: 409 for a ticket that is another client's by now, and where too little is left.
    func ticket(of draft: StoredDraft, for audience: Audience) throws -> Ticket {
        if let client = draft.clientID, try !store.moved([draft.ticketID], from: client).isEmpty { throw Self.moved }
        if let kept = try store.ticket(draft.ticketID, for: audience), kept.ticket.clientID == draft.clientID {
            return kept.ticket
        }
        guard let ticket = Ticket(asToldBy: draft) else { throw Self.gone }
        return ticket
    }

    static let moved = ProblemResponse(
        .conflict, type: "ticket-moved", detail: "The ticket belongs to another client by now.",
        remedy: "Look at the draft that was made for that client.")

    static let gone = ProblemResponse(
        .conflict, type: "ticket-gone",
        detail: "The ticket itself is not kept any more, and this draft does not tell enough of it.",
        remedy: "Edit the text by hand, or have your ticket system send the ticket again.")
}

extension Ticket {
    /// As far as a draft tells: cleaned text and notes, what the ticket said of itself, and the devices it was linked
    /// to. Without quotes and signatures, which are kept apart and for reading only. nil where the facts were not kept,
    /// or there is no text.
    init?(asToldBy draft: StoredDraft) {
        let record = draft.record
        guard let facts = draft.facts,
            Optional(record.ticket.text).nonBlank ?? Optional(facts.subject).nonBlank != nil
        else { return nil }
        self.init(
            id: draft.ticketID, clientID: draft.clientID, number: facts.number, subject: facts.subject,
            body: record.ticket.text, bodyFormat: .text, createdAt: facts.createdAt, updatedAt: facts.updatedAt,
            status: facts.status, priority: facts.priority, board: facts.board, type: facts.type,
            requester: facts.requester,
            deviceIDs: record.context.devices.filter { $0.evidence.contains { $0.kind == "linked" } }.map(\.id),
            notes: Self.notes(in: record.context.evidence), sla: facts.sla, agreement: facts.agreement,
            url: facts.url)
    }

    /// The pieces of evidence behind the first that are of the ticket itself: `Note (requester)`.
    private static func notes(in evidence: [Evidence]) -> [Note] {
        evidence.filter { $0.kind == .ticket }.dropFirst().map { piece in
            let kind = piece.title.split(separator: "(").last?.dropLast() ?? ""
            return Note(
                id: piece.id, authorKind: AuthorKind(rawValue: String(kind)), visibility: piece.visibility,
                body: piece.text)
        }
    }
}
