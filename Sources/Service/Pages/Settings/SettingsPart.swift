import Domain
import Enrichment
import HTTPTypes
import Hummingbird

/// A part of the settings with an address of its own.
enum SettingsPart: String, Sendable, CaseIterable {
    case overview, policies, endpoint, prompts, connectors, users, tokens
    case deadLetters = "dead-letters"

    var path: String { self == .overview ? "/settings" : "/settings/" + rawValue }

    var label: String {
        switch self {
        case .overview: "Overview"
        case .policies: "Policies"
        case .endpoint: "Model"
        case .prompts: "Prompts"
        case .connectors: "Connections"
        case .users: "People"
        case .tokens: "Tokens"
        case .deadLetters: "Given up"
        }
    }

    /// What one does there, in a sentence.
    var purpose: String {
        switch self {
        case .overview: "Everything that can be looked at and changed here."
        case .policies: "What may be done with each client’s tickets, and who decided it."
        case .endpoint: "Which model is asked, how it is doing, and a test of it."
        case .prompts: "What the model is told, word for word, with versions."
        case .connectors: "Webhooks, connections to the PSA, the queue and its upkeep."
        case .users: "Who may sign in, as what, and for which clients."
        case .tokens: "Keys for programs that use the API."
        case .deadLetters: "Tickets for which no draft could be made, and another try."
        }
    }

    /// Whether it is about the whole service rather than about single clients.
    var needsEveryClient: Bool {
        switch self {
        case .overview, .policies, .deadLetters: false
        case .endpoint, .prompts, .connectors, .users, .tokens: true
        }
    }

    /// - Throws: 403 for all but administrators, and for those of single clients where the whole service is concerned.
    func admit(_ visit: Visit) throws(ProblemResponse) {
        guard visit.isAtLeast(.admin) else { throw .forbidden(needs: .admin) }
        guard !needsEveryClient || visit.audience == .everyClient else {
            throw ProblemResponse(
                .forbidden, type: "forbidden",
                detail: "This is about the whole service, and your account looks after some of the clients.",
                remedy: "Ask an administrator who sees every client.")
        }
    }

    static func visible(to visit: Visit) -> [SettingsPart] {
        allCases.filter { !$0.needsEveryClient || visit.audience == .everyClient }
    }
}

extension PageKit {
    /// A page of the settings: heading, the list of parts, and what belongs to this one.
    func settings(
        _ visit: Visit, _ part: SettingsPart, status: HTTPResponse.Status = .ok, title: String? = nil,
        _ content: (inout HTML) throws -> Void
    ) rethrows -> Response {
        let head = PageHead(
            title: title ?? (part == .overview ? "Settings" : part.label + " – Settings"), section: .settings,
            scripts: [.settings], status: status)
        return try page(visit, head) { html in
            html.element("nav", [.fixed("class", "settings-nav"), .fixed("aria-label", "Settings")]) { html in
                html.element("ul") { html in
                    for item in SettingsPart.visible(to: visit) {
                        html.element("li") { html in
                            let current: [HTML.Attribute] = item == part ? [.fixed("aria-current", "page")] : []
                            html.element("a", [.data("href", visit.link(item.path))] + current, text: item.label)
                        }
                    }
                }
            }
            html.element("div", [.fixed("class", "page-head")]) { html in
                html.element("h1", text: title ?? (part == .overview ? "Settings" : part.label))
            }
            html.open("div", [.fixed("class", "settings stack")])
            try content(&html)
            html.close("div")
        }
    }

    /// Asks before something that is hard to take back: the same form again, with `confirm`.
    func confirmation(
        _ visit: Visit, _ part: SettingsPart, title: String, text: String, action: String, button: String,
        fields: [(name: String, value: String)] = []
    ) -> Response {
        settings(visit, part, title: title) { html in
            html.element("div", [.fixed("class", "notice")]) { html in
                html.element("p", text: text)
                html.form(visit, action: action) { html in
                    for field in fields { html.hidden(field.name, field.value) }
                    html.hidden("confirm", "1")
                    html.element("div", [.fixed("class", "row")]) { html in
                        html.button(button, .danger)
                        html.linkButton("Leave it as it is", href: visit.link(part.path), .quiet)
                    }
                }
            }
        }
    }
}
