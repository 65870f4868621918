import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// Drafts: lists, content, evidence.
struct EnrichmentRoutes: Sendable {
    let environment: ServiceEnvironment

    static let id = Parameter.path("enrichment_id", .integer(1...Int64.max), "The draft.")
    static let clientFilter = Parameter.query("client_id", Parameter.identifier, "Of that client alone.")

    var routes: [APIRoute] { [list, one, evidenceList, evidence] }

    private var store: any ReviewStore { environment.store }

    private var list: APIRoute {
        .list(
            "/enrichments", "listEnrichments", tag: "enrichments", "Drafts, newest first.", of: Shape.summary,
            parameters: [
                Self.clientFilter,
                .query("ticket_id", Parameter.identifier, "Of that ticket alone."),
                .query("state", .word(StoredDraft.State.allCases.map(\.rawValue)), "In that state alone."),
                .query("mode", .word(Draft.Mode.allCases.map(\.rawValue)), "Drafted that way alone."),
                .query("blocked", .flag, "Whether approval is blocked."),
                .query("created_since", .time, "Made then or later.", example: "2026-09-14T13:05:00Z"),
            ]
        ) { request in
            let filter = DraftFilter(
                clientID: request.identifier("client_id"), ticketID: request.identifier("ticket_id"),
                state: request.word("state"), mode: request.word("mode"), isBlocked: request.flag("blocked"),
                createdSince: request.time("created_since"))
            let found = try store.drafts(
                filter, for: request.audience, before: request.lastNumber(), limit: request.limit + 1)
            return Page(found, limit: request.limit) { String($0.id) }
        }
    }

    private var one: APIRoute {
        .get(
            "/enrichments/{enrichment_id}", "getEnrichment", tag: "enrichments", "A draft with what it rests on.",
            details: "The view is noted in the audit ledger.",
            parameters: [
                Self.id,
                .header("If-None-Match", .text(1...1024), "ETag of what the caller has; 304 when that is current."),
            ],
            answers: [
                .init(
                    status: .ok, description: "The draft.", schema: Shape.enrichment.schema,
                    headers: ["ETag": "The revision, as If-Match wants it."]),
                .init(
                    status: .notModified, description: "The caller has it.", type: nil,
                    headers: ["ETag": "The revision."]),
            ], problems: [.notFound]
        ) { request in
            let id = try request.number("enrichment_id")
            if let header = request.text("If-None-Match") {
                guard let known = EntityTags.read(header, allowsWeak: true) else {
                    throw ProblemResponse.badRequest("If-None-Match must list entity tags.")
                }
                guard let summary = try store.summary(id, for: request.audience) else { throw ProblemResponse.notFound }
                if known.isAny || known.revisions.contains(summary.revision) {
                    return Response(
                        status: .notModified,
                        headers: [.eTag: EntityTags.text(summary.revision), .cacheControl: "private, no-cache"])
                }
            }
            let draft = try await viewed(id, request)
            let view = EnrichmentView(draft: draft, text: try store.text(of: id, for: request.audience))
            return try .json(Shape.enrichment.json(view), headers: ["ETag": EntityTags.text(draft.revision)])
        }
    }

    private var evidenceList: APIRoute {
        .list(
            "/enrichments/{enrichment_id}/evidence", "listEvidence", tag: "enrichments",
            "Everything a draft can cite.", details: "The view is noted in the audit ledger.", of: Shape.evidence,
            parameters: [Self.id], problems: [.notFound]
        ) { request in
            let after = Int(try request.lastNumber() ?? 0)
            let all = try await viewed(request.number("enrichment_id"), request).record.context.evidence
            let rest = all.enumerated().dropFirst(max(0, after)).prefix(request.limit)
            var page = Page(rest.map(\.element))
            if let last = rest.last, last.offset + 1 < all.count { page.nextKey = String(last.offset + 1) }
            return page
        }
    }

    private var evidence: APIRoute {
        .one(
            "/enrichments/{enrichment_id}/evidence/{evidence_id}", "getEvidence", tag: "enrichments",
            "One piece of evidence.", details: "The view is noted in the audit ledger.", of: Shape.evidence,
            parameters: [Self.id, .path("evidence_id", Parameter.identifier, "As sentences cite it, such as E1.")]
        ) { request in
            let wanted = try request.required("evidence_id")
            let draft = try await viewed(request.number("enrichment_id"), request)
            guard let found = draft.record.context.evidence.first(where: { $0.id == wanted }) else {
                throw ProblemResponse.notFound
            }
            return found
        }
    }

    private func viewed(_ id: Int64, _ request: APIRequest) async throws -> StoredDraft {
        guard let draft = try await store.view(id, by: request.principal, now: environment.clock.now()) else {
            throw ProblemResponse.notFound
        }
        return draft
    }
}
