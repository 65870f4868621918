import Domain
import Enrichment
import Storage

/// A statement to be read and printed.
struct StatementView {
    let visit: Visit
    let statement: EgressStatement
    let client: Client

    func write(to html: inout HTML) {
        html.element("article", [.fixed("class", "statement card")]) { html in
            html.element("h2") { html in
                html.text("What was sent to a model for ")
                html.element("bdi", text: client.name)
            }
            html.element("p", [.fixed("class", "soft")]) { html in
                html.text("From ")
                html.moment(statement.month.start)
                html.text(" to before ")
                html.moment(statement.month.end)
                html.text(", made ")
                html.moment(visit.now)
                html.text(".")
            }
            html.element("dl", [.fixed("class", "figures")]) { html in
                html.figure(Figures.grouped(statement.calls), "Calls")
                html.figure(Figures.grouped(statement.tickets), "Tickets")
                html.figure(Figures.bytes(statement.bytes), "Sent")
                html.figure(Figures.grouped(statement.redactions.values.reduce(0, +)), "Withheld stretches")
            }
            if statement.calls == 0 {
                html.element("p", text: "Nothing was sent in this month.")
            } else {
                destinations(&html)
                redactions(&html)
            }
            proof(&html)
            html.element("p", [.fixed("class", "row no-print")]) { html in
                html.linkButton(
                    "Download every call as CSV",
                    href: visit.link(StatementChoice.path(client.id, statement.month, isDownload: true)), .plain,
                    [.fixed("download", "")])
                if let month = statement.month.previous {
                    html.linkButton(
                        "← \(month)", href: visit.link(StatementChoice.path(client.id, month)), .quiet)
                }
                if let month = statement.month.next, month.start <= visit.now {
                    html.linkButton("\(month) →", href: visit.link(StatementChoice.path(client.id, month)), .quiet)
                }
            }
        }
    }

    private func destinations(_ html: inout HTML) {
        html.element("h3", text: "Where to")
        html.table(
            caption: "Destinations",
            columns: [("Destination", false), ("Calls", true), ("Sent", true), ("Bytes", true)]
        ) { html in
            for destination in statement.destinations {
                html.element("tr") { html in
                    html.element("th", [.fixed("scope", "row")]) { html in
                        html.element("bdi", text: destination.endpoint)
                    }
                    html.number(destination.calls)
                    html.element("td", [.fixed("class", "number")], text: Figures.bytes(destination.bytes))
                    html.number(Int(destination.bytes))
                }
            }
        }
    }

    private func redactions(_ html: inout HTML) {
        html.element("h3", text: "What was withheld")
        guard !statement.redactions.isEmpty else {
            html.element("p", text: "Nothing had to be withheld.")
            return
        }
        html.table(caption: "Withheld, by kind", columns: [("Kind", false), ("Stretches", true)]) { html in
            for (kind, count) in statement.redactions.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                html.element("tr") { html in
                    html.element("th", [.fixed("scope", "row")], text: kind)
                    html.number(count)
                }
            }
        }
    }

    private func proof(_ html: inout HTML) {
        html.element("h3", text: "Proof")
        var facts = [
            ("Receipts", statement.receipts.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "none"),
            ("Digest", statement.digest),
            ("Chain head", "\(statement.headReceipt):\(statement.headHash)"),
        ]
        if statement.removedBodies > 0 {
            facts.append(
                (
                    "Removed since",
                    "\(Figures.count(statement.removedBodies, "body", "bodies")) by retention; their digests remain"
                ))
        }
        html.element("div", [.fixed("class", "proof")]) { html in html.facts(facts) }
        html.element(
            "p", [.fixed("class", "soft small")],
            text:
                "The digest is SHA-256 over receipt and hash of each call. The chain head covers every entry of the ledger up to it: keep it, and nothing before it can be rewritten unnoticed."
        )
    }
}

/// Every call of a statement, and what it comes to.
struct StatementCSV: Sendable {
    private var csv = CSVText()

    init() {
        csv.add(
            ["receipt", "at", "ticket_id", "endpoint", "bytes", "sha256", "withheld", "answer_status", "hash"].map {
                .text($0)
            })
    }

    mutating func add(_ entry: LedgerEntry) {
        let receipt = entry.receipt
        csv.add([
            .number(String(receipt.receipt)), .text(entry.at.description), .text(entry.ticketID.rawValue),
            .text(receipt.endpoint), .integer(receipt.bytes), .text(receipt.sha256),
            .text(LedgerWords.redactions(receipt.redacted)),
            entry.answerStatus.map { .integer($0) } ?? .nothing, .text(entry.hash),
        ])
    }

    /// With a last line that sums up: calls, bytes, digest and chain head.
    func finished(_ statement: EgressStatement) -> CSVText {
        var csv = csv
        csv.add([
            .text("total"), .text(statement.month.description), .integer(statement.tickets),
            .text("\(statement.calls) calls"), .number(String(statement.bytes)), .text(statement.digest),
            .text(LedgerWords.redactions(statement.redactions)), .nothing,
            .text("\(statement.headReceipt):\(statement.headHash)"),
        ])
        return csv
    }
}

extension HTML {
    mutating func number(_ value: Int) {
        element("td", [.fixed("class", "number")], text: Figures.grouped(value))
    }
}
