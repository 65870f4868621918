import Domain
import Enrichment

/// What the page says.
struct InsightView {
    let visit: Visit
    let filter: InsightFilter
    let tables: InsightTables
    let clients: [Client]

    private var insights: Insights { tables.insights }
    private var total: DraftTally { insights.total }

    static func writeHead(_ visit: Visit, to html: inout HTML) {
        html.element("div", [.fixed("class", "page-head")]) { html in
            html.element("h1", text: "Insights")
            html.element(
                "p", [.fixed("class", "soft")],
                text: "How drafts fare, what they cost, and where documentation is missing.")
        }
    }

    func write(to html: inout HTML) {
        Self.writeHead(visit, to: &html)
        InsightFilterForm(visit: visit, filter: filter, clients: clients, boards: insights.boards).write(to: &html)
        html.element("p", [.fixed("class", "soft small span")]) { html in
            html.text("Drafts made from ")
            html.moment(insights.query.since)
            html.text(" to ")
            html.moment(insights.query.until)
            html.text(". All times are UTC; in brackets the 95 % interval of a share.")
        }
        guard total.drafts > 0 else {
            return html.emptyState(
                "No drafts in this period",
                "As soon as drafts are made for tickets, this page tells what became of them. Try a longer period, or every client."
            )
        }
        figures(&html)
        section("What became of the drafts", &html) { html in
            InsightCharts.outcomes(insights).write(to: &html)
            numbers(
                tables.outcomes, "The same numbers, \(insights.query.stepDays == 7 ? "week by week" : "day by day")",
                &html)
        }
        distributions(&html)
        if total[.rejected] > 0 {
            section("Why drafts were rejected", &html) { html in report(tables.rejections, &html) }
        }
        html.element("h2", text: "Side by side")
        for dimension in Insights.Dimension.allCases {
            let table = tables.groups(dimension)
            html.element("section", [.fixed("class", "report-section")]) { html in
                html.element("h3", text: table.title)
                report(table, &html)
            }
        }
        documents(&html)
        gaps(&html)
    }

    private func figures(_ html: inout HTML) {
        html.element("dl", [.fixed("class", "figures of-ten")]) { html in
            html.figure(Figures.grouped(total.drafts), "Drafts made", note: "\(Figures.grouped(total.decided)) decided")
            shareFigure(total.share(.approvedUnedited), "Approved unedited", &html)
            shareFigure(total.share(.approvedEdited), "Approved after editing", &html)
            shareFigure(total.share(.rejected), "Rejected", &html)
            html.figure(
                Figures.grouped(total[.undecided]), "Undecided",
                note: total[.outdated] > 0
                    ? "and \(Figures.grouped(total[.outdated])) outdated by a change of the ticket" : nil)
            spreadFigure(total.editDistance, "Median change when edited", &html) { InsightWords.percent($0) }
            spreadFigure(total.decisionSeconds, "Median time to a decision", &html) {
                Figures.duration(milliseconds: $0 * 1000)
            }
            shareFigure(total.grounded, "Wholly supported drafts", of: "with sentences to check", &html)
            html.figure(
                Figures.grouped(Int(total.inputTokens + total.outputTokens)), "Tokens",
                note: "\(Figures.grouped(Int(total.inputTokens))) in, \(Figures.grouped(Int(total.outputTokens))) out")
            if total.pricedDrafts > 0 {
                html.figure(
                    Figures.decimal(total.cost, places: 2), "Cost",
                    note: "in the currency of the price you set")
            } else {
                html.figure("–", "Cost", note: "no price is set for the model")
            }
        }
    }

    private func shareFigure(_ share: Share, _ name: String, of what: String = "decided", _ html: inout HTML) {
        let counts = "\(Figures.grouped(share.count)) of \(Figures.grouped(share.total)) \(what)"
        guard !share.isTooFew, let value = share.value, let interval = share.interval else {
            return html.figure("–", name, note: "\(counts): \(ReportTable.tooFew)")
        }
        html.figure(InsightWords.percent(value), name, note: "(\(InsightWords.range(interval))) \(counts)")
    }

    private func spreadFigure(_ spread: Spread, _ name: String, _ html: inout HTML, _ words: (Double) -> String) {
        guard !spread.isTooFew, let median = spread.median, let most = spread.percentile(90) else {
            return html.figure("–", name, note: "\(Figures.grouped(spread.count)) measured: \(ReportTable.tooFew)")
        }
        html.figure(words(median), name, note: "9 of 10 at most \(words(most))")
    }

    private func distributions(_ html: inout HTML) {
        html.element("div", [.fixed("class", "pair")]) { html in
            section("How much approved replies were changed", &html) { html in
                if total.editDistance.count > 0 {
                    InsightCharts.distances(insights).write(to: &html)
                    numbers(tables.edits, "The same numbers", &html)
                } else {
                    html.element("p", [.fixed("class", "soft")], text: "No reply was edited before it was approved.")
                }
            }
            section("How long drafts waited for a decision", &html) { html in
                if total.decisionSeconds.count > 0 {
                    InsightCharts.seconds(insights).write(to: &html)
                    numbers(tables.decisions, "The same numbers", &html)
                } else {
                    html.element("p", [.fixed("class", "soft")], text: "Nothing was decided yet.")
                }
            }
        }
    }

    private func documents(_ html: inout HTML) {
        section("Documents that helped", &html) { html in
            guard !insights.documents.isEmpty else {
                html.element("p", [.fixed("class", "soft")], text: "No document was found for any of these tickets.")
                return
            }
            report(tables.documents, &html, limit: 25)
        }
    }

    private func gaps(_ html: inout HTML) {
        let gaps = insights.gaps
        section("Where documentation is missing", &html) { html in
            guard gaps.tickets > 0 else {
                html.element("p", [.fixed("class", "soft")], text: "A document was found for every ticket.")
                return
            }
            html.element("p") { html in
                html.text(
                    "For \(Figures.grouped(gaps.tickets)) of \(Figures.count(gaps.allTickets, "ticket", "tickets")) no document was found: "
                )
                html.share(Share(gaps.tickets, of: gaps.allTickets))
                html.text(".")
            }
            html.element("div", [.fixed("class", "pair")]) { html in
                html.element("div") { html in
                    html.element("h3", text: "By category")
                    report(tables.gapCategories, &html, limit: 15)
                }
                html.element("div") { html in
                    html.element("h3", text: "Words in their subjects")
                    let terms = tables.gapTerms
                    if terms.rows.isEmpty {
                        html.element("p", [.fixed("class", "soft")], text: "No word stands in more than one of them.")
                    } else {
                        report(terms, &html, limit: 15)
                    }
                }
            }
            html.element("h3", text: "The newest of these tickets")
            report(tables.gapTickets, &html, limit: 20)
        }
    }

    private func section(_ title: String, _ html: inout HTML, _ content: (inout HTML) -> Void) {
        html.element("section", [.fixed("class", "report-section")]) { html in
            html.element("h2", text: title)
            content(&html)
        }
    }

    private func numbers(_ table: ReportTable, _ summary: String, _ html: inout HTML) {
        html.disclosure(summary) { html in report(table, &html, limit: 366) }
    }

    private func report(_ table: ReportTable, _ html: inout HTML, limit: Int = 50) {
        html.reportTable(
            table, limit: limit, download: visit.link("/insights.csv?" + filter.query([("table", table.id)])))
    }
}
