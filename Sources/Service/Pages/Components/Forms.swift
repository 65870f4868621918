import Enrichment

/// How much a button asks for attention.
enum ButtonStyle: Sendable {
    case primary, plain, quiet, danger

    var classes: StaticString {
        switch self {
        case .primary: "button primary"
        case .plain: "button"
        case .quiet: "button quiet"
        case .danger: "button danger"
        }
    }
}

extension HTML {
    /// A form that changes something: POST with the session's token; in a pod it stays in the pod.
    ///
    /// - Parameter action: Path of this site, already escaped.
    mutating func form(
        _ visit: Visit, action: String, _ attributes: [Attribute] = [], _ content: (inout HTML) -> Void
    ) {
        element("form", [.fixed("method", "post"), .data("action", visit.link(action))] + attributes) { html in
            html.hidden(CSRF.field, visit.csrf)
            content(&html)
        }
    }

    /// A form that only asks: GET, for filters and search.
    mutating func search(
        _ visit: Visit, action: String, _ attributes: [Attribute] = [], _ content: (inout HTML) -> Void
    ) {
        element(
            "form", [.fixed("method", "get"), .fixed("role", "search"), .data("action", action)] + attributes
        ) { html in
            // A GET form replaces the query of its address.
            if visit.isPod { html.hidden("pod", "1") }
            content(&html)
        }
    }

    mutating func hidden(_ name: String, _ value: String) {
        open("input", [.fixed("type", "hidden"), .data("name", name), .data("value", value)])
    }

    /// A button that sends its form.
    ///
    /// - Parameter key: The key that does the same, shown beside the text.
    mutating func button(
        _ text: String, _ style: ButtonStyle = .plain, key: String? = nil, _ attributes: [Attribute] = []
    ) {
        element("button", [.fixed("class", style.classes)] + attributes) { html in
            html.text(text)
            if let key { html.key(key, isHidden: true) }
        }
    }

    /// A link that looks like a button.
    mutating func linkButton(
        _ text: String, href: String, _ style: ButtonStyle = .plain, key: String? = nil, _ attributes: [Attribute] = []
    ) {
        element("a", [.fixed("class", style.classes), .data("href", href)] + attributes) { html in
            html.text(text)
            if let key { html.key(key, isHidden: true) }
        }
    }

    /// Keys as on a keyboard: `g c` is one after the other.
    ///
    /// - Parameter isHidden: Whether screen readers pass over it, where the words beside it say all.
    mutating func key(_ keys: String, isHidden: Bool = false) {
        element("span", [.fixed("class", "keys")] + (isHidden ? [.fixed("aria-hidden", "true")] : [])) { html in
            for key in keys.split(separator: " ") { html.element("kbd", text: String(key)) }
        }
    }

    /// A labelled one-line field.
    mutating func field(
        _ label: String, id: String, name: String, value: String = "", type: StaticString = "text", hint: String? = nil,
        objection: String? = nil, _ attributes: [Attribute] = []
    ) {
        // Browsers drop what is no date, and complain about it.
        let isShown = type.description != "date" || value.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
        element("div", [.fixed("class", objection == nil ? "field" : "field wrong")]) { html in
            html.element("label", [.data("for", id)], text: label)
            html.open(
                "input",
                [.data("id", id), .data("name", name), .fixed("type", type), .data("value", isShown ? value : "")]
                    + Self.description(id, hint, objection) + attributes)
            html.describe(id, hint, objection)
        }
    }

    /// A labelled field of several lines. Grows with its text where browsers can.
    mutating func textArea(
        _ label: String, id: String, name: String, value: String = "", rows: Int = 6, hint: String? = nil,
        objection: String? = nil, _ attributes: [Attribute] = []
    ) {
        element("div", [.fixed("class", objection == nil ? "field" : "field wrong")]) { html in
            html.element("label", [.data("for", id)], text: label)
            html.open(
                "textarea",
                [.data("id", id), .data("name", name), .data("rows", String(rows)), .fixed("dir", "auto")]
                    + Self.description(id, hint, objection) + attributes)
            // The first line break after the tag is not part of the text.
            html.text("\n" + value)
            html.close("textarea")
            html.describe(id, hint, objection)
        }
    }

    /// A labelled choice of one.
    mutating func choice(
        _ label: String, id: String, name: String, options: [(value: String, label: String)], selected: String? = nil,
        hint: String? = nil, _ attributes: [Attribute] = []
    ) {
        element("div", [.fixed("class", "field")]) { html in
            html.element("label", [.data("for", id)], text: label)
            html.element(
                "select", [.data("id", id), .data("name", name)] + Self.description(id, hint, nil) + attributes
            ) { html in
                for option in options {
                    html.element(
                        "option",
                        [.data("value", option.value)] + (option.value == selected ? [.fixed("selected", "")] : []),
                        text: option.label)
                }
            }
            html.describe(id, hint, nil)
        }
    }

    /// A box to tick with its words.
    mutating func checkBox(
        _ label: String, id: String, name: String, value: String = "1", isChecked: Bool = false,
        _ attributes: [Attribute] = []
    ) {
        element("label", [.fixed("class", "check"), .data("for", id)]) { html in
            html.open(
                "input",
                [.fixed("type", "checkbox"), .data("id", id), .data("name", name), .data("value", value)]
                    + (isChecked ? [.fixed("checked", "")] : []) + attributes)
            html.element("span", text: label)
        }
    }

    private static func description(_ id: String, _ hint: String?, _ objection: String?) -> [Attribute] {
        guard hint != nil || objection != nil else { return [] }
        let described = Attribute.data("aria-describedby", id + "-about")
        return objection == nil ? [described] : [described, .fixed("aria-invalid", "true")]
    }

    private mutating func describe(_ id: String, _ hint: String?, _ objection: String?) {
        guard let text = objection ?? hint else { return }
        element("p", [.fixed("class", objection == nil ? "hint" : "hint bad"), .data("id", id + "-about")], text: text)
    }
}
