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

    static func response(_ kit: PageKit, _ visit: Visit, message: Message? = nil) -> Response {
        let session = visit.browser.session
        let head = PageHead(title: "Account", section: .account, status: status(message), width: .narrow)
        var response = kit.page(visit, head) { html in
            html.element("div", [.fixed("class", "page-head")]) { html in
                html.element("h1", [.fixed("dir", "auto")], text: session.account.name)
            }
            write(message, to: &html)
            html.element("section", [.fixed("class", "card"), .fixed("aria-label", "Account")]) { html in
                html.facts(facts(session))
                html.element("div", [.fixed("class", "row")]) { html in
                    html.form(visit, action: "/sign-out") { html in html.button("Sign out") }
                    html.form(visit, action: "/sign-out/everywhere") { html in
                        html.button("Sign out on every device")
                    }
                }
            }
            password(visit, passwordForm(session, now: visit.now), to: &html)
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
        case .passwordChanged: html.banner(.ok, "The password is changed. Other devices are signed out.")
        case .objection(let text): html.banner(.bad, text)
        case .wait(let seconds): html.banner(.bad, "Too many attempts. Try again in \(seconds) seconds.")
        }
    }

    private static func facts(_ session: Session) -> [(name: String, value: String)] {
        let account = session.account
        let clients = account.clients.map { $0.isEmpty ? "none" : $0.map(\.rawValue).sorted().joined(separator: ", ") }
        var facts = [
            (name: "Login", value: account.login), ("Role", account.role.rawValue),
            ("Clients", clients ?? "every client"), ("Signed in", Figures.minute(session.createdAt)),
            ("Session ends", Figures.minute(session.endsAt)),
        ]
        if let subject = account.subject { facts.append(("Provider", subject.issuer)) }
        return facts
    }

    private static func password(_ visit: Visit, _ form: PasswordForm, to html: inout HTML) {
        guard form != .none else { return }
        html.element("section", [.fixed("class", "card"), .fixed("aria-labelledby", "password-title")]) { html in
            html.element(
                "h2", [.fixed("id", "password-title")], text: form == .change ? "Change password" : "Set a password")
            guard form != .firstTooLate else {
                html.element(
                    "p",
                    text:
                        "A first password can be set within 15 minutes after signing in. Sign in with a new one-time link."
                )
                return
            }
            html.form(visit, action: "/account/password") { html in
                // Password managers want to know whose password it is.
                html.open(
                    "input",
                    [
                        .fixed("type", "text"), .fixed("name", "username"), .fixed("autocomplete", "username"),
                        .fixed("hidden", ""), .data("value", visit.browser.session.account.login),
                    ])
                if form == .change { field("Current password", "current", "current-password", to: &html) }
                field("New password, 12 characters or more", "new", "new-password", to: &html)
                field("New password again", "again", "new-password", to: &html)
                html.element("p", [.fixed("class", "row")]) { html in
                    html.button(form == .change ? "Change password" : "Set password", .primary)
                }
            }
        }
    }

    private static func field(_ label: String, _ name: String, _ autocomplete: StaticString, to html: inout HTML) {
        html.field(
            label, id: name, name: name, type: "password",
            [.fixed("autocomplete", autocomplete), .fixed("maxlength", "512"), .fixed("required", "")])
    }
}
