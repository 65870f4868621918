import Enrichment

extension HTML {
    /// What was taken out of one text and put into another, word by word, readable without colours.
    mutating func diff(_ diff: WordDiff) {
        element("div", [.fixed("class", "diff words-of-others"), .fixed("dir", "auto")]) { html in
            for piece in diff.pieces {
                switch piece.kind {
                case .kept: html.text(piece.text)
                case .deleted: html.element("del", text: piece.text)
                case .inserted: html.element("ins", text: piece.text)
                }
            }
        }
    }
}
