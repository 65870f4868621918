import Domain
import Enrichment
import Storage

/// One call, and its exact bytes where they were asked for.
struct EgressEntryView {
    /// More is not put on a page.
    static let mostBytes = 262_144

    enum Body {
        case notAsked
        /// They quote what is another client's by now.
        case walledOff
        /// Empty: removed by retention, or nothing was sent.
        case bytes([UInt8])
    }

    let visit: Visit
    let entry: LedgerEntry
    let body: Body
    let clientName: String?

    func write(to html: inout HTML) {
        let receipt = entry.receipt
        html.element("div", [.fixed("class", "page-head")]) { html in
            html.element("h1", text: "Receipt \(receipt.receipt)")
            html.element("a", [.data("href", visit.link("/ledger?tab=egress"))], text: "Back to the ledger")
        }
        html.element("div", [.fixed("class", "card proof")]) { html in
            html.facts([
                ("When", Figures.minute(entry.at)), ("Client", clientName ?? "not known"),
                ("Ticket", entry.ticketID.rawValue), ("Destination", receipt.endpoint),
                ("Bytes", Figures.grouped(receipt.bytes)),
                ("Withheld", receipt.redacted.isEmpty ? "nothing" : LedgerWords.redactions(receipt.redacted)),
                ("Answer", entry.answerStatus.map { "status \($0)" } ?? "none is stored"),
                ("SHA-256 of body", receipt.sha256), ("Hash", entry.hash), ("Hash before", entry.previousHash),
            ])
        }
        html.element("h2", text: "What was sent")
        switch body {
        case .notAsked:
            html.element(
                "p", [.fixed("class", "soft")],
                text: "A look at the bytes is noted in the audit ledger, with your name.")
            html.element("p") { html in
                html.linkButton(
                    "Show the exact bytes", href: visit.link("/ledger/egress/\(receipt.receipt)?bytes=shown"), .plain,
                    [.fixed("rel", "nofollow")])
            }
        case .walledOff:
            html.emptyState(
                "The bytes are not shown",
                "They may quote an earlier ticket that is not this client’s any more. Those who see every client can read them."
            )
        case .bytes(let bytes) where bytes.isEmpty:
            html.emptyState(
                receipt.bytes > 0 ? "The bytes were removed" : "Nothing was sent",
                receipt.bytes > 0
                    ? "Retention removed them. Their length and SHA-256 above remain, and so does the chain."
                    : "The body of this call was empty.")
        case .bytes(let bytes): self.bytes(bytes, &html)
        }
    }

    private func bytes(_ body: [UInt8], _ html: inout HTML) {
        var shown = body.prefix(Self.mostBytes)
        // Not in the middle of a character.
        while shown.count < body.count, let last = shown.last, last & 0x80 != 0 { shown.removeLast() }
        html.element("p", [.fixed("class", "soft small")]) { html in
            html.text("Exactly as it left, in boxes what stands for something that was withheld. ")
            html.text("Your look is noted in the audit ledger.")
        }
        html.element(
            "div",
            [
                .fixed("class", "scroll bytes"), .fixed("role", "region"), .fixed("tabindex", "0"),
                .fixed("aria-label", "The exact bytes"),
            ]
        ) { html in
            html.element("pre", [.fixed("dir", "ltr")]) { html in
                var place = shown.startIndex
                for range in WithheldMarks.ranges(in: shown) {
                    html.text(String(decoding: shown[place..<range.lowerBound], as: UTF8.self))
                    html.element(
                        "span", [.fixed("class", "withheld")], text: String(decoding: shown[range], as: UTF8.self))
                    place = range.upperBound
                }
                html.text(String(decoding: shown[place...], as: UTF8.self))
            }
        }
        if shown.count < body.count {
            html.element(
                "p", [.fixed("class", "soft")],
                text:
                    "The first \(Figures.grouped(shown.count)) of \(Figures.grouped(body.count)) bytes. The API gives all of them; so does sidenote egress show --body \(entry.receipt.receipt)."
            )
        }
    }
}

/// One act.
struct AuditEntryView {
    let visit: Visit
    let entry: AuditRecord
    let actor: String
    let clientName: String?

    func write(to html: inout HTML) {
        html.element("div", [.fixed("class", "page-head")]) { html in
            html.element("h1", text: "Entry \(entry.id)")
            html.element("a", [.data("href", visit.link("/ledger?tab=audit"))], text: "Back to the ledger")
        }
        html.element("div", [.fixed("class", "card proof")]) { html in
            html.facts([
                ("When", Figures.minute(entry.at)), ("Who", actor == entry.actor ? actor : "\(actor) (\(entry.actor))"),
                ("What", LedgerWords.act(entry.act.rawValue)), ("To what", entry.object.isEmpty ? "–" : entry.object),
                ("Client", clientName ?? "of no client"), ("Hash", entry.hash), ("Hash before", entry.previousHash),
            ])
        }
        guard !entry.detail.isEmpty else { return }
        html.element("h2", text: "Further facts")
        html.element("div", [.fixed("class", "card proof")]) { html in
            html.facts(
                entry.detail.sorted { $0.key < $1.key }.map { ($0.key.replacing("_", with: " "), $0.value) })
        }
    }
}

/// When both ledgers were verified last, and what was found.
struct VerificationView {
    let visit: Visit
    let state: LedgerVerification.State
    let names: PersonNames?

    func write(to html: inout HTML) {
        html.element("div", [.fixed("class", "page-head")]) { html in
            html.element("h1", text: "Verification of the ledgers")
            html.element("a", [.data("href", visit.link("/ledger"))], text: "Back to the ledger")
        }
        html.element(
            "p", [.fixed("class", "soft")],
            text:
                "Every entry is read and its hash computed anew, from the first to the newest, in the background. Only a head that you keep elsewhere proves that nobody rewrote a whole chain."
        )
        if let running = state.running { self.running(running, &html) }
        if let last = state.last { outcome(last, &html) }
        if state.running == nil {
            html.form(visit, action: "/ledger/verify") { html in
                html.button(state.last == nil ? "Verify now" : "Verify again", .primary)
            }
        }
        if state.running == nil, state.last == nil {
            html.element("p", [.fixed("class", "soft small")], text: "Not verified since this service started.")
        }
    }

    private func running(_ progress: LedgerVerification.Progress, _ html: inout HTML) {
        html.banner(.info, "Under way since \(Figures.minute(progress.startedAt))") { html in
            html.element("p") { html in
                html.text(
                    "The \(progress.ledger) ledger, \(Figures.grouped(Int(progress.done))) of \(Figures.grouped(Int(progress.total))) entries. "
                )
                html.element("a", [.data("href", visit.link("/ledger/verification"))], text: "Look again")
            }
        }
    }

    private func outcome(_ outcome: LedgerVerification.Outcome, _ html: inout HTML) {
        let when = "\(Figures.minute(outcome.endedAt)), started by \(names?.known(outcome.actor) ?? outcome.actor)"
        guard let found = outcome.found else {
            return html.banner(.bad, "Could not be read to the end") { html in
                html.element("p", text: when + ". Try again; if it fails again, look into the log of the service.")
            }
        }
        html.banner(found.isSound ? .ok : .bad, found.isSound ? "Both ledgers are sound" : "A ledger does not hold") {
            html in
            html.element("p", text: when + ".")
        }
        ledger(
            "Egress ledger", found.egress.count, found.egress.head, found.egress.firstBroken, found.egress.reason, &html
        )
        ledger(
            "Audit ledger", found.audit.count, found.audit.head.description, found.audit.firstBroken,
            found.audit.reason, &html)
    }

    private func ledger(
        _ name: String, _ count: Int64, _ head: String, _ broken: Int64?, _ reason: String?, _ html: inout HTML
    ) {
        html.element("section", [.fixed("class", "card proof")]) { html in
            html.element("h2", text: name)
            var facts = [("Entries", Figures.grouped(Int(count))), ("Sound up to", head)]
            if let broken { facts.append(("First bad entry", "\(broken): \(reason ?? "it does not hold")")) }
            html.facts(facts)
        }
    }
}
