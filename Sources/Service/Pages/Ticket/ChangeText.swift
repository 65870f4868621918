import Domain
import Enrichment

extension HTML {
    /// What became of a text: struck out what went, underlined what came; long stretches that stayed are shortened.
    mutating func diff(_ diff: WordDiff) {
        element("div", [.fixed("class", "diff words-of-others"), .fixed("dir", "auto")]) { html in
            for (index, piece) in diff.pieces.enumerated() {
                switch piece.kind {
                case .kept:
                    html.text(
                        piece.text.middleCut(
                            head: index == 0 ? 0 : 160, tail: index == diff.pieces.count - 1 ? 0 : 160))
                case .deleted: html.changed("del", "taken out: ", piece.text)
                case .inserted: html.changed("ins", "new: ", piece.text)
                }
            }
        }
    }

    private mutating func changed(_ tag: StaticString, _ said: StaticString, _ text: String) {
        element(tag) { html in
            html.element("span", [.fixed("class", "vh")]) { html in html.markup(said) }
            html.text(text.clipped(to: 20_000))
        }
    }
}

extension String {
    /// nil when it holds nothing but white space.
    var unlessBlank: String? { Optional(self).nonBlank }

    /// The first and last characters alone where the text is longer, with an ellipsis between.
    func middleCut(head: Int, tail: Int) -> String {
        guard utf8.count > head + tail + 80,
            let start = index(startIndex, offsetBy: head, limitedBy: endIndex),
            let end = index(endIndex, offsetBy: -tail, limitedBy: start)
        else { return self }
        return self[..<start] + " … " + self[end...]
    }

    /// The longest beginning of whole scalars with at most that many UTF-8 bytes.
    func prefix(utf8Limit limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(unicodeScalars[..<end])
    }
}
