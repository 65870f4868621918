import Domain
import Enrichment
import Hummingbird

@testable import Service

/// Pages that use the frame as the real ones do.
struct TryPages: RouteGroup {
    let kit: PageKit

    func add(to router: Router<ServiceContext>) {
        let kit = kit
        router.get("/try/page") { request, context in
            try await kit.serve(request, context) { visit in
                let query = request.uri.query.flatMap(FormFields.init)
                return kit.page(visit, PageHead(title: query?["title"] ?? "Try", section: .ledger)) { html in
                    html.element("p", text: query?["text"] ?? "")
                    html.outsideLink(query?["url"] ?? "", visit, text: query?["words"])
                    html.element("a", [.data("href", visit.link("/try/page?a=b#c"))], text: "on")
                }
            }
        }
        router.get("/try/refuse") { request, context in
            try await kit.serve(request, context) { _ in
                switch request.uri.query {
                case "missing", "foreign": throw ProblemResponse.notFound
                case "stale": throw ReviewRefusal.revisionMismatch(current: 2)
                case "role": throw ProblemResponse.forbidden(needs: .lead)
                case "store": throw Problem("the disk at /secret/place is full", place: "/secret/place")
                default: throw TryFailure()
                }
            }
        }
        router.post("/try/form") { request, context in
            try await kit.serve(request, context) { visit in
                let fields = try await kit.form(request)
                return kit.redirect(visit, to: "/try/page?text=\(fields["text"] ?? "")", flash: .saved)
            }
        }
    }

    struct TryFailure: Error {}
}
