/// The attributes of an element that bear on its text.
struct HTMLAttributes {
    var style = ""
    var classes: [String] = []
    var id: String?
    var href: String?
    var alt: String?
    var source: String?
    var start: Int?
    var value: Int?
    var type: String?
    var color: String?
    var textColor: String?
    var background: String?
    var hasBackgroundImage = false
    var isHidden = false
    var isSmall = false

    init(_ attributes: [(name: String, value: String)]) {
        for (name, value) in attributes {
            switch name {
            case "style": style = value
            case "class":
                classes = value.split { $0 == " " || $0 == "\n" || $0 == "\t" }.prefix(32).map { $0.lowercased() }
            case "id": id = value.lowercased()
            case "href": href = value
            case "alt": alt = value
            case "src": source = value
            case "start": start = Int(value.trimmingBlanks())
            case "value": self.value = Int(value.trimmingBlanks())
            case "type": type = value
            case "color": color = value.lowercased()
            case "text": textColor = value.lowercased()
            case "bgcolor": background = value.lowercased()
            case "background": hasBackgroundImage = !value.isEmpty
            case "hidden": isHidden = value.lowercased() != "until-found"
            case "width", "height": if let size = Int(value.trimmingBlanks()), size <= 3 { isSmall = true }
            default: break
            }
        }
    }
}

/// A list that is open.
struct HTMLList {
    var isOrdered: Bool
    var next: Int
    var letters: Character?

    /// The sign before the next item.
    mutating func marker(value: Int?) -> String {
        guard isOrdered else { return "- " }
        if let value { next = value }
        defer { next = next == Int.max ? next : next + 1 }
        if let first = letters, let base = first.asciiValue, (1...26).contains(next) {
            return "\(Character(UnicodeScalar(base + UInt8(next - 1)))). "
        }
        return "\(next). "
    }
}

extension HTMLWriter {
    /// What opening an element does to the text.
    func open(_ name: String, _ facts: HTMLAttributes, _ element: inout Element) {
        if element.style.reason == nil,
            let kind = MailMarkup.region(tag: name, classes: facts.classes, id: facts.id, style: facts.style)
        {
            builder.breakLine()
            element.region = regions.count
            element.isBlock = true
            regions.append(Region(kind: kind, start: builder.flushedPosition(), end: Int.max))
        }
        switch name {
        case "br": if element.style.hidden == nil { builder.hardBreak() }
        case "hr": builder.breakLine()
        case "h1", "h2", "h3", "h4", "h5", "h6":
            let level = Int(name.utf8.last ?? 49) - 48
            builder.startLine(prefix: Array(repeating: UInt8(ascii: "#"), count: level) + [0x20], blank: true)
            element.isBlock = true
            element.blank = true
        case "p": openParagraph(facts, &element)
        case "ul", "ol", "menu", "dir": openList(name, facts, &element)
        case "li": openItem(facts, &element)
        case "table", "thead", "tbody", "tfoot", "caption":
            builder.startRow()
            element.isBlock = true
        case "tr":
            builder.startRow()
            rowStarts.append(builder.flushedPosition())
            element.opensRow = true
            element.isBlock = true
        case "td", "th":
            builder.startCell(rowStart: rowStarts.last ?? builder.position)
            element.isCell = true
        case "pre": openCode(&element)
        case "a": openLink(facts, &element)
        case "img": openImage(facts, element)
        case "span": if isWordMarker(facts.style) { openMarker(&element) }
        default:
            if Self.blocks.contains(name) {
                if builder.cellHasText { builder.breakLine() }
                element.isBlock = true
            }
        }
    }

    /// What closing an element does to the text.
    func close(_ element: Element) {
        if element.isMarker { endWordMarker() }
        if element.link != nil { closeLink() }
        if element.opensFence {
            builder.appendLine(Self.fence)
        }
        if element.isCell { builder.endCell() }
        if element.opensRow { rowStarts.removeLast() }
        if element.opensList { lists.removeLast() }
        if let index = element.region { regions[index].end = builder.position }
        if element.isBlock { builder.breakLine(blank: element.blank && lists.isEmpty && rowStarts.isEmpty) }
    }

    private func openParagraph(_ facts: HTMLAttributes, _ element: inout Element) {
        element.isBlock = true
        let isWord = facts.classes.contains { $0.hasPrefix("mso") || $0.hasPrefix("x_mso") || $0 == "p1" }
        let tight =
            facts.style.contains("margin:0") || facts.style.contains("margin: 0")
            || facts.style.contains("margin-bottom:0") || facts.style.contains("margin-bottom: 0")
        element.blank = !isWord && !tight && lists.isEmpty && rowStarts.isEmpty
        if builder.cellHasText { builder.breakLine(blank: element.blank) }
        if facts.style.contains("mso-list"), !isWordMarker(facts.style) {
            let depth = Self.wordLevel(facts.style)
            builder.startLine(prefix: Array(repeating: 0x20, count: 2 * (min(max(depth, 1), 9) - 1)))
        }
    }

    private func openList(_ name: String, _ facts: HTMLAttributes, _ element: inout Element) {
        builder.breakLine()
        element.isBlock = true
        element.opensList = true
        var list = HTMLList(isOrdered: name == "ol", next: facts.start ?? 1)
        if facts.type == "a" { list.letters = "a" }
        if facts.type == "A" { list.letters = "A" }
        lists.append(list)
    }

    private func openItem(_ facts: HTMLAttributes, _ element: inout Element) {
        element.isBlock = true
        guard element.style.reason == nil else { return }
        let depth = min(max(lists.count, 1), 12)
        let last = lists.count - 1
        let marker = last >= 0 ? lists[last].marker(value: facts.value) : "- "
        builder.startLine(prefix: Array(repeating: 0x20, count: 2 * (depth - 1)) + Array(marker.utf8))
    }

    /// A `pre` that is the first thing in a body is how mail gateways wrap a plain-text mail; any other is code.
    private func openCode(_ element: inout Element) {
        element.isBlock = true
        builder.breakLine()
        guard !builder.isEmpty, element.style.reason == nil else { return }
        builder.appendLine(Self.fence)
        element.opensFence = true
        element.region = regions.count
        regions.append(Region(kind: .code, start: builder.flushedPosition(), end: Int.max))
    }

    private func openLink(_ facts: HTMLAttributes, _ element: inout Element) {
        guard element.style.reason == nil, let url = facts.href?.trimmingBlanks(), !url.isEmpty else { return }
        element.link = openLinks.count
        openLinks.append((url, builder.position))
    }

    private func closeLink() {
        guard let (url, start) = openLinks.popLast() else { return }
        let from = min(start, builder.bytes.count)
        let text = String(decoding: builder.bytes[from...], as: UTF8.self).trimmingBlanks()
        let clean = LinkText.clean(url)
        guard !clean.isEmpty else { return }
        links.append(Link(text: text, url: clean))
        if LinkText.isWorthShowing(clean, beside: text) {
            builder.append(collapsing: " (\(clean))".utf8)
        }
    }

    /// An image counts as text when its description says something a file name does not.
    private func openImage(_ facts: HTMLAttributes, _ element: Element) {
        guard element.style.reason == nil, !facts.isSmall, let alt = facts.alt?.trimmingBlanks() else { return }
        let isName = alt.hasSuffix(".png") || alt.hasSuffix(".jpg") || alt.hasSuffix(".gif") || alt.hasSuffix(".jpeg")
        guard alt.unicodeScalars.count >= 3, alt.utf8.count <= 300, !isName, alt.contains(where: \.isLetter),
            !["image", "logo", "icon", "img", "spacer", "photo", "picture"].contains(alt.lowercased()),
            !alt.lowercased().hasPrefix("image0")
        else { return }
        var scratch: [UInt8] = []
        var text = "[\(alt)]"
        text.withUTF8 { cleaner.append($0, to: &scratch) }
        builder.append(collapsing: scratch)
    }

    /// The level in `mso-list:l0 level2 lfo1`.
    private static func wordLevel(_ style: String) -> Int {
        let words = style.split { $0 == " " || $0 == ";" || $0 == ":" }
        return words.lazy.compactMap { $0.hasPrefix("level") ? Int($0.dropFirst(5)) : nil }.first ?? 1
    }

    private func isWordMarker(_ style: String) -> Bool {
        guard style.contains("mso-list") else { return false }
        return style.lowercased().filter { $0 != " " }.contains("mso-list:ignore")
    }

    private func openMarker(_ element: inout Element) {
        element.isMarker = true
        beginWordMarker()
    }

    static let fence = Array("```".utf8)

    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "header", "html", "legend", "main", "nav", "option",
        "section", "summary",
    ]
}
