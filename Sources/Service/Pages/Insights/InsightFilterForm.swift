import Domain
import Enrichment

struct InsightFilterForm {
    let visit: Visit
    let filter: InsightFilter
    let clients: [Client]
    let boards: [String]

    func write(to html: inout HTML) {
        html.search(visit, action: "/insights", [.fixed("class", "filters"), .fixed("aria-label", "Which drafts")]) {
            html in
            html.choice(
                "Period", id: "insights-days", name: "days",
                options: InsightFilter.periods.map { (String($0), "Last \($0) days") } + [("other", "From – to")],
                selected: filter.days.map(String.init) ?? "other")
            html.field("From", id: "insights-from", name: "from", value: filter.from, type: "date")
            html.field("To", id: "insights-to", name: "to", value: filter.to, type: "date")
            html.choice(
                "Client", id: "insights-client", name: "client",
                options: [("", "Every client")] + clients.map { ($0.id.rawValue, $0.name) },
                selected: filter.client?.rawValue)
            var boards = boards
            if let board = filter.board, !boards.contains(board) { boards.insert(board, at: 0) }
            html.choice(
                "Board", id: "insights-board", name: "board",
                options: [("", "Every board")] + boards.map { ($0, $0.clipped(to: 60)) }, selected: filter.board)
            html.button("Show", .primary)
        }
    }
}
