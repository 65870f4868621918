import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Settings
import Storage

/// A ticket with its draft, and what left the building for it.
struct TicketPages: PageGroup {
    let kit: PageKit
    let environment: ServiceEnvironment

    func add(to router: Router<ServiceContext>) {
        let pages = self
        router.get("/tickets/:ticket_id") { request, context in
            try await pages.kit.serve(request, context) { visit in
                try await pages.ticket(try Self.ticketID(context), try TicketQuery(request.uri.query), visit)
            }
        }
        router.get("/drafts/{draft_id}/outbound") { request, context in
            try await pages.kit.serve(request, context) { visit in
                guard let draft = context.parameters.get("draft_id").flatMap({ Int64($0) }) else {
                    throw ProblemResponse.notFound
                }
                return try await pages.outbound(draft, visit)
            }
        }
        router.get("/tickets/:ticket_id/egress/:receipt") { request, context in
            try await pages.kit.serve(request, context) { visit in
                try await pages.egress(try Self.ticketID(context), context.parameters.get("receipt"), visit)
            }
        }
    }

    /// - Throws: 404 for what cannot be an id.
    static func ticketID(_ context: ServiceContext) throws(ProblemResponse) -> TicketID {
        guard let raw = context.parameters.get("ticket_id"),
            let text = QueryText.decode(raw.utf8, plusIsSpace: false), !text.isEmpty, text.utf8.count <= 512
        else { throw .notFound }
        return TicketID(text)
    }

    private func ticket(_ id: TicketID, _ query: TicketQuery, _ visit: Visit) async throws -> Response {
        let store = environment.store
        let event = try store.eventRange().newest
        let shown = try query.draft ?? store.newestDraft(of: id, for: visit.audience)?.id
        guard let shown else { return try missing(id, event, visit) }
        let reader = ReviewReader(store: store, desk: environment.desk)
        // Only a draft that is this ticket's is looked at, since a look is written down.
        guard try store.summary(shown, for: visit.audience)?.ticketID == id,
            let view = try await reader.view(shown, visit)
        else { throw ProblemResponse.notFound }
        if visit.isAtLeast(.technician) {
            environment.presence.note(
                shown, actor: visit.principal.actor.description, name: visit.principal.name, now: visit.now)
        }
        let around = try await TicketSurroundings.read(of: view, query, store)
        let page = TicketPage(
            view: view, around: around, query: query,
            policy: try environment.settings.policy(
                for: view.draft.clientID.flatMap { try store.client($0, for: visit.audience) },
                chosen: store.policyOverrides()
            ).policy, hasModel: environment.settings.llm != nil)
        var head = page.head
        head.event = event
        return kit.page(visit, head) { html in page.write(to: &html) }
    }

    /// What a call for this draft would send. Nothing is sent, and nothing noted as sent; it shows what the draft rests
    /// on, so it is a look at the draft.
    private func outbound(_ id: Int64, _ visit: Visit) async throws -> Response {
        try visit.needs(.readsEgress)
        guard let draft = try await environment.store.view(id, by: visit.principal, now: visit.now) else {
            throw ProblemResponse.notFound
        }
        guard let work = environment.work else { throw Regeneration.noWorker }
        let ticket = try DraftTicket(store: environment.store).ticket(of: draft, for: visit.audience)
        let page = OutboundPage(draft: draft, preview: try await work.preview(ticket), visit: visit)
        return kit.page(visit, page.head) { html in page.write(to: &html) }
    }

    private func missing(_ id: TicketID, _ event: Int64, _ visit: Visit) throws -> Response {
        let store = environment.store
        let kept = try store.ticket(id, for: visit.audience)
        let jobs = try store.jobs(of: id, for: visit.audience, limit: 5)
        guard kept != nil || !jobs.isEmpty else { throw ProblemResponse.notFound }
        var ahead: Int?
        if let job = jobs.first, job.state == .waiting {
            let waiting = try store.jobs(
                JobFilter(states: [.waiting], limit: MissingDraftPage.countLimit), for: visit.audience)
            ahead = waiting.count { ($0.deadline, $0.id) < (job.deadline, job.id) }
        }
        let client = try kept?.ticket.clientID.flatMap { try store.client($0, for: visit.audience) }
        let page = MissingDraftPage(
            id: id, kept: kept, job: jobs.first, ahead: ahead, clientName: client?.name, visit: visit,
            isWatched: environment.work?.hasModel == true,
            isHere: environment.live.draft(of: id)?.isShown(to: visit.audience) == true)
        var head = page.head
        head.event = event
        return kit.page(visit, head) { html in page.write(to: &html) }
    }

    private func egress(_ id: TicketID, _ receipt: String?, _ visit: Visit) async throws -> Response {
        try visit.needs(.readsEgress)
        let store = environment.store
        guard let number = receipt.flatMap({ Int64($0) }), number > 0, number < Int64.max,
            let entry = try store.egressEntries(
                ticket: id, client: nil, for: visit.audience, before: number + 1, limit: 1
            ).first, entry.receipt.receipt == number
        else { throw ProblemResponse.notFound }
        guard let body = try await store.viewEgressBody(number, by: visit.principal, now: visit.now) else {
            throw ProblemResponse.notFound
        }
        let page = EgressPage(entry: entry, body: body, visit: visit)
        return kit.page(visit, page.head) { html in page.write(to: &html) }
    }
}
