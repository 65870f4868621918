import Enrichment
import Hummingbird

/// The form for login and password, and the way to the provider.
enum SignInPage {
    enum Message: Hashable, Sendable {
        case signedOut
        case refused
        case wait(seconds: Int64)
        case crossSite
        case unreadable
    }

    static func response(
        message: Message? = nil, login: String = "", next: ReturnAddress = .home, provider: String?
    ) -> Response {
        var response = PageResponse.make(status(message), title: "Sign in") { html in
            html.element("section", [.fixed("class", "card")]) { html in
                html.element("h1", text: "Sign in")
                if let message { write(message, to: &html) }
                html.element("form", [.fixed("method", "post"), .fixed("action", "/sign-in")]) { html in
                    if next != .home {
                        html.open(
                            "input", [.fixed("type", "hidden"), .fixed("name", "next"), .data("value", next.path)])
                    }
                    html.markup("<div><label for=\"login\">Login or e-mail address</label>")
                    html.open(
                        "input",
                        [
                            .fixed("id", "login"), .fixed("name", "login"), .fixed("autocomplete", "username"),
                            .fixed("autocapitalize", "none"), .fixed("spellcheck", "false"), .fixed("maxlength", "254"),
                            .fixed("required", ""), .data("value", login),
                        ])
                    html.markup("</div><div><label for=\"password\">Password</label>")
                    html.markup("<input id=\"password\" name=\"password\" type=\"password\" ")
                    html.markup("autocomplete=\"current-password\" maxlength=\"512\" required></div>")
                    html.markup("<button>Sign in</button>")
                }
                if let provider {
                    html.markup("<p class=\"or\">or</p>")
                    let query = next == .home ? "" : "?next=" + FormEncoding.escape(next.path)
                    html.element(
                        "a", [.fixed("class", "button"), .data("href", "/sign-in/oidc" + query)],
                        text: "Continue with \(provider)")
                }
                html.element(
                    "p", [.fixed("class", "soft")],
                    text: "No password, or forgotten? An administrator can give you a one-time link.")
            }
        }
        if case .wait(let seconds) = message { response.set("Retry-After", String(seconds)) }
        return response
    }

    private static func status(_ message: Message?) -> HTTPResponse.Status {
        switch message {
        case nil, .signedOut: .ok
        // Not 401: that status promises a scheme of `Authorization` (RFC 9110, section 15.5.2), and a form is none.
        case .refused, .crossSite: .forbidden
        case .wait: .tooManyRequests
        case .unreadable: .badRequest
        }
    }

    private static func write(_ message: Message, to html: inout HTML) {
        switch message {
        case .signedOut:
            html.element("p", [.fixed("class", "message"), .fixed("role", "status")], text: "You are signed out.")
        case .refused:
            bad("Login or password is wrong, or the account may not sign in.", to: &html)
        case .wait(let seconds):
            bad("Too many attempts. Try again in \(words(seconds)).", to: &html)
        case .crossSite:
            bad("The browser does not say that this form comes from here. Fill it in anew.", to: &html)
        case .unreadable:
            bad("The form could not be read. Fill it in anew.", to: &html)
        }
    }

    private static func bad(_ text: String, to html: inout HTML) {
        html.element("p", [.fixed("class", "message bad"), .fixed("role", "alert")], text: text)
    }

    private static func words(_ seconds: Int64) -> String {
        if seconds < 60 { return seconds == 1 ? "a second" : "\(seconds) seconds" }
        let minutes = (seconds + 59) / 60
        return minutes == 1 ? "a minute" : "\(minutes) minutes"
    }
}
