import Domain
import Enrichment
import HTTPTypes
import Hummingbird

/// Routes that belong to no page: assets, the way to other sites, the choice of colours.
struct FramePages: PageGroup {
    let kit: PageKit

    func add(to router: Router<ServiceContext>) {
        let kit = kit
        router.get("/assets/:hash/:name") { request, context in
            try kit.assets.respond(request, hash: context.parameters.get("hash"), name: context.parameters.get("name"))
        }
        router.get("/leave") { request, context in
            try await kit.serve(request, context) { visit in LeavePage.response(kit, visit, request) }
        }
        router.post("/theme") { request, context in
            try await kit.serve(request, context) { visit in
                let fields = try await kit.form(request)
                guard let theme = fields["theme"].flatMap(Theme.init) else {
                    throw ProblemResponse.badRequest("There are no such colours.")
                }
                var response = Response.seeOther((ReturnAddress(fields["next"]) ?? .home).path)
                let cookies = kit.cookies(context)
                response.headers[values: .setCookie].append(
                    theme == .system
                        ? cookies.clear(.theme) : cookies.set(.theme, theme.rawValue, maxAge: 365 * 86_400))
                return response
            }
        }
    }
}

/// Says where a link leads before anybody goes there.
enum LeavePage {
    static func response(_ kit: PageKit, _ visit: Visit, _ request: Request) -> Response {
        let query = request.uri.query.flatMap(FormFields.init)
        guard let address = visit.leaving.address(to: query?["to"], signature: query?["sig"]) else {
            return kit.refusal(
                visit,
                ProblemResponse(
                    .badRequest, type: "unknown-link", detail: "This link was not made by the page you had open.",
                    remedy: "Open the ticket again and follow the link from there."))
        }
        return kit.page(visit, PageHead(title: "Leave Sidenote", width: .narrow)) { html in
            html.element("div", [.fixed("class", "notice")]) { html in
                html.markup("<h1>You are about to leave Sidenote</h1>")
                html.element("p") { html in
                    html.text("The link leads to ")
                    html.element("strong", [.fixed("dir", "ltr")], text: address.host)
                    html.text(". It came with a ticket or a document; Sidenote has not looked at what is there.")
                }
                html.element("p") { html in
                    html.element("code", [.fixed("class", "address"), .fixed("dir", "ltr")], text: address.text)
                }
                html.element("p") { html in
                    html.element(
                        "a",
                        [
                            .fixed("class", "button primary"), .data("href", address.text), .fixed("target", "_blank"),
                            .fixed("rel", "noopener noreferrer"), .fixed("referrerpolicy", "no-referrer"),
                        ], text: "Open \(address.host)")
                }
            }
        }
    }
}
