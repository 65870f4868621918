import Enrichment
import HTTPTypes
import Hummingbird

/// A page that says why something did not work and what to do.
enum NoticePage {
    /// - Parameter facts: Shown below as a list, for the administrator.
    static func response(
        _ status: HTTPResponse.Status, title: String, text: String, facts: [(name: String, value: String)] = [],
        link: (text: String, path: String) = ("Back to sign-in", "/sign-in"), retryAfter: Int64? = nil
    ) -> Response {
        var response = PageResponse.make(status, title: title) { html in
            html.element("section", [.fixed("class", "card")]) { html in
                html.element("h1", text: title)
                html.element("p", text: text)
                if !facts.isEmpty {
                    html.element("dl") { html in
                        for fact in facts {
                            html.element("div") { html in
                                html.element("dt", text: fact.name)
                                html.element("dd") { html in html.element("code", text: fact.value) }
                            }
                        }
                    }
                }
                html.element("p") { html in html.element("a", [.data("href", link.path)], text: link.text) }
            }
        }
        if let retryAfter { response.set("Retry-After", String(retryAfter)) }
        return response
    }

    static func wait(_ seconds: Int64) -> Response {
        response(
            .tooManyRequests, title: "Too many attempts", text: "Try again in \(seconds) seconds.", retryAfter: seconds)
    }
}
