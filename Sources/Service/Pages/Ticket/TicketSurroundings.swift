import Domain
import Storage

/// What a ticket's page shows besides the draft under review.
struct TicketSurroundings: Sendable {
    var contact: Contact?
    /// Other tickets of the same person, newest first.
    var recent: [RecentTicket] = []
    var neighbours = QueueNeighbours()
    /// All drafts of the ticket, newest first.
    var versions: [DraftSummary] = []
    /// The draft that stands for the ticket, where that is another one.
    var newest: StoredDraft?
    /// The ticket as it is kept, where the page was asked for it.
    var original: StoredTicket?
    var isOriginalMissing = false

    static func read(
        of view: ReviewView, _ query: TicketQuery, _ store: SQLiteStore
    ) async throws -> TicketSurroundings {
        let visit = view.visit
        let ticket = view.draft.ticketID
        var found = TicketSurroundings()
        if let client = view.draft.clientID {
            if let id = view.record.context.contact?.id { found.contact = try store.contact(id, of: client) }
            let addresses = Set(
                ((found.contact?.emails ?? []) + [view.facts?.requester.email].compactMap(\.self)).map {
                    $0.lowercased()
                })
            found.recent = try store.recentTickets(of: client, from: addresses, limit: 9).filter { $0.id != ticket }
        }
        found.neighbours = try store.neighbours(of: view.summary, for: visit.audience)
        found.versions = try store.drafts(DraftFilter(ticketID: ticket), for: visit.audience, before: nil, limit: 20)
        if let newest = try store.newestDraft(of: ticket, for: visit.audience), newest.id != view.draft.id {
            found.newest = try await store.view(newest.id, by: visit.principal, now: visit.now)
        }
        if query.isOriginal {
            found.original = try store.ticket(ticket, for: visit.audience)
            found.isOriginalMissing = found.original == nil
        }
        return found
    }
}
