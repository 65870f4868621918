import Domain

/// The figures of the whole batch.
struct SummaryStrip {
    var tally: ReportTally
    var totals: ReportTotals

    func write(to html: inout HTML) {
        html.markup("<section class=\"sum\" aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n<dl>")
        figure(&html, "Tickets", tally.tickets, detail: elapsed)
        figure(&html, "Device found", tally.withDevice, detail: share(tally.withDevice))
        figure(&html, "Documents found", tally.withDocument, detail: share(tally.withDocument))
        figure(&html, "Blocked drafts", tally.blocked, detail: claims, style: tally.blocked > 0 ? "bad" : nil)
        figure(&html, "Security", tally.security, detail: duplicates, style: tally.security > 0 ? "bad" : nil)
        figure(&html, "Sent to a model", tally.calls, detail: sent)
        if totals.failed > 0 { figure(&html, "Failed", totals.failed, detail: "not in this report", style: "bad") }
        html.markup("</dl>\n")
        if !totals.notes.isEmpty {
            html.element("ul", [.fixed("class", "warn")]) { html in
                for note in totals.notes { html.element("li", [.fixed("dir", "auto")], text: note) }
            }
        }
        problems(&html)
        html.markup("</section>\n")
    }

    private func figure(
        _ html: inout HTML, _ name: StaticString, _ value: Int, detail: String, style: StaticString? = nil
    ) {
        html.element("div", style.map { [.fixed("class", $0)] } ?? []) { html in
            html.element("dt") { $0.markup(name) }
            html.element("dd") { html in
                html.element("b", text: Figures.grouped(value))
                if !detail.isEmpty { html.element("span", text: detail) }
            }
        }
    }

    private var elapsed: String {
        guard let elapsed = totals.elapsedMilliseconds, elapsed > 0, elapsed.isFinite else { return "" }
        let rate = Double(tally.tickets) / elapsed * 1000
        return "in \(Figures.duration(milliseconds: elapsed)), \(Figures.decimal(rate, places: rate < 10 ? 1 : 0))/s"
    }

    private func share(_ count: Int) -> String {
        guard tally.tickets > 0 else { return "" }
        return "\(Figures.decimal(Double(count) * 100 / Double(tally.tickets), places: 0))\u{00A0}% of tickets"
    }

    private var claims: String {
        "\(Figures.grouped(tally.supported)) claims supported, \(Figures.grouped(tally.weak)) weak, "
            + "\(Figures.grouped(tally.unsupported)) unsupported"
    }

    private var duplicates: String {
        Figures.count(tally.duplicates, "likely duplicate", "likely duplicates")
    }

    private var sent: String {
        guard tally.calls > 0 else { return "nothing left this machine" }
        var text =
            "\(Figures.bytes(Int64(tally.bytesSent))) in all, \(Figures.grouped(tally.inputTokens)) + "
            + "\(Figures.grouped(tally.outputTokens)) tokens"
        if let cost = tally.cost { text += ", cost \(Figures.decimal(cost, places: 2))" }
        return text
    }

    private func problems(_ html: inout HTML) {
        guard !totals.problems.isEmpty else { return }
        html.element("details", [.fixed("class", "fold")]) { html in
            html.element("summary") { html in
                html.text(Figures.count(totals.failed, "record failed", "records failed"))
            }
            html.element("ol") { html in
                for problem in totals.problems.prefix(100) {
                    html.element("li", [.fixed("dir", "auto")], text: problem.description.clipped(to: 500))
                }
            }
            if totals.failed > min(totals.problems.count, 100) {
                html.element("p", text: "The first \(min(totals.problems.count, 100)) are shown.")
            }
        }
    }
}
