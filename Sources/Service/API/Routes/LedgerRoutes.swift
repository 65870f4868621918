import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// The audit ledger, the egress ledger, and usage.
struct LedgerRoutes: Sendable {
    let environment: ServiceEnvironment

    var routes: [APIRoute] { [audit, egress, egressBody, usage] }

    private static let day: Int64 = 86_400
    private static let longestSpan: Int64 = 366 * day

    private var audit: APIRoute {
        .list(
            "/ledger/audit", "listAudit", tag: "ledgers", "Acts, newest first.", role: .admin, of: Shape.audit,
            parameters: [
                EnrichmentRoutes.clientFilter,
                .query("actor", .text(1...256), "Of that actor alone.", example: "user:u_3"),
                .query("act", .text(1...128), "Of that kind alone.", example: "draft_approved"),
                .query("object", .text(1...640), "To that thing alone.", example: "draft:17"),
                .query("since", .time, "From then on."), .query("until", .time, "Before then."),
            ]
        ) { request in
            let filter = AuditFilter(
                audience: try request.audience, client: request.identifier("client_id"), actor: request.text("actor"),
                act: request.text("act").map { AuditEntry.Act(rawValue: $0) }, object: request.text("object"),
                since: request.time("since"),
                until: request.time("until"))
            let found = try environment.store.auditEntries(
                filter, before: request.lastNumber(), limit: request.limit + 1)
            return Page(found, limit: request.limit) { String($0.id) }
        }
    }

    private var egress: APIRoute {
        .list(
            "/ledger/egress", "listEgress", tag: "ledgers", "Calls to a model, newest first, without their bodies.",
            role: .lead, of: Shape.egress,
            parameters: [
                EnrichmentRoutes.clientFilter, .query("ticket_id", Parameter.identifier, "For that ticket alone."),
            ]
        ) { request in
            let found = try environment.store.egressEntries(
                ticket: request.identifier("ticket_id"), client: request.identifier("client_id"), for: request.audience,
                before: request.lastNumber(), limit: request.limit + 1)
            return Page(found, limit: request.limit) { String($0.receipt.receipt) }
        }
    }

    private var egressBody: APIRoute {
        .get(
            "/ledger/egress/{receipt}/body", "getEgressBody", tag: "ledgers", "The exact bytes that were sent.",
            details: """
                For those who may decide on the client's drafts, unless the bytes quote a ticket that has become another \
                client's since: then they are absent. The look is noted in the audit ledger.
                """, role: .readsEgress,
            parameters: [.path("receipt", .integer(1...Int64.max), "The receipt.")],
            answers: [
                .init(
                    status: .ok, description: "The bytes.", type: "application/octet-stream",
                    schema: Schema(["type": "string", "contentMediaType": "application/octet-stream"]))
            ], problems: [.notFound]
        ) { request in
            let receipt = try request.number("receipt")
            guard
                let body = try await environment.store.viewEgressBody(
                    receipt, by: request.principal, now: environment.clock.now())
            else { throw ProblemResponse.notFound }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"egress-\(receipt)\"", .xContentTypeOptions: "nosniff",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        }
    }

    private var usage: APIRoute {
        .one(
            "/usage", "getUsage", tag: "ledgers", "Drafts, tokens and cost by day, client and mode.",
            details: "The last 30 days without `since`; at most 366 days.", role: .lead, of: Shape.usageReport,
            parameters: [
                .query("since", .time, "From then on.", example: "2026-09-01T00:00:00Z"),
                .query("until", .time, "Up to then, not included; now without it."), EnrichmentRoutes.clientFilter,
            ], problems: []
        ) { request in
            let until = request.time("until") ?? environment.clock.now().adding(seconds: 1)
            let since = request.time("since") ?? until.adding(seconds: -30 * Self.day)
            guard since <= until, until.seconds(since: since) <= Self.longestSpan else {
                throw ProblemResponse.badRequest(
                    "since must lie before until, and no more than 366 days apart.")
            }
            let rows = try environment.store.usage(
                since: since, until: until, client: request.identifier("client_id"), for: request.audience)
            return UsageView(since: since, until: until, rows: rows)
        }
    }
}
