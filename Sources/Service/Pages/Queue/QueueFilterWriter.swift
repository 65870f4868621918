import Domain
import Enrichment

/// Writes what the queue is filtered by: states as links with their numbers, all else as a form.
struct QueueFilterWriter: Sendable {
    let content: QueueContent
    let visit: Visit

    /// Numbers beyond are told as “1 000+”.
    private static let exactUpTo = 1000

    private var address: QueueAddress { content.address }

    func write(to html: inout HTML) {
        states(&html)
        html.search(visit, action: "/", [.fixed("class", "filters"), .fixed("id", "filters")]) { html in
            if let word = address.word { html.hidden("state", word.rawValue) }
            html.element("div", [.fixed("class", "field wide")]) { html in
                html.element("label", [.fixed("for", "q")]) { html in
                    html.text("Subject or number")
                    html.key("/", isHidden: true)
                }
                html.open(
                    "input",
                    [
                        .fixed("id", "q"), .fixed("name", "q"), .fixed("type", "search"), .fixed("maxlength", "200"),
                        .fixed("dir", "auto"), .data("value", address.text ?? ""),
                    ])
            }
            choice("client", "Client", "Every client", key: "g c", clients, address.clientID?.rawValue, &html)
            if !content.boards.isEmpty || address.board != nil {
                choice("board", "Board", "Every board", boards, address.board, &html)
            }
            html.checkBox("Mine", id: "mine", name: "mine", isChecked: address.isMine)
            html.button("Show")
            if address.isFiltered { html.linkButton("Clear", href: visit.link("/"), .quiet) }
        }
    }

    private func states(_ html: inout HTML) {
        html.element("nav", [.fixed("class", "tabs states"), .fixed("aria-label", "States")]) { html in
            let all = ReviewWord.open.reduce(0) { $0 + (content.counts[$1] ?? 0) }
            state(nil, "To review", all, &html)
            for word in ReviewWord.open { state(word, word.title, content.counts[word] ?? 0, &html) }
            state(.approved, ReviewWord.approved.title, nil, &html)
            state(.rejected, ReviewWord.rejected.title, nil, &html)
        }
    }

    private func state(_ word: ReviewWord?, _ title: String, _ count: Int?, _ html: inout HTML) {
        var attributes: [HTML.Attribute] = [.data("href", visit.link(address.with { $0.word = word }))]
        if word == address.word { attributes.append(.fixed("aria-current", "true")) }
        if word?.isDecided == true { attributes.append(.fixed("title", "In the last 30 days")) }
        html.element("a", attributes) { html in
            html.text(title)
            guard let count else { return }
            html.element("span", [.fixed("class", "count")], text: figure(count))
        }
    }

    private func figure(_ count: Int) -> String {
        Figures.grouped(min(count, Self.exactUpTo)) + (count > Self.exactUpTo ? "+" : "")
    }

    private var clients: [(value: String, label: String)] {
        content.clients.map { ($0.id.rawValue, $0.name) }
    }

    private var boards: [(value: String, label: String)] {
        Set(content.boards + [address.board].compactMap(\.self)).sorted().map { ($0, $0) }
    }

    private func choice(
        _ name: StaticString, _ label: String, _ all: String, key: String? = nil,
        _ options: [(value: String, label: String)], _ selected: String?, _ html: inout HTML
    ) {
        html.element("div", [.fixed("class", "field")]) { html in
            html.element("label", [.fixed("for", name)]) { html in
                html.text(label)
                if let key { html.key(key, isHidden: true) }
            }
            html.element("select", [.fixed("id", name), .fixed("name", name)]) { html in
                html.element("option", [.fixed("value", "")], text: all)
                for option in options {
                    html.element(
                        "option",
                        [.data("value", option.value)] + (option.value == selected ? [.fixed("selected", "")] : []),
                        text: option.label.clipped(to: 60))
                }
            }
        }
    }
}
