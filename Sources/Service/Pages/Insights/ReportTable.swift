import Domain
import Enrichment

/// A table that a page shows and a download holds, of the same rows.
struct ReportTable: Sendable {
    /// Names it in the address of its download.
    var id: String
    var title: String
    var columns: [Column]
    var rows: [[Cell]]

    struct Column: Sendable {
        enum Kind: Sendable {
            case words, number
            /// Three columns in the download: the share and the ends of its interval.
            case share
        }

        var title: String
        /// In the download.
        var name: String
        var kind: Kind

        static func words(_ title: String, _ name: String) -> Column { Column(title: title, name: name, kind: .words) }
        static func number(_ title: String, _ name: String) -> Column {
            Column(title: title, name: name, kind: .number)
        }
        static func share(_ title: String, _ name: String) -> Column { Column(title: title, name: name, kind: .share) }
    }

    enum Cell: Sendable {
        case words(String)
        /// Words of the page's own in place of a value that is missing; nothing in the download.
        case missing(String)
        /// - Parameter address: path of this site, escaped.
        case link(String, address: String)
        case count(Int)
        case share(Share)
        /// A quantile of shares from 0 to 1; nil of too few.
        case percent(Double?)
        /// nil of too few.
        case seconds(Double?)
        /// nil without a price.
        case money(Double?)
        case time(Timestamp)
    }

    static let tooFew = "too few to say"

    func csv() -> CSVText {
        var csv = CSVText()
        csv.add(
            columns.flatMap { column in
                let names = column.kind == .share ? ["", "_low", "_high"].map { column.name + $0 } : [column.name]
                return names.map { CSVText.Field.text($0) }
            })
        for row in rows { csv.add(row.flatMap(\.fields)) }
        return csv
    }
}

extension ReportTable.Cell {
    var fields: [CSVText.Field] {
        switch self {
        case .words(let text), .link(let text, _): [.text(text)]
        case .missing: [.nothing]
        case .count(let count): [.integer(count)]
        case .share(let share):
            if !share.isTooFew, let value = share.value, let interval = share.interval {
                [Self.plain(value), Self.plain(interval.lowerBound), Self.plain(interval.upperBound)]
            } else {
                [.nothing, .nothing, .nothing]
            }
        case .percent(let value): [value.map { Self.plain($0) } ?? .nothing]
        case .seconds(let value): [value.map { Self.plain($0) } ?? .nothing]
        case .money(let value): [value.map { Self.plain($0) } ?? .nothing]
        case .time(let time): [.text(time.description)]
        }
    }

    /// Four places, without the marks that pages set between thousands.
    private static func plain(_ value: Double) -> CSVText.Field {
        let text = Figures.decimal(value, places: 4).replacing("\u{202F}", with: "").replacing("−", with: "-")
        return .number(text == "–" ? "" : text)
    }

    var isNumber: Bool {
        switch self {
        case .words, .missing, .link, .time: false
        case .count, .share, .percent, .seconds, .money: true
        }
    }

    func write(to html: inout HTML) {
        switch self {
        case .words(let text): html.element("bdi", [.data("title", text)], text: text.clipped(to: 160))
        case .missing(let text): html.element("span", [.fixed("class", "soft")], text: text)
        case .link(let text, let address):
            html.element("a", [.data("href", address)]) { html in
                html.element("bdi", text: text.isEmpty ? "(no subject)" : text.clipped(to: 160))
            }
        case .count(let count): html.text(Figures.grouped(count))
        case .share(let share): html.share(share)
        case .percent(let value): Self.write(value.map { InsightWords.percent($0) }, to: &html)
        case .seconds(let value): Self.write(value.map { Figures.duration(milliseconds: $0 * 1000) }, to: &html)
        case .money(let value):
            if let value {
                html.text(Figures.decimal(value, places: 2))
            } else {
                html.markup(
                    "<span class=\"soft\" aria-hidden=\"true\">–</span><span class=\"vh\">no price is set</span>")
            }
        case .time(let time): html.moment(time)
        }
    }

    private static func write(_ text: String?, to html: inout HTML) {
        if let text { html.text(text) } else { html.tooFew() }
    }
}

extension HTML {
    mutating func tooFew() {
        element("span", [.fixed("class", "soft too-few")], text: ReportTable.tooFew)
    }

    /// `62 % (51–72)`, or that there are too few to say.
    mutating func share(_ share: Share) {
        guard !share.isTooFew, let value = share.value, let interval = share.interval else { return tooFew() }
        text(InsightWords.percent(value))
        element("span", [.fixed("class", "interval")], text: " (" + InsightWords.range(interval) + ")")
    }

    /// - Parameters:
    ///   - limit: most rows shown; the download has them all.
    ///   - download: address of the download.
    mutating func reportTable(_ table: ReportTable, limit: Int = 50, download: String) {
        self.table(
            caption: table.title, columns: table.columns.map { ($0.title, $0.kind != .words) },
            [.fixed("class", "report")]
        ) { html in
            for row in table.rows.prefix(limit) {
                html.element("tr") { html in
                    for (index, cell) in row.enumerated() {
                        let isNumber = index < table.columns.count && table.columns[index].kind != .words
                        if index == 0, !isNumber {
                            html.element("th", [.fixed("scope", "row")]) { html in cell.write(to: &html) }
                        } else {
                            html.element("td", isNumber ? [.fixed("class", "number")] : []) { html in
                                cell.write(to: &html)
                            }
                        }
                    }
                }
            }
        }
        element("p", [.fixed("class", "table-foot soft small")]) { html in
            if table.rows.count > limit {
                html.text("The first \(limit) of \(Figures.grouped(table.rows.count)). ")
            }
            html.element("a", [.data("href", download), .fixed("download", "")]) { html in
                html.text("Download as CSV")
                html.element("span", [.fixed("class", "vh")], text: ": " + table.title)
            }
        }
    }
}
