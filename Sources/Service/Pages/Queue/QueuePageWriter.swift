import Domain
import Enrichment

/// Writes the page of the queue.
struct QueuePageWriter: Sendable {
    let content: QueueContent
    let visit: Visit
    /// A word of this page's own: what is sent twice is done once.
    let formID: String

    private var address: QueueAddress { content.address }
    private var rows: QueueRowWriter {
        QueueRowWriter(visit: visit, names: content.names, viewers: content.viewers)
    }

    func write(to html: inout HTML) throws {
        html.element("div", [.fixed("class", "page-head")]) { html in
            html.markup("<h1>Queue</h1>")
            html.linkButton("Refresh", href: visit.link(visit.path), .quiet, key: "r", [.fixed("id", "refresh")])
            html.linkButton(
                "Link to this view", href: visit.link(address.path), .quiet, [.fixed("id", "view-link")])
        }
        html.sampleBanner(visit, isSampleOnly: content.isSampleOnly)
        QueueFilterWriter(content: content, visit: visit).write(to: &html)
        if let unfinished = content.unfinished, unfinished.total > 0 {
            UnfinishedWriter(work: unfinished, names: content.names, visit: visit).write(to: &html)
        }
        html.markup("<div id=\"news\" class=\"news\" role=\"status\"></div>")
        guard !content.page.rows.isEmpty else { return empty(&html) }
        if rows.canAct {
            html.form(visit, action: "/queue/acts", [.fixed("id", "marks")]) { html in
                html.hidden("form", formID)
                html.hidden("back", visit.path)
                table(&html)
                actionBar(&html)
            }
        } else {
            table(&html)
        }
        try pager(&html)
    }

    private func table(_ html: inout HTML) {
        html.element(
            "table",
            [
                .fixed("id", "queue"), .fixed("role", "table"), .data("data-view", address.query),
                .fixed("aria-describedby", "queue-order"),
            ]
        ) { html in
            html.element("caption", [.fixed("class", "vh"), .fixed("id", "queue-order")]) { html in
                html.markup(
                    address.filter(visit).isDecided
                        ? "Decided drafts, the newest decision first" : "Drafts to review, least time left first")
            }
            rows.head(isDecided: address.filter(visit).isDecided, to: &html)
            html.element("tbody", [.fixed("role", "rowgroup")]) { html in
                for row in content.page.rows { rows.write(row, to: &html) }
            }
        }
    }

    private func actionBar(_ html: inout HTML) {
        html.element(
            "div", [.fixed("class", "act-bar"), .fixed("role", "group"), .fixed("aria-label", "With what is marked")]
        ) { html in
            html.markup("<span id=\"marked\" class=\"soft\">With what is marked:</span>")
            html.button("Claim", .plain, [.fixed("name", "act"), .fixed("value", "claim")])
            html.button("Reject as not needed", .danger, [.fixed("name", "act"), .fixed("value", "reject")])
        }
    }

    private func pager(_ html: inout HTML) throws {
        let newer = try content.page.first.map { visit.link(try address.path("before", $0)) }
        let older = try content.page.last.map { visit.link(try address.path("after", $0)) }
        html.pager(newer: newer, older: older)
    }

    private func empty(_ html: inout HTML) {
        if content.address.isFiltered {
            return html.emptyState("Nothing matches", "No draft is like what you filtered by.") { html in
                html.element("p") { html in html.linkButton("Show the whole queue", href: visit.link("/")) }
            }
        }
        if content.isFirstRun {
            let isLead = visit.isAtLeast(.lead)
            return html.emptyState(
                "No ticket has arrived yet",
                isLead
                    ? "As soon as your PSA sends one, its draft stands here."
                    : "As soon as one arrives for a client of yours, its draft stands here."
            ) { html in
                guard isLead else { return }
                html.element("p") { html in
                    html.linkButton("See how to begin", href: visit.link("/welcome"), .primary)
                }
            }
        }
        html.emptyState("Nothing to review", "Every draft is decided. New ones appear here by themselves.") { html in
            html.element("p") { html in
                html.linkButton("What was approved lately", href: visit.link("/?state=approved"), .quiet)
            }
        }
    }
}
