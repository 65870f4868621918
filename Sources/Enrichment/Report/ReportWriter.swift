public import Domain

/// Writes the HTML report of a batch as a stream: one self-contained page without script and without any request.
///
/// Cards come out one by one and are not kept, so memory does not grow with their size; of each ticket only its row of
/// the index (some 300 bytes) stays until the end. What stands before the cards (title, summary, index) depends on all
/// of them, so it is written last: a caller keeps the cards in a file, then joins `opening`, the cards and `closing`.
/// `ReportFile` does that. The order of the document is thus the order of reading, for screen readers and paper too.
public struct ReportWriter: Sendable {
    public let title: String
    /// What “before the report” and “overdue” are measured against.
    public let generatedAt: Timestamp
    private var tally = ReportTally()
    private var index = IndexTable()

    public init(title: String, generatedAt: Timestamp) {
        self.title = title
        self.generatedAt = generatedAt
    }

    /// How many cards were written.
    public var count: Int { tally.tickets }

    /// The UTF-8 of the next ticket's card. Cards stand in the page in the order of these calls.
    public mutating func append(_ record: EnrichmentRecord, facts: TicketFacts) -> [UInt8] {
        tally.count(record)
        index.add(record, facts: facts, number: tally.tickets)
        var html = HTML()
        TicketCard(record: record, facts: facts, number: tally.tickets, generatedAt: generatedAt).write(to: &html)
        return html.bytes
    }

    /// The UTF-8 of everything that stands before the first card: head, summary and index.
    public func opening(_ totals: ReportTotals = ReportTotals()) -> [UInt8] {
        var html = HTML()
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        let policy = ContentSecurity.policy(stylesheet: Stylesheet.text)
        html.open("meta", [.fixed("http-equiv", "Content-Security-Policy"), .data("content", policy)])
        html.markup("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        html.markup("\n<meta name=\"referrer\" content=\"no-referrer\">")
        html.markup("\n<meta name=\"color-scheme\" content=\"light dark\">\n")
        html.element("title", text: title)
        html.markup("\n<style>")
        html.markup(Stylesheet.text)
        html.markup("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#t1\">Skip to the first ticket</a>\n")
        html.element("header", [.fixed("class", "top"), .fixed("id", "top")]) { html in
            html.element("h1", [.fixed("dir", "auto")], text: title)
            html.element("p") { html in
                html.markup("Written by Sidenote, ")
                html.time(generatedAt)
                html.markup(". Drafts are proposals: nothing here was sent to a requester.")
            }
        }
        html.markup("\n")
        SummaryStrip(tally: tally, totals: totals).write(to: &html)
        index.write(to: &html)
        html.markup("\n<main>\n<h2 class=\"vh\">Tickets</h2>\n")
        return html.bytes
    }

    /// The UTF-8 of everything that stands after the last card.
    public func closing() -> [UInt8] {
        var html = HTML()
        html.markup("</main>\n")
        html.open("footer", [.data("id", "t\(tally.tickets + 1)"), .fixed("class", "end")])
        html.markup("End of the report. <a href=\"#index\">Back to the index</a></footer>\n</body>\n</html>\n")
        return html.bytes
    }
}

extension HTML {
    /// A time in UTC that machines can read as well.
    mutating func time(_ time: Timestamp) {
        element("time", [.data("datetime", time.description)], text: Figures.minute(time))
    }

    /// A time told from the report's own.
    mutating func time(_ time: Timestamp, relativeTo report: Timestamp) {
        element(
            "time", [.data("datetime", time.description), .data("title", time.description)],
            text: Figures.relative(time, to: report))
    }
}
