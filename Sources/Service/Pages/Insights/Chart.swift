import Enrichment

/// Bars as SVG, without styles of its own: colours come from the stylesheet by class. A chart says in words what it is
/// and stands above a table of the same numbers.
struct Chart: Sendable {
    /// One colour.
    struct Series: Sendable {
        var label: String
        /// Class of the stylesheet.
        var mark: StaticString
    }

    struct Bar: Sendable {
        /// Beneath the bar; a few characters.
        var label: String
        /// In the pop-up text.
        var longLabel: String
        /// One for each series, stacked from the bottom.
        var values: [Int]

        var sum: Int { values.reduce(0, +) }
    }

    var id: StaticString
    var title: String
    /// What the numbers count: `drafts`.
    var unit: String
    var series: [Series]
    var bars: [Bar]

    private static let width = 720.0
    private static let height = 220.0
    private static let left = 40.0
    private static let bottom = 24.0
    private static let top = 10.0

    /// The lowest of 1, 2, 5, 10, … that no bar is above of, with four lines at most.
    static func scale(_ most: Int) -> (step: Int, lines: Int) {
        var step = 1
        var factor = 0
        while step * 4 < most {
            // 1, 2, 5, 10, 20, 50, …
            step = factor % 3 == 1 ? step / 2 * 5 : step * 2
            factor += 1
        }
        return (step, max(1, (most + step - 1) / step))
    }

    func write(to html: inout HTML) {
        if series.count > 1 { legend(&html) }
        html.element(
            "div",
            [.fixed("class", "chart"), .fixed("role", "region"), .fixed("tabindex", "0"), .data("aria-label", title)]
        ) { html in
            html.element(
                "svg",
                [
                    .fixed("viewBox", "0 0 720 220"), .fixed("role", "img"), .fixed("focusable", "false"),
                    .data("aria-label", summary),
                ]
            ) { html in draw(&html) }
        }
    }

    /// What the chart shows, in a sentence.
    private var summary: String {
        guard let most = bars.max(by: { $0.sum < $1.sum }) else { return title }
        let all = bars.reduce(0) { $0 + $1.sum }
        return
            "\(title): \(Figures.grouped(all)) \(unit), the most in \(most.longLabel) (\(Figures.grouped(most.sum))). "
            + "The table below has every number."
    }

    private func legend(_ html: inout HTML) {
        html.element("ul", [.fixed("class", "legend")]) { html in
            for series in series {
                html.element("li") { html in
                    html.element("span", [.fixed("class", series.mark), .fixed("aria-hidden", "true")]) { _ in }
                    html.text(series.label)
                }
            }
        }
    }

    private func draw(_ html: inout HTML) {
        let (step, lines) = Self.scale(bars.map(\.sum).max() ?? 0)
        let plot = Self.height - Self.top - Self.bottom
        let unit = plot / Double(step * lines)
        for line in 0...lines {
            let y = Self.height - Self.bottom - Double(step * line) * unit
            html.element(
                "line",
                [
                    .fixed("class", line == 0 ? "axis" : "grid"), .data("x1", Self.number(Self.left)),
                    .data("x2", Self.number(Self.width)), .data("y1", Self.number(y)), .data("y2", Self.number(y)),
                ]
            ) { _ in }
            html.element(
                "text",
                [.fixed("class", "tick end"), .data("x", Self.number(Self.left - 6)), .data("y", Self.number(y + 4))],
                text: Figures.grouped(step * line))
        }
        let slot = (Self.width - Self.left) / Double(max(1, bars.count))
        let width = min(48, slot * 0.72)
        // As many labels as have room.
        let every = max(1, Int((56 / slot).rounded(.up)))
        for (index, bar) in bars.enumerated() {
            let middle = Self.left + slot * (Double(index) + 0.5)
            var y = Self.height - Self.bottom
            for (series, value) in zip(series, bar.values) where value > 0 {
                let height = Double(value) * unit
                y -= height
                html.element(
                    "rect",
                    [
                        .fixed("class", series.mark), .data("x", Self.number(middle - width / 2)),
                        .data("y", Self.number(y)), .data("width", Self.number(width)),
                        .data("height", Self.number(height)),
                    ]
                ) { html in
                    let name = self.series.count > 1 ? "\(series.label), " : ""
                    html.element("title", text: "\(name)\(bar.longLabel): \(Figures.grouped(value))")
                }
            }
            guard index % every == 0 else { continue }
            html.element(
                "text",
                [
                    .fixed("class", "tick middle"), .data("x", Self.number(middle)),
                    .data("y", Self.number(Self.height - 7)),
                ], text: bar.label)
        }
    }

    /// A coordinate with two places.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100)." + (fraction < 10 ? "0\(fraction)" : "\(fraction)")
    }
}
