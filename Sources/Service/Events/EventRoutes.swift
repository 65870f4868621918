import Domain
import HTTPTypes
import Hummingbird
import Settings
import Storage

/// `GET /api/v1/events`.
struct EventRoutes: Sendable {
    let environment: ServiceEnvironment
    let slots: StreamSlots
    var timing = EventTiming()

    var routes: [APIRoute] { [events] }

    private var events: APIRoute {
        .get(
            "/events", "listenToEvents", tag: "enrichments",
            "What happens to drafts, as it happens (server-sent events).",
            details: """
                Each event has an id, the kind of what happened as its name (draft_ready, draft_claimed, \
                draft_released, draft_edited, draft_decided, draft_stale) and data as in the schema Event. After an \
                interruption it goes on after Last-Event-ID without loss or repetition; when that is too old, an \
                event `reset` says to read the lists anew. A caller may hold eight streams.
                """,
            parameters: [
                .header("Last-Event-ID", .integer(0...Int64.max), "Id of the last event seen."),
                .query(
                    "last_event_id", .integer(0...Int64.max),
                    "The same, for callers that cannot set the header; 0 for all."),
            ],
            answers: [
                .init(
                    status: .ok, description: "The stream.", type: "text/event-stream",
                    schema: Schema(["type": "string"]))
            ]
        ) { request in
            let principal = try request.principal
            guard let slot = slots.take(principal.actor) else {
                throw ProblemResponse(
                    .tooManyRequests, type: "too-many-streams", detail: "This caller holds too many event streams.",
                    remedy: "Close one, or try again in a moment.", headers: ["Retry-After": "15"])
            }
            let last = request.integer("Last-Event-ID") ?? request.integer("last_event_id")
            let reader = try EventReader(store: environment.store, audience: principal.audience, after: last)
            let listening = Listening(environment: environment, principal: principal, browser: request.context.browser)
            let stream = EventStream(
                store: environment.store, timing: timing, logger: environment.logger,
                mayListen: { await listening.isAllowed() })
            let source = request.request
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                    // Proxies such as nginx would hold events back.
                    .accelBuffering: "no",
                ],
                body: ResponseBody { writer in
                    try await stream.run(reader, request: source, to: &writer)
                    withExtendedLifetime(slot) {}
                })
        }
    }
}

/// Whether a caller that listens may go on: its token or session may end meanwhile.
struct Listening: Sendable {
    let environment: ServiceEnvironment
    let principal: Principal
    let browser: BrowserSession?

    func isAllowed() async -> Bool {
        let now = environment.clock.now()
        do {
            if let browser {
                // Looked at without being touched: a page that only listens does not keep its session alive.
                let session = try environment.store.session(
                    secret: browser.secret.text, idleSeconds: environment.settings.signIn.idleSeconds, now: now)
                guard let account = session?.account, !account.isDisabled else { return false }
                return account.audience == principal.audience
            }
            guard principal.actor.kind == .token else { return true }
            guard let token = try environment.store.tokens().first(where: { $0.id == principal.actor.id }) else {
                return false
            }
            return token.revokedAt == nil && token.expiresAt.map { $0 > now } ?? true
        } catch {
            return false
        }
    }
}

extension HTTPField.Name {
    // The name is valid, so it never falls back.
    static let accelBuffering = HTTPField.Name("X-Accel-Buffering") ?? .cacheControl
}
