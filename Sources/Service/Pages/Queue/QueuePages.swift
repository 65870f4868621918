import Digest
import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

/// `GET /`, `GET /queue/rows`, `POST /queue/acts`.
struct QueuePages: PageGroup {
    /// Tells who else has these drafts open just now, by name.
    typealias Viewers = @Sendable ([Int64], Visit) -> [Int64: [String]]

    let kit: PageKit
    let store: SQLiteStore
    var presence: Viewers = { _, _ in [:] }

    func add(to router: Router<ServiceContext>) {
        let pages = self
        let kit = kit
        router.get("/") { request, context in
            try await kit.serve(request, context) { visit in try pages.queue(request, visit) }
        }
        router.get("/queue/rows") { request, context in
            try await kit.serve(request, context) { visit in try pages.rows(request, visit) }
        }
        router.post("/queue/acts") { request, context in
            try await kit.serve(request, context) { visit in
                guard visit.isAtLeast(.technician) else { throw ProblemResponse.forbidden(needs: .technician) }
                return try await QueueActs(kit: kit, store: pages.store, visit: visit).run(request)
            }
        }
    }

    private func queue(_ request: Request, _ visit: Visit) throws -> Response {
        let event = try store.eventRange().newest
        let content = try QueueContent(store, try QueueAddress(request), visit, presence: presence)
        let writer = QueuePageWriter(content: content, visit: visit, formID: try RandomBytes.token(12))
        return try kit.page(visit, PageHead(title: "Queue", section: .queue, scripts: [.queue], event: event)) { html in
            try writer.write(to: &html)
        }
    }

    /// The lines of `drafts` (ids with commas between) as they are now, for scripts. Each says whether the view of the
    /// rest of the query would show it.
    private func rows(_ request: Request, _ visit: Visit) throws -> Response {
        let filter = try QueueAddress(request).filter(visit)
        let list = request.uri.query.flatMap(FormFields.init)?["drafts"] ?? ""
        let ids = list.split(separator: ",").compactMap { Int64($0) }.filter { $0 > 0 }
        guard ids.count == list.split(separator: ",").count, (1...QueueContent.pageSize).contains(ids.count) else {
            throw ProblemResponse.badRequest("It is not clear which drafts are meant.")
        }
        let found = try store.reviewRows(of: ids, for: visit.audience)
        let names = try QueueNames(
            store, clients: found.compactMap(\.draft.clientID), actors: found.compactMap(\.draft.actor), visit: visit)
        let writer = QueueRowWriter(
            visit: visit, names: names, viewers: presence(found.map(\.draft.id), visit))
        return kit.fragment(visit) { html in
            html.element("table") { html in
                html.element("tbody") { html in
                    for row in found { writer.write(row, isInView: filter.admits(row), to: &html) }
                }
            }
        }
    }
}
