import Domain

/// The table of all tickets. Rows are kept as finished HTML; the filter is style alone (radio buttons and `:has`).
struct IndexTable: Sendable {
    private var rows = HTML()
    private var counts = [Int](repeating: 0, count: Filter.allCases.count)
    private var total = 0

    /// What the technician can narrow the table to.
    private enum Filter: Int, CaseIterable {
        case blocked, weak, security, duplicate, noDevice, noClient

        var name: StaticString {
            switch self {
            case .blocked: "Blocked"
            case .weak: "Weak claims"
            case .security: "Security"
            case .duplicate: "Duplicates"
            case .noDevice: "No device"
            case .noClient: "No client"
            }
        }

        var inputID: StaticString {
            switch self {
            case .blocked: "f-b"
            case .weak: "f-w"
            case .security: "f-s"
            case .duplicate: "f-d"
            case .noDevice: "f-n"
            case .noClient: "f-c"
            }
        }

        var rowClass: String {
            switch self {
            case .blocked: "fb"
            case .weak: "fw"
            case .security: "fs"
            case .duplicate: "fd"
            case .noDevice: "fn"
            case .noClient: "fc"
            }
        }
    }

    mutating func add(_ record: EnrichmentRecord, facts: TicketFacts, number: Int) {
        total += 1
        var filters: [Filter] = []
        if record.claims.blocked { filters.append(.blocked) }
        if record.claims.weak > 0 || record.claims.unsupported > 0 { filters.append(.weak) }
        if record.triage.security { filters.append(.security) }
        if !record.triage.duplicateOf.isEmpty { filters.append(.duplicate) }
        if record.context.devices.isEmpty { filters.append(.noDevice) }
        if record.clientID == nil { filters.append(.noClient) }
        for filter in filters { counts[filter.rawValue] += 1 }
        rows.open("tr", [.data("class", filters.map(\.rowClass).joined(separator: " "))])
        rows.element("td", [.fixed("class", "r")], text: facts.number ?? record.ticketID.rawValue.clipped(to: 24))
        rows.element("th", [.fixed("scope", "row")]) { html in
            html.element("a", [.data("href", "#t\(number)"), .fixed("dir", "auto")], text: record.shownSubject)
        }
        rows.element("td") { html in
            html.element("bdi", text: (facts.clientName ?? record.clientID?.rawValue ?? "–").clipped(to: 60))
        }
        if let device = record.context.devices.first {
            rows.element("td", text: device.hostname.clipped(to: 40))
        } else {
            rows.markup("<td class=\"z\">–</td>")
        }
        rows.element("td", text: Words.plain(record.triage.category))
        rows.element("td", text: Words.plain(record.triage.priority))
        rows.element("td") { html in
            html.verdict(record)
            if record.triage.security { html.markup(" <span class=\"c no\">! security</span>") }
        }
        rows.markup("</tr>\n")
    }

    func write(to html: inout HTML) {
        html.markup("<nav class=\"idx\" aria-labelledby=\"index\">\n<h2 id=\"index\">Index</h2>\n")
        html.element("fieldset") { html in
            html.markup("<legend>Show</legend><input type=\"radio\" name=\"f\" id=\"f-a\" checked>")
            html.markup("<label for=\"f-a\">All ")
            html.element("i", text: Figures.grouped(total))
            html.markup("</label>")
            for filter in Filter.allCases where counts[filter.rawValue] > 0 {
                html.open("input", [.fixed("type", "radio"), .fixed("name", "f"), .fixed("id", filter.inputID)])
                html.element("label", [.fixed("for", filter.inputID)]) { html in
                    html.markup(filter.name)
                    html.markup(" ")
                    html.element("i", text: Figures.grouped(counts[filter.rawValue]))
                }
            }
        }
        html.markup(
            "\n<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"index\"><table>\n<thead><tr>")
        html.markup("<th scope=\"col\" class=\"r\">No.</th><th scope=\"col\">Ticket</th><th scope=\"col\">Client</th>")
        html.markup("<th scope=\"col\">Device</th><th scope=\"col\">Category</th><th scope=\"col\">Priority</th>")
        html.markup("<th scope=\"col\">Draft</th></tr></thead>\n<tbody>\n")
        html.append(rows)
        html.markup("</tbody></table></div>\n</nav>")
    }
}

extension EnrichmentRecord {
    var shownSubject: String {
        let subject = ticket.subject.trimmingWhitespace()
        return subject.isEmpty ? "(no subject)" : subject.clipped(to: 300)
    }
}

extension HTML {
    /// The draft's verdict in a chip: `✓ 7 of 7 grounded`, `≈ 5 of 7 grounded`, `✕ blocked`.
    mutating func verdict(_ record: EnrichmentRecord) {
        let claims = record.claims
        let all = claims.supported &+ claims.weak &+ claims.unsupported
        if claims.blocked {
            markup("<span class=\"c no\">✕ blocked</span>")
        } else if record.draft.mode == .off {
            markup("<span class=\"c nn\">– no draft</span>")
        } else if all == 0 {
            markup("<span class=\"c nn\">– no claims</span>")
        } else {
            element("span", [.fixed("class", claims.supported == all ? "c ok" : "c wk")]) { html in
                html.markup(claims.supported == all ? "✓ " : "≈ ")
                html.text("\(claims.supported) of \(all) grounded")
            }
        }
    }
}
