import Digest
import Domain
import Enrichment

/// The forms of a draft's page. Each works without a script; scripts find them by `data-act`.
struct ActForms: Sendable {
    let view: ReviewView
    /// Makes the keys of this page's forms: the same form sent twice is done once.
    let nonce: String

    init(_ view: ReviewView) {
        self.view = view
        // Without randomness a form sent twice is refused the second time, since the draft has moved on.
        nonce = (try? RandomBytes.token(12)) ?? ""
    }

    var visit: Visit { view.visit }

    /// Whether this person may change the draft as it stands.
    var isOpenToCaller: Bool {
        guard visit.isAtLeast(.technician) else { return false }
        switch view.draft.state {
        case .open: return true
        case .claimed: return view.draft.actor == view.caller || visit.isAtLeast(.lead)
        case .approved, .rejected, .stale: return false
        }
    }

    func address(_ act: String) -> String { "/drafts/\(view.draft.id)/\(act)" }

    /// - Parameter mark: tells forms of the same act apart.
    func form(
        _ act: Act, _ mark: String = "", to html: inout HTML, _ attributes: [HTML.Attribute] = [],
        _ content: (inout HTML) -> Void
    ) {
        html.form(visit, action: address(act.rawValue), [.data("data-act", act.rawValue)] + attributes) { html in
            html.hidden("revision", String(view.draft.revision))
            if !nonce.isEmpty { html.hidden("key", "\(nonce).\(act.rawValue).\(mark)") }
            content(&html)
        }
    }

    // MARK: In hand

    /// Who has the draft in hand, and taking or putting it back.
    func writeClaim(to html: inout HTML) {
        html.element("div", [.fixed("class", "row claim")]) { html in
            switch view.draft.state {
            case .open where visit.isAtLeast(.technician):
                form(.claim, to: &html) { html in
                    html.button("Take it in hand", .plain, [.fixed("title", "Others then see that you work on it")])
                }
            case .claimed:
                let name = view.isHeldByCaller ? "You" : view.name(of: view.draft.actor ?? "")
                html.element("span") { html in
                    html.element("bdi", text: name)
                    html.text(view.isHeldByCaller ? " have it in hand" : " has it in hand")
                }
                if view.isHeldByCaller {
                    form(.release, to: &html) { html in html.button("Put it back", .quiet) }
                } else if visit.isAtLeast(.lead) {
                    form(.claim, to: &html) { html in html.button("Take it over", .quiet) }
                }
            case .open, .approved, .rejected, .stale: break
            }
        }
    }

    // MARK: Sentences

    /// What can be done with one sentence: delete it, vouch for it, say where it stands.
    func writeSentenceTools(_ checked: ReviewView.CheckedSentence, to html: inout HTML) {
        if let voucher = checked.voucher {
            html.element("span", [.fixed("class", "voucher small")]) { html in
                html.text("✓ ")
                html.element("bdi", text: view.name(of: voucher.actor))
                html.text(" vouches for it")
            }
        }
        let isInText = checked.section == .reply || checked.section == .steps
        guard isOpenToCaller, isInText || checked.sentence.support == .unsupported else { return }
        html.element("details", [.fixed("class", "sentence-tools"), .data("data-for", checked.key)]) { html in
            html.element("summary") { html in
                html.shape("⋯")
                html.element("span", [.fixed("class", "vh")], text: "What to do with this sentence")
            }
            html.element("div", [.fixed("class", "stack tight")]) { html in
                if isInText {
                    form(.deleteSentence, checked.key, to: &html) { html in
                        html.hidden("sentence", checked.text)
                        html.button("Delete this sentence", .quiet, key: "d")
                    }
                }
                if checked.voucher == nil, [.weak, .unsupported].contains(checked.sentence.support) {
                    form(.vouch, checked.key, to: &html) { html in
                        html.hidden("sentence", checked.text)
                        html.button(
                            "I vouch for it", .quiet, key: "v", [.fixed("title", "Your name is kept with the sentence")]
                        )
                    }
                }
                let others = view.evidence.filter { !checked.sentence.evidence.contains($0.id) }
                if !others.isEmpty {
                    form(.attach, checked.key, to: &html, [.fixed("class", "row")]) { html in
                        html.hidden("sentence", checked.text)
                        html.choice(
                            "It stands in", id: "source-\(checked.key)", name: "evidence",
                            options: others.map { ($0.id, "\($0.id) \($0.title.clipped(to: 60))") })
                        html.button("Attach", .quiet, key: "s")
                    }
                }
            }
        }
    }

    /// Whether a piece of evidence was of use.
    func writeRateForm(_ evidence: Evidence, to html: inout HTML) {
        guard visit.isAtLeast(.technician) else { return }
        let rated = view.copy.ratings[evidence.id]
        form(.rate, evidence.id, to: &html, [.fixed("class", "row rate")]) { html in
            html.hidden("evidence", evidence.id)
            rating("Useful", "1", rated == true, evidence, &html)
            rating("Not useful", "0", rated == false, evidence, &html)
        }
    }

    private func rating(_ words: String, _ value: String, _ isChosen: Bool, _ evidence: Evidence, _ html: inout HTML) {
        html.button(
            words, .quiet,
            [
                .fixed("name", "useful"), .data("value", value), .fixed("aria-pressed", isChosen ? "true" : "false"),
                .data("aria-label", "\(words): \(evidence.id)"),
            ])
    }
}
