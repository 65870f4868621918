import Domain

/// The draft, sentence by sentence, each beside what it rests on.
struct DraftSection {
    var record: EnrichmentRecord
    var anchors: Anchors

    /// No sentence is this long; what a model returned as one may be.
    static let shownSentence = 4000

    func write(to html: inout HTML) {
        let draft = record.draft
        html.element("section", [.fixed("class", "draft")]) { html in
            html.element("div", [.fixed("class", "hd")]) { html in
                html.markup("<h3>Draft</h3>")
                html.element("span", [.fixed("class", "q")], text: origin)
            }
            if draft.mode == .off, draft.sentences.isEmpty {
                html.markup(
                    "<p class=\"q\">The client’s policy allows no draft. What was found is shown all the same.</p>")
                return
            }
            sentences(&html, "Summary", draft.summary, tag: "ul")
            sentences(&html, "Next steps (internal)", draft.steps, tag: "ol")
            sentences(&html, "Questions to ask", draft.questions, tag: "ul")
            reply(&html)
        }
    }

    private var origin: String {
        switch record.draft.mode {
        case .llm: "by \((record.draft.model ?? "a model").clipped(to: 60))"
        case .extractive: "from retrieved text, without a model"
        case .off: "none"
        }
    }

    private func sentences(
        _ html: inout HTML, _ title: StaticString, _ sentences: [Sentence], tag: StaticString
    ) {
        guard !sentences.isEmpty else { return }
        html.element("h4") { $0.markup(title) }
        html.element(tag, [.fixed("class", "s")]) { html in
            for sentence in sentences { html.element("li") { self.sentence(&$0, sentence) } }
        }
    }

    private func reply(_ html: inout HTML) {
        let text = record.draft.replyText
        guard !record.draft.reply.isEmpty || !text.isEmpty else { return }
        html.markup("<div class=\"reply\">")
        sentences(&html, "Reply to the requester", record.draft.reply, tag: "ul")
        if !text.isEmpty {
            html.element("details", [.fixed("class", "fold")]) { html in
                html.markup("<summary>As it would be pasted</summary>")
                var attributes: [HTML.Attribute] = [.fixed("class", "body"), .fixed("dir", "auto")]
                if let language = record.draft.language.asLanguageTag { attributes.append(.data("lang", language)) }
                html.element("div", attributes, text: text.clipped(to: TicketCard.shownText))
            }
        }
        html.markup("</div>")
    }

    private func sentence(_ html: inout HTML, _ sentence: Sentence) {
        html.element("div", [.fixed("class", "tx"), .fixed("dir", "auto")]) { html in
            html.text(sentence.text.clipped(to: Self.shownSentence))
            if sentence.kind == .promise { html.markup(" <span class=\"kind\">promise</span>") }
        }
        html.element("div", [.fixed("class", "rest")]) { html in
            html.element("span", [.fixed("class", sentence.support.style)]) { html in
                html.markup(sentence.support.shape)
                html.markup(" ")
                html.markup(sentence.support.word)
            }
            for id in sentence.evidence.prefix(12) {
                if let anchor = anchors[id] {
                    html.element("a", [.data("href", "#" + anchor), .fixed("class", "ref")], text: id.clipped(to: 16))
                } else {
                    html.element(
                        "span", [.fixed("class", "ref gone"), .fixed("title", "no such evidence in the record")],
                        text: id.clipped(to: 16) + "?")
                }
            }
        }
        if !sentence.missing.isEmpty {
            html.element("p", [.fixed("class", "miss")]) { html in
                html.markup("Not in its evidence: ")
                for token in sentence.missing.prefix(12) {
                    html.element("code", text: token.clipped(to: 120))
                    html.markup(" ")
                }
            }
        }
    }
}
