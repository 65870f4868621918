import Domain
import Enrichment

/// The draft, sentence by sentence, each with what it rests on.
struct DraftColumn: Sendable {
    let view: ReviewView
    let anchors: EvidenceAnchors

    /// No sentence is this long; what a model returned as one may be.
    private static let shownCharacters = 4000
    private static let shownMissing = 12

    func write(to html: inout HTML) {
        let draft = view.record.draft
        html.element("div", [.fixed("class", "card draft")]) { html in
            html.element("div", [.fixed("class", "row apart")]) { html in
                html.markup("<h2>Draft</h2>")
                html.element("span", [.fixed("class", "soft small")], text: origin)
            }
            blocked(&html)
            if draft.mode == .off, draft.sentences.isEmpty {
                html.markup(
                    "<p class=\"soft\">The client’s policy allows no draft. What was found is shown all the same.</p>")
            }
            part(&html, .summary, "Summary", "ul")
            part(&html, .steps, "Next steps (internal)", "ol")
            if let steps = view.copy.steps {
                html.disclosure("The next steps as they were edited", isOpen: true) { html in
                    html.element("div", [.fixed("class", "words-of-others"), .fixed("dir", "auto")], text: steps)
                }
            }
            part(&html, .questions, "Questions to ask", "ul")
            html.element(
                "section",
                [.fixed("id", "reply"), .fixed("class", "part reply"), .fixed("aria-labelledby", "reply-title")]
            ) { html in
                html.markup("<h3 id=\"reply-title\">Reply to the requester</h3>")
                list(&html, .reply, "ul")
                ActSlots(view: view).reply(&html)
            }
            ActSlots(view: view).regenerate(&html)
        }
        LiveView.template(to: &html)
    }

    private var origin: String {
        switch view.record.draft.mode {
        case .llm: "written by \((view.record.draft.model ?? "a model").clipped(to: 60))"
        case .extractive: "taken from what was found, without a model"
        case .off: "none"
        }
    }

    private func blocked(_ html: inout HTML) {
        // Who may decide reads it beside the buttons.
        guard view.verdict.claims.blocked, view.draft.state == .open || view.draft.state == .claimed,
            !ActForms(view).isOpenToCaller
        else { return }
        html.banner(.bad, "This cannot be approved as it stands.") { html in
            html.element("ul") { html in
                for reason in ReasonWords.texts(view.verdict.claims.reasons).prefix(12) {
                    html.element("li", [.fixed("dir", "auto")], text: reason.clipped(to: 400))
                }
            }
            html.markup("<p>Edit or delete those sentences, or vouch for them.</p>")
        }
    }

    private func part(_ html: inout HTML, _ section: ReviewView.Section, _ title: StaticString, _ tag: StaticString) {
        guard !view.sentences(of: section).isEmpty else { return }
        html.element(
            "section",
            [
                .data("id", section.rawValue), .fixed("class", "part"),
                .data("aria-labelledby", section.rawValue + "-title"),
            ]
        ) { html in
            html.element("h3", [.data("id", section.rawValue + "-title")]) { html in html.markup(title) }
            list(&html, section, tag)
        }
    }

    private func list(_ html: inout HTML, _ section: ReviewView.Section, _ tag: StaticString) {
        let sentences = view.sentences(of: section)
        guard !sentences.isEmpty else { return }
        html.element(tag, [.fixed("class", "sentences")]) { html in
            for sentence in sentences { self.sentence(&html, sentence) }
        }
    }

    private func sentence(_ html: inout HTML, _ checked: ReviewView.CheckedSentence) {
        let sentence = checked.sentence
        var attributes: [HTML.Attribute] = [
            .fixed("class", "sentence"), .data("id", "s-" + checked.key), .data("data-sentence", checked.key),
            .data("data-support", sentence.support.rawValue),
            .data("data-evidence", sentence.evidence.filter { anchors[$0] != nil }.joined(separator: " ")),
        ]
        if let language = view.record.draft.language.asLanguageTag { attributes.append(.data("lang", language)) }
        html.element("li", attributes) { html in
            html.element(
                "span", [.fixed("class", "said"), .fixed("dir", "auto")],
                text: sentence.text.clipped(to: Self.shownCharacters))
            html.markup(" ")
            html.element("span", [.fixed("class", "rests"), .fixed("lang", "en")]) { html in
                chip(&html, sentence)
                if sentence.kind == .promise { html.tag("promise", tone: .info) }
                if checked.isInternalOnly { html.tag("from internal text", tone: .weak) }
            }
            notes(&html, checked)
            ActSlots(view: view).sentence(checked, &html)
        }
    }

    /// Shape, word and colour; a link to the first evidence, with the others beside it.
    private func chip(_ html: inout HTML, _ sentence: Sentence) {
        let known = sentence.evidence.filter { anchors[$0] != nil }
        let body: (inout HTML) -> Void = { html in
            html.shape(sentence.support.shape)
            html.element("span", [.fixed("class", "word")]) { html in html.markup(sentence.support.word) }
            if let first = known.first { html.element("span", [.fixed("class", "cite")], text: first.clipped(to: 16)) }
        }
        if let anchor = known.first.flatMap({ anchors[$0] }) {
            html.element("a", [.fixed("class", sentence.support.chipClass), .data("href", "#" + anchor)], body)
        } else {
            html.element("span", [.fixed("class", sentence.support.chipClass)], body)
        }
        for id in known.dropFirst().prefix(8) {
            guard let anchor = anchors[id] else { continue }
            html.markup(" ")
            html.element("a", [.fixed("class", "chip more"), .data("href", "#" + anchor)], text: id.clipped(to: 16))
        }
        for id in sentence.evidence.filter({ anchors[$0] == nil }).prefix(4) {
            html.markup(" ")
            html.element("span", [.fixed("class", "chip bad")], text: id.clipped(to: 16) + " does not exist")
        }
    }

    private func notes(_ html: inout HTML, _ checked: ReviewView.CheckedSentence) {
        let missing = checked.sentence.missing
        if !missing.isEmpty {
            html.element("p", [.fixed("class", "missing"), .fixed("lang", "en")]) { html in
                html.markup("Not in what it cites: ")
                for (index, token) in missing.prefix(Self.shownMissing).enumerated() {
                    if index > 0 { html.markup(", ") }
                    html.element("code", [.fixed("dir", "auto")], text: token.clipped(to: 120))
                }
                if missing.count > Self.shownMissing { html.text(" and \(missing.count - Self.shownMissing) more") }
            }
        }
    }
}

extension Sentence.Support {
    fileprivate var chipClass: StaticString {
        switch self {
        case .supported: "chip ok"
        case .weak: "chip weak"
        case .unsupported: "chip bad"
        case .notNeeded: "chip none"
        }
    }
}
