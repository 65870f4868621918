import Domain
import Enrichment

extension HTML {
    /// A line above what it is about. `bad` is read out at once.
    mutating func banner(_ tone: Tone, _ title: String, _ content: (inout HTML) -> Void = { _ in }) {
        let (classes, sign): (StaticString, StaticString) =
            switch tone {
            case .plain, .info: ("banner info", "ⓘ")
            case .ok: ("banner ok", "✓")
            case .weak: ("banner weak", "!")
            case .bad: ("banner bad", "✕")
            }
        var attributes: [Attribute] = [.fixed("class", classes)]
        if case .bad = tone { attributes.append(.fixed("role", "alert")) }
        element("div", attributes) { html in
            html.shape(sign)
            html.element("div", [.fixed("class", "banner-text")]) { html in
                html.element("strong", text: title)
                content(&html)
            }
        }
    }

    /// What a list says when it is empty: why, and what to do.
    mutating func emptyState(_ title: String, _ text: String, _ content: (inout HTML) -> Void = { _ in }) {
        element("div", [.fixed("class", "empty")]) { html in
            html.element("p", [.fixed("class", "empty-title")], text: title)
            html.element("p", text: text)
            content(&html)
        }
    }

    /// Something folded away that opens without a script.
    mutating func disclosure(
        _ summary: String, isOpen: Bool = false, id: String? = nil, _ content: (inout HTML) -> Void
    ) {
        var attributes: [Attribute] = [.fixed("class", "fold")]
        if let id { attributes.append(.data("id", id)) }
        if isOpen { attributes.append(.fixed("open", "")) }
        element("details", attributes) { html in
            html.element("summary", text: summary)
            html.element("div", [.fixed("class", "fold-body")], content)
        }
    }

    /// A table that scrolls on its own when it is too wide.
    ///
    /// - Parameters:
    ///   - caption: Read out before the table; not shown.
    ///   - columns: Headings; an empty one is a column of buttons.
    mutating func table(
        caption: String, columns: [(title: String, isNumber: Bool)], _ attributes: [Attribute] = [],
        rows: (inout HTML) -> Void
    ) {
        element(
            "div",
            [
                .fixed("class", "scroll"), .fixed("role", "region"), .data("aria-label", caption),
                .fixed("tabindex", "0"),
            ]
        ) { html in
            html.element("table", attributes) { html in
                html.element("caption", [.fixed("class", "vh")], text: caption)
                html.element("thead") { html in
                    html.element("tr") { html in
                        for column in columns {
                            guard !column.title.isEmpty else {
                                html.markup("<td></td>")
                                continue
                            }
                            html.element(
                                "th", [.fixed("scope", "col"), .fixed("class", column.isNumber ? "number" : "words")],
                                text: column.title)
                        }
                    }
                }
                html.element("tbody") { html in rows(&html) }
            }
        }
    }

    /// Newer and older, for lists that go on by cursors.
    ///
    /// - Parameters: Addresses already escaped; nil where there is nothing more.
    mutating func pager(newer: String?, older: String?, note: String? = nil) {
        guard newer != nil || older != nil else { return }
        element("nav", [.fixed("class", "pager"), .fixed("aria-label", "Pages")]) { html in
            if let newer { html.linkButton("← Back", href: newer, .quiet, [.fixed("rel", "prev")]) }
            if let note { html.element("span", [.fixed("class", "soft")], text: note) }
            if let older { html.linkButton("More →", href: older, .quiet, [.fixed("rel", "next")]) }
        }
    }

    /// Parts of a page of which one shows. Each is a link that works without a script: to a place on the page or to an
    /// address of its own.
    mutating func tabs(
        label: String, _ items: [(id: String, label: String, href: String, count: Int?)], current: String
    ) {
        element("nav", [.fixed("class", "tabs"), .data("aria-label", label)]) { html in
            for item in items {
                var attributes: [Attribute] = [.data("href", item.href), .data("data-tab", item.id)]
                if item.id == current { attributes.append(.fixed("aria-current", "true")) }
                html.element("a", attributes) { html in
                    html.text(item.label)
                    if let count = item.count {
                        html.element("span", [.fixed("class", "count")], text: Figures.grouped(count))
                    }
                }
            }
        }
    }

    /// Facts in two columns: what, and how it is.
    mutating func facts(_ facts: [(name: String, value: String)]) {
        element("dl", [.fixed("class", "facts")]) { html in
            for fact in facts {
                html.element("div") { html in
                    html.element("dt", text: fact.name)
                    html.element("dd", [.fixed("dir", "auto")], text: fact.value)
                }
            }
        }
    }

    /// One figure with its name.
    mutating func figure(_ value: String, _ name: String, note: String? = nil, tone: Tone = .plain) {
        let classes: StaticString =
            switch tone {
            case .bad: "figure bad"
            case .weak: "figure weak"
            case .ok: "figure ok"
            case .plain, .info: "figure"
            }
        element("div", [.fixed("class", classes)]) { html in
            html.element("dt", text: name)
            html.element("dd") { html in
                html.element("b", text: value)
                if let note { html.element("span", text: note) }
            }
        }
    }
}
