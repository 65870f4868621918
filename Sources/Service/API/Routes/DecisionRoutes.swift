import Digest
import Domain
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
                Takes the revision the caller has read in If-Match. The same Idempotency-Key with the same request \
                answers as the first time for 24 hours, with `Idempotency-Replayed: true`. A draft claimed by someone \
                else can be decided by a lead. Edited and approved texts are checked again as they stand: a text with \
                sentences that nothing supports and nobody vouches for is approved by a lead alone, with \
                `confirm_unsupported`; one that tells the requester what stands in internal evidence alone needs \
                `confirm_internal` or `as_note`. A rating may come at any time and changes no revision. Nothing is \
                sent to anyone by it.
                """,
            role: .technician,
            parameters: [
                EnrichmentRoutes.id,
                .header("If-Match", .text(1...1024), "ETag of the draft as the caller has read it.", isRequired: true),
                .header("Idempotency-Key", .text(1...255), "A word of the caller's own for this request."),
            ],
            body: .init(schema: DecisionBody.schema, isRequired: true),
            answers: [
                .init(
                    status: .created, description: "The decision is kept.", schema: Shape.result.schema,
                    headers: [
                        "ETag": "The draft's new revision.",
                        "Idempotency-Replayed": "`true` when the decision was taken by an earlier request.",
                    ])
            ],
            problems: [.notFound, .conflict, .preconditionFailed, .preconditionRequired, .unprocessableContent]
        ) { request in
            let body = try DecisionBody(request.body)
            let match = try request.required("If-Match")
            guard let tags = EntityTags.read(match, allowsWeak: false), !tags.isAny else {
                throw ProblemResponse.badRequest(
                    "If-Match must name the draft's revision.", remedy: "It looks like \(EntityTags.text(1)).")
            }
            let draft = try request.number("enrichment_id")
            let key = try request.text("Idempotency-Key").map { key in
                IdempotencyKey(key: key, requestHash: try hash(of: request, draft, match))
            }
            let result = try await environment.desk.decideAside(
                DecisionRequest(
                    draft: draft, kind: body.kind, payload: body.payload, revisions: tags.revisions, idempotency: key),
                by: request.principal, now: environment.clock.now())
            var headers = ["ETag": EntityTags.text(result.revision)]
            if result.isReplay { headers["Idempotency-Replayed"] = "true" }
            return try .json(Shape.result.json(result), status: .created, headers: headers)
        }
    }

    private func hash(of request: APIRequest, _ draft: Int64, _ match: String) throws -> [UInt8] {
        var digest = try FieldDigest(domain: "sidenote request 1")
        try digest.add(request.operation)
        try digest.add(draft)
        try digest.add(match)
        try digest.add(request.body)
        return try digest.finalize()
    }
}
