import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Looking on while a ticket is being researched, and ending the model's part of it.
struct LiveRoutes: PageGroup {
    let kit: PageKit
    let environment: ServiceEnvironment
    var timing = EventTiming()

    private var store: SQLiteStore { environment.store }

    func add(to router: Router<ServiceContext>) {
        router.get("/tickets/:ticket_id/progress") { request, context in
            try await kit.serve(request, context) { visit in
                try progress(try TicketPages.ticketID(context), visit, request)
            }
        }
        router.post("/tickets/:ticket_id/stop") { request, context in
            let visit = try kit.visit(request, context)
            func act() async throws -> Response {
                guard visit.isAtLeast(.technician) else { throw ProblemResponse.forbidden(needs: .technician) }
                return try await stop(try TicketPages.ticketID(context), visit, request)
            }
            return DraftActs.wantsJSON(request) ? try await act() : try await kit.answering(visit, act)
        }
    }

    /// Server-sent events of the ticket's draft until it is done.
    private func progress(_ id: TicketID, _ visit: Visit, _ request: Request) throws -> Response {
        try requireTicket(id, visit)
        let slot = try environment.slot(of: visit)
        let live = environment.live
        let listening = Listening(environment: environment, principal: visit.principal, browser: visit.browser)
        let audience = visit.audience
        let store = store
        let stream = LiveStream(
            timing: timing, audience: audience, mayListen: { await listening.isAllowed() },
            draft: { live.draft(of: id) },
            isSettled: {
                switch try store.jobs(of: id, for: audience, limit: 1).first?.state {
                case .waiting, .leased, .delayed: false
                case .done, .dead, .superseded, nil: true
                }
            }, changes: [live.changes, store.changes])
        return Response(
            status: .ok, headers: LiveStream.headers,
            body: ResponseBody { writer in
                try await stream.run(request, to: &writer)
                withExtendedLifetime(slot) {}
            })
    }

    /// Ends the model's part. The ticket gets the draft that quotes, with a warning that names the person.
    private func stop(_ id: TicketID, _ visit: Visit, _ request: Request) async throws -> Response {
        try requireTicket(id, visit)
        _ = try await kit.form(request)
        guard let draft = environment.live.draft(of: id), draft.isShown(to: visit.audience) else {
            throw ProblemResponse(
                .conflict, type: "not-running", detail: "This ticket is not being worked on here at this moment.",
                remedy: "It may be done already; open it anew.")
        }
        try await store.noteModelStop(
            of: id, client: draft.clientID, by: visit.principal.actor, now: environment.clock.now())
        draft.stop(by: visit.principal.name)
        let page = "/tickets/" + FormEncoding.escape(id.rawValue)
        guard DraftActs.wantsJSON(request) else { return kit.redirect(visit, to: page, flash: .stopped) }
        return try .json(["message": .text("\(Flash.stopped.text)"), "flash": .text(Flash.stopped.rawValue)])
    }

    /// - Throws: 404 for a ticket of which the caller sees nothing, as its page does.
    private func requireTicket(_ id: TicketID, _ visit: Visit) throws {
        guard
            try store.ticket(id, for: visit.audience) != nil
                || !store.jobs(of: id, for: visit.audience, limit: 1).isEmpty
                || store.newestDraft(of: id, for: visit.audience) != nil
        else { throw ProblemResponse.notFound }
    }
}

extension ServiceEnvironment {
    /// A place among a person's streams.
    ///
    /// - Throws: 429 when all are taken.
    func slot(of visit: Visit) throws(ProblemResponse) -> StreamSlot {
        guard let slot = streams.take(visit.principal.actor) else {
            throw ProblemResponse(
                .tooManyRequests, type: "too-many-streams", detail: "You look on in too many places.",
                remedy: "Close one, or try again in a moment.", headers: ["Retry-After": "15"])
        }
        return slot
    }
}
