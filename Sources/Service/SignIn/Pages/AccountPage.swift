import Domain
import Enrichment
import HTTPTypes
import Hummingbird

/// Who is signed in, until when, and the password.
enum AccountPage {
    /// How long after signing in a first password may be set, in seconds.
    static let firstPasswordSeconds: Int64 = 900

    enum Message: Hashable, Sendable {
        case passwordChanged
        /// A sentence.
        case objection(String)
        case wait(seconds: Int64)
    }

    enum PasswordForm: Hashable, Sendable {
        case change
        /// The account has none yet; only right after signing in.
        case first
        case firstTooLate
        /// The provider vouches for this person.
        case none
    }

    static func passwordForm(_ session: Session, now: Timestamp) -> PasswordForm {
        if session.account.hasPassword { return .change }
        if session.account.subject != nil { return .none }
        return now.seconds(since: session.createdAt) <= firstPasswordSeconds ? .first : .firstTooLate
    }

    static func response(_ browser: BrowserSession, message: Message? = nil, now: Timestamp) -> Response {
        var response = PageResponse.make(status(message), title: "Account", width: .wide) { html in
            html.element("section", [.fixed("class", "card")]) { html in
                html.element("h1", text: browser.session.account.name)
                write(message, to: &html)
                facts(browser.session, to: &html)
                html.element("div", [.fixed("class", "row")]) { html in
                    button("/sign-out", "Sign out", browser, to: &html)
                    button("/sign-out/everywhere", "Sign out on every device", browser, to: &html)
                }
            }
            password(browser, passwordForm(browser.session, now: now), to: &html)
        }
        if case .wait(let seconds) = message { response.set("Retry-After", String(seconds)) }
        return response
    }

    private static func status(_ message: Message?) -> HTTPResponse.Status {
        switch message {
        case nil, .passwordChanged: .ok
        case .objection: .unprocessableContent
        case .wait: .tooManyRequests
        }
    }

    private static func write(_ message: Message?, to html: inout HTML) {
        switch message {
        case nil: break
        case .passwordChanged:
            html.element(
                "p", [.fixed("class", "message"), .fixed("role", "status")],
                text: "The password is changed. Other devices are signed out.")
        case .objection(let text):
            html.element("p", [.fixed("class", "message bad"), .fixed("role", "alert")], text: text)
        case .wait(let seconds):
            html.element(
                "p", [.fixed("class", "message bad"), .fixed("role", "alert")],
                text: "Too many attempts. Try again in \(seconds) seconds.")
        }
    }

    private static func facts(_ session: Session, to html: inout HTML) {
        let account = session.account
        let clients = account.clients.map { $0.isEmpty ? "none" : $0.map(\.rawValue).sorted().joined(separator: ", ") }
        var facts = [
            ("Login", account.login), ("Role", account.role.rawValue), ("Clients", clients ?? "every client"),
            ("Signed in", time(session.createdAt)), ("Session ends", time(session.endsAt)),
        ]
        if let subject = account.subject { facts.append(("Provider", subject.issuer)) }
        html.element("dl") { html in
            for (name, value) in facts {
                html.element("div") { html in
                    html.element("dt", text: name)
                    html.element("dd", text: value)
                }
            }
        }
    }

    /// `2026-11-24 14:01 UTC`
    private static func time(_ time: Timestamp) -> String {
        time.description.prefix(16).replacing("T", with: " ") + " UTC"
    }

    private static func button(
        _ action: StaticString, _ text: String, _ browser: BrowserSession, to html: inout HTML
    ) {
        html.element("form", [.fixed("method", "post"), .fixed("action", action)]) { html in
            CSRF.write(browser, to: &html)
            html.element("button", [.fixed("class", "quiet")], text: text)
        }
    }

    private static func password(_ browser: BrowserSession, _ form: PasswordForm, to html: inout HTML) {
        guard form != .none else { return }
        html.element("section", [.fixed("class", "card")]) { html in
            html.element("h2", text: form == .change ? "Change password" : "Set a password")
            guard form != .firstTooLate else {
                html.element(
                    "p",
                    text:
                        "A first password can be set within 15 minutes after signing in. Sign in with a new one-time link."
                )
                return
            }
            html.element("form", [.fixed("method", "post"), .fixed("action", "/account/password")]) { html in
                CSRF.write(browser, to: &html)
                // Password managers want to know whose password it is.
                html.open(
                    "input",
                    [
                        .fixed("type", "text"), .fixed("name", "username"), .fixed("autocomplete", "username"),
                        .fixed("hidden", ""), .data("value", browser.session.account.login),
                    ])
                if form == .change {
                    field("current", "Current password", "current-password", to: &html)
                }
                field("new", "New password, 12 characters or more", "new-password", to: &html)
                field("again", "New password again", "new-password", to: &html)
                html.element("button", text: form == .change ? "Change password" : "Set password")
            }
        }
    }

    private static func field(
        _ name: StaticString, _ label: String, _ autocomplete: StaticString, to html: inout HTML
    ) {
        html.element("div") { html in
            html.element("label", [.fixed("for", name)], text: label)
            html.open(
                "input",
                [
                    .fixed("id", name), .fixed("name", name), .fixed("type", "password"),
                    .fixed("autocomplete", autocomplete), .fixed("maxlength", "512"), .fixed("required", ""),
                ])
        }
    }
}
