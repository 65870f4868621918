import Domain
import Enrichment

/// What left the building for this draft, or that nothing did and what may.
struct EgressPanel: Sendable {
    let view: ReviewView
    /// As it is now; the draft was made under the record's.
    let policy: Policy
    /// Whether an endpoint is configured.
    let hasModel: Bool

    func write(to html: inout HTML) {
        let receipts = view.record.egress
        guard !receipts.isEmpty else { return nothing(&html) }
        let bytes = receipts.reduce(0) { $0 &+ $1.bytes }
        html.element("p") { html in
            html.text("\(Figures.bytes(Int64(bytes))) left in \(Figures.count(receipts.count, "call", "calls")).")
            let usage = view.record.usage
            if usage.inputTokens + usage.outputTokens > 0 {
                html.text(" \(Figures.grouped(usage.inputTokens)) + \(Figures.grouped(usage.outputTokens)) tokens")
                if let cost = usage.cost { html.text(", cost \(Figures.decimal(cost, places: 4))") }
                html.markup(".")
            }
        }
        for receipt in receipts.prefix(20) { self.receipt(&html, receipt) }
    }

    private func receipt(_ html: inout HTML, _ receipt: EgressReceipt) {
        html.element("article", [.fixed("class", "found")]) { html in
            html.element("h3") { html in
                if view.visit.isAtLeast(.readsEgress) {
                    html.element(
                        "a",
                        [
                            .data(
                                "href",
                                view.visit.link(TicketLinks.egress(view.draft.ticketID, receipt: receipt.receipt)))
                        ],
                        text: "Receipt \(receipt.receipt): see what was sent")
                } else {
                    html.text("Receipt \(receipt.receipt)")
                }
            }
            html.receiptFacts(receipt)
        }
    }

    private func nothing(_ html: inout HTML) {
        html.markup("<p><strong>Nothing left the building for this draft.</strong></p>")
        html.element("p", text: policy.whatMayLeave)
        if policy != view.record.policy {
            html.element(
                "p", [.fixed("class", "soft")],
                text: "The draft was made under another one. \(view.record.policy.label).")
        }
        guard policy.letsModelsWrite else { return }
        guard hasModel else {
            return html.element(
                "p", [.fixed("class", "soft")],
                text: "No model is set up. An administrator names one in the configuration (llm.endpoint, llm.model); "
                    + "then its address is held against this policy before each call.")
        }
        guard view.visit.isAtLeast(.readsEgress) else { return }
        html.element("p") { html in
            html.element(
                "a", [.data("href", view.visit.link(TicketLinks.outbound(view.draft.id)))],
                text: "See the exact bytes that would leave")
        }
    }
}

extension HTML {
    mutating func receiptFacts(_ receipt: EgressReceipt) {
        sentFacts(to: receipt.endpoint, bytes: receipt.bytes, sha256: receipt.sha256, withheld: receipt.redacted)
    }

    mutating func sentFacts(
        to endpoint: String, bytes: Int, sha256: String, withheld: [String: Int], destination: StaticString = "Sent to"
    ) {
        element("dl", [.fixed("class", "facts")]) { html in
            html.fact(destination) { html in html.element("code", text: endpoint.clipped(to: 200)) }
            html.fact("Size") { html in html.text("\(Figures.grouped(bytes)) bytes") }
            html.fact("SHA-256") { html in html.element("code", text: sha256.clipped(to: 64)) }
            html.fact("Withheld") { html in
                let withheld = withheld.filter { $0.value > 0 }.sorted { $0.key < $1.key }
                html.text(
                    withheld.isEmpty
                        ? "nothing had to be"
                        : withheld.map { "\(Words.plain($0.key)) × \($0.value)" }.joined(separator: ", "))
            }
        }
    }
}

extension Policy {
    var letsModelsWrite: Bool {
        switch self {
        case .off, .extractive: false
        case .local, .cloudPseudonymized, .cloud: true
        }
    }

    /// What a policy lets out, in words.
    var whatMayLeave: String {
        switch self {
        case .off: "The client’s policy allows no draft at all, so nothing of its tickets is ever sent to a model."
        case .extractive:
            "The client’s policy allows drafts without a model only, so nothing of its tickets is ever sent to one."
        case .local:
            "Under the client’s policy the ticket and the evidence of this page, without secrets, may go to a model on this machine or in your own network, once one is set up; nothing may go further."
        case .cloudPseudonymized:
            "Under the client’s policy the ticket and the evidence of this page may go to a model, once one is set up: without secrets, and with people, hosts, addresses and names replaced by placeholders."
        case .cloud:
            "Under the client’s policy the ticket and the evidence of this page, without secrets, may go to a model, once one is set up."
        }
    }
}
