import Domain
import Enrichment

/// What stands around a page's content: head, navigation, flash, `main`.
struct PageFrame: Sendable {
    let page: PageHead
    let visit: Visit
    let assets: Assets

    func begin(_ html: inout HTML) {
        html.markup("<!DOCTYPE html>\n")
        switch visit.theme {
        case .system: html.markup("<html lang=\"en\">")
        case .light: html.markup("<html lang=\"en\" data-theme=\"light\">")
        case .dark: html.markup("<html lang=\"en\" data-theme=\"dark\">")
        }
        head(&html)
        html.open(
            "body",
            [
                .fixed("class", visit.isPod ? "pod" : "page"), .data("data-user", visit.accountID),
                .data("data-now", "\(visit.now)"),
            ] + (page.event.map { [.data("data-event", String($0))] } ?? []))
        html.markup("<a class=\"skip\" href=\"#main\">Skip to the content</a>")
        if !visit.isPod { PageNavigation(page: page, visit: visit).write(&html) }
        flash(&html)
        let classes: StaticString =
            switch page.width {
            case .narrow: "narrow"
            case .wide: "wide"
            case .full: "full"
            }
        html.open(
            "main",
            [.fixed("id", "main"), .fixed("class", classes), .fixed("tabindex", "-1")]
                + page.data.map { .data($0.name, $0.value) })
    }

    func end(_ html: inout HTML) {
        html.markup("</main></body></html>\n")
    }

    private func head(_ html: inout HTML) {
        html.markup("<head><meta charset=\"utf-8\">")
        html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        html.markup("<meta name=\"color-scheme\" content=\"light dark\">")
        html.open("meta", [.fixed("name", "csrf"), .data("content", visit.csrf)])
        html.element("title", text: page.title + " – Sidenote")
        html.open("link", [.fixed("rel", "icon"), .data("href", assets.path("icon.svg"))])
        html.open("link", [.fixed("rel", "stylesheet"), .data("href", assets.path("app.css"))])
        for script in [.core] + page.scripts.filter({ $0 != .core }) where assets.has(script.name) {
            html.element("script", [.fixed("type", "module"), .data("src", assets.path(script.name))]) { _ in }
        }
        html.markup("</head>")
    }

    /// Always there, so that a screen reader hears what scripts write into it.
    private func flash(_ html: inout HTML) {
        html.element("div", [.fixed("id", "flash"), .fixed("class", "flash"), .fixed("role", "status")]) { html in
            guard let flash = visit.flash else { return }
            html.element("p") { html in html.markup(flash.text) }
        }
    }
}

/// The bar at the top.
struct PageNavigation: Sendable {
    let page: PageHead
    let visit: Visit

    func write(_ html: inout HTML) {
        html.element("header", [.fixed("class", "top")]) { html in
            html.markup("<a class=\"brand\" href=\"/\">Sidenote</a>")
            html.element("nav", [.fixed("aria-label", "Main")]) { html in
                for section in Section.allCases {
                    guard let role = section.role, visit.isAtLeast(role) else { continue }
                    var attributes: [HTML.Attribute] = [.data("href", section.path)]
                    if section == page.section {
                        attributes.append(.fixed("aria-current", "page"))
                    } else if section == .queue, page.section == .ticket {
                        attributes.append(.fixed("aria-current", "true"))
                    }
                    html.element("a", attributes) { html in html.markup(section.label) }
                }
            }
            account(&html)
        }
    }

    private func account(_ html: inout HTML) {
        html.element("details", [.fixed("class", "menu")]) { html in
            html.element("summary") { html in
                html.element("span", [.fixed("class", "who"), .fixed("dir", "auto")], text: visit.principal.name)
            }
            html.element("div", [.fixed("class", "menu-box")]) { html in
                html.element("p", [.fixed("class", "soft")], text: visit.browser.session.account.login)
                html.markup("<a href=\"/account\">Account and password</a>")
                html.form(visit, action: "/theme") { html in
                    html.hidden("next", visit.path)
                    html.element("fieldset", [.fixed("class", "choice")]) { html in
                        html.markup("<legend>Colours</legend>")
                        for theme in Theme.allCases {
                            html.element(
                                "button",
                                [
                                    .fixed("name", "theme"), .data("value", theme.rawValue),
                                    .fixed("aria-pressed", theme == visit.theme ? "true" : "false"),
                                ]
                            ) { html in html.markup(theme.label) }
                        }
                    }
                }
                html.form(visit, action: "/sign-out") { html in html.button("Sign out", .quiet) }
            }
        }
    }
}
