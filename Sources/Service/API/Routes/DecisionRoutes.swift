import Domain
import Enrichment
import HTTPTypes
import Hummingbird

/// Decisions on drafts.
struct DecisionRoutes: Sendable {
    let environment: ServiceEnvironment

    var routes: [APIRoute] { [all, ofDraft, decide] }

    private var store: any ReviewStore { environment.store }

    private static let kindFilter = Parameter.query(
        "kind", .word(Decision.Kind.allCases.map(\.rawValue)), "Of that kind alone.")

    private var all: APIRoute {
        .list(
            "/decisions", "listDecisions", tag: "decisions", "Decisions over all drafts, newest first, without texts.",
            of: Shape.fact, parameters: [EnrichmentRoutes.clientFilter, Self.kindFilter]
        ) { request in
            let filter = DecisionFilter(clientID: request.identifier("client_id"), kind: request.word("kind"))
            let found = try store.decisions(
                filter, for: request.audience, before: request.lastNumber(), limit: request.limit + 1)
            return Page(found, limit: request.limit) { String($0.id) }
        }
    }

    private var ofDraft: APIRoute {
        .list(
            "/enrichments/{enrichment_id}/decisions", "listEnrichmentDecisions", tag: "decisions",
            "Decisions on a draft, newest first.", details: "The view is noted in the audit ledger.",
            of: Shape.decision, parameters: [EnrichmentRoutes.id, Self.kindFilter], problems: [.notFound]
        ) { request in
            let before = try request.lastNumber()
            let id = try request.number("enrichment_id")
            guard try await store.view(id, by: request.principal, now: environment.clock.now()) != nil else {
                throw ProblemResponse.notFound
            }
            let found = try store.decisions(
                DecisionFilter(draft: id, kind: request.word("kind")), for: request.audience, before: before,
                limit: request.limit + 1)
            return Page(found, limit: request.limit) { String($0.id) }
        }
    }

    private var decide: APIRoute {
        APIRoute(
            method: .post, path: "/enrichments/{enrichment_id}/decisions", operation: "decide", tag: "decisions",
            summary: "Claims, releases, edits, vouches for, rates, approves, rejects or takes back.",
            details: """
                Takes the revision the caller has read in If-Match. A draft claimed by someone else can be decided by \
                a lead. Edited and approved texts are checked again as they stand: a text with sentences that nothing \
                supports and nobody vouches for is approved by a lead alone, with `confirm_unsupported`; one that \
                tells the requester what stands in internal evidence alone needs `confirm_internal` or `as_note`. A \
                rating may come at any time and changes no revision. Nothing is sent to anyone by it. An answer given \
                again is noted in the audit ledger as a view.
                """,
            role: .technician,
            parameters: [
                EnrichmentRoutes.id,
                .header("If-Match", .text(1...1024), "ETag of the draft as the caller has read it.", isRequired: true),
                .idempotencyKey,
            ],
            body: .init(schema: DecisionBody.schema, isRequired: true),
            answers: [
                .init(
                    status: .created, description: "The decision is kept.", schema: Shape.result.schema,
                    headers: APIRoute.Answer.replayedHeaders.merging(["ETag": "The draft's new revision."]) { $1 })
            ],
            problems: [.notFound, .conflict, .preconditionFailed, .preconditionRequired, .unprocessableContent]
        ) { request in
            let body = try DecisionBody(request.body)
            let match = try request.required("If-Match")
            guard let tags = EntityTags.read(match, allowsWeak: false), !tags.isAny else {
                throw ProblemResponse.badRequest(
                    "If-Match must name the draft's revision; * names none.",
                    remedy: "It looks like \(EntityTags.text(1)).")
            }
            let draft = try request.number("enrichment_id")
            let result = try await environment.desk.decideAside(
                DecisionRequest(
                    draft: draft, kind: body.kind, payload: body.payload, revisions: tags.revisions,
                    idempotency: request.idempotencyKey()),
                by: request.principal, now: environment.clock.now())
            var headers = result.isReplay ? APIRoute.Answer.replayed : [:]
            headers["ETag"] = EntityTags.text(result.revision)
            return try .json(Shape.result.json(result), status: .created, headers: headers)
        }
    }
}
