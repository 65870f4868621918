import Domain

/// The foot of a card: what left the machine, what went wrong, how long it took.
struct Provenance {
    var record: EnrichmentRecord

    func write(to html: inout HTML) {
        html.markup("<footer>")
        if !record.warnings.isEmpty {
            html.element("ul", [.fixed("class", "warn")]) { html in
                for warning in record.warnings.prefix(20) {
                    html.element("li", [.fixed("dir", "auto")], text: "▲ " + warning.clipped(to: 400))
                }
            }
        }
        egress(&html)
        let timings = record.timings
        html.element("p", [.fixed("class", "run")]) { html in
            let stages = [
                ("normalise", timings.normalize), ("retrieve", timings.retrieve), ("draft", timings.draft),
                ("total", timings.total),
            ]
            for (name, value) in stages {
                html.element("span", text: "\(name) \(Figures.duration(milliseconds: value))")
            }
            let usage = record.usage
            if usage.inputTokens > 0 || usage.outputTokens > 0 {
                html.element("span") { html in
                    html.text("\(Figures.grouped(usage.inputTokens)) + \(Figures.grouped(usage.outputTokens)) tokens")
                    if let cost = usage.cost { html.text(", cost \(Figures.decimal(cost, places: 4))") }
                }
            }
            html.element("span", text: record.draft.prompt.clipped(to: 60))
        }
        html.markup("</footer>")
    }

    private func egress(_ html: inout HTML) {
        guard !record.egress.isEmpty else {
            html.markup("<p class=\"run\"><span>⌂ Nothing left this machine.</span></p>")
            return
        }
        html.element("details", [.fixed("class", "fold")]) { html in
            html.element("summary") { html in
                let bytes = record.egress.reduce(0) { $0 &+ $1.bytes }
                html.text("↗ " + Figures.bytes(Int64(bytes)) + " left this machine in ")
                html.text(Figures.count(record.egress.count, "call", "calls"))
            }
            html.element("ul", [.fixed("class", "calls")]) { html in
                for receipt in record.egress.prefix(20) { html.element("li") { call(receipt, &$0) } }
            }
        }
    }

    private func call(_ receipt: EgressReceipt, _ html: inout HTML) {
        html.text("Receipt \(receipt.receipt): \(Figures.grouped(receipt.bytes)) bytes to ")
        html.element("code", text: receipt.endpoint.clipped(to: 200))
        html.markup(", SHA-256 ")
        html.element("code", text: receipt.sha256.clipped(to: 64))
        let withheld = receipt.redacted.sorted { $0.key < $1.key }.filter { $0.value > 0 }
        html.markup(". Withheld: ")
        html.text(
            withheld.isEmpty
                ? "nothing" : withheld.map { "\(Words.plain($0.key)) × \($0.value)" }.joined(separator: ", "))
    }
}
