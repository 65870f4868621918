import Retrieval

/// Search results as text and as JSON.
enum SearchText {
    struct Line: Encodable {
        struct Term: Encodable {
            var term: String
            var weight: Float
            var words: Float
            var title: Float
            var idf: Float
            var df: Int
            var tf: Int
        }

        var id: String
        var title: String
        var score: Float
        var coverage: Float
        var terms: [Term]?

        init(_ hit: Hit, title: String, explain: Bool) {
            id = hit.id
            self.title = title
            score = hit.score
            coverage = hit.coverage
            terms =
                explain
                ? hit.contributions.map { part in
                    Term(
                        term: part.term, weight: part.score, words: part.wordsScore, title: part.titleScore,
                        idf: part.idf,
                        df: part.documentFrequency, tf: part.count)
                } : nil
        }
    }

    /// Each term's share: query weight × idf × saturated frequency, in words and in the title, and their sum.
    static func explanation(_ hit: Hit) -> String {
        var table = Table([
            ("  term", .left), ("score", .right), ("words", .right), ("title", .right), ("query", .right),
            ("idf", .right),
            ("df", .right), ("tf", .right),
        ])
        for part in hit.contributions {
            table.add([
                "  " + part.term, number(Double(part.score)), number(Double(part.wordsScore)),
                number(Double(part.titleScore)), number(Double(part.queryWeight)), number(Double(part.idf)),
                "\(part.documentFrequency)", "\(part.count)",
            ])
        }
        table.add([
            "  sum", number(Double(hit.contributions.reduce(0) { $0 + $1.score })), "", "", "", "", "", "",
        ])
        return table.text(width: 10_000)
    }

    /// Three digits behind the point.
    static func number(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
