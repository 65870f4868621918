import Enrichment
import Hummingbird

/// The page of a one-time link: looking at it uses nothing up, so programs that preview links do no harm.
enum LinkPage {
    static func response(secret: String) -> Response {
        PageResponse.make(title: "Sign in") { html in
            html.element("section", [.fixed("class", "card")]) { html in
                html.element("h1", text: "Sign in with this link")
                html.element("p", text: "The link works once. Use it on the device on which you want to be signed in.")
                html.element(
                    "form", [.fixed("method", "post"), .data("action", "/sign-in/link/" + FormEncoding.escape(secret))]
                ) { html in
                    html.markup("<button>Sign in</button>")
                }
            }
        }
    }
}
