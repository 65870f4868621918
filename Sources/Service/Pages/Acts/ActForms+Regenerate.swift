import Domain
import Enrichment

extension ActForms {
    /// Having the draft written anew: with another wording, in another language, or without terms that led astray.
    func writeRegenerate(to html: inout HTML) {
        guard isOpenToCaller, view.record.draft.mode != .off else { return }
        html.disclosure("Write it anew", id: "regenerate") { html in
            html.form(
                visit, action: address("regenerate"),
                [.fixed("data-act", "regenerate"), .fixed("class", "stack tight")]
            ) { html in
                html.hidden("revision", String(view.draft.revision))
                html.field(
                    "What should be different", id: "instruction", name: "instruction",
                    hint: "One line; needs a language model.", [.fixed("maxlength", "200")])
                html.choice(
                    "Style", id: "style", name: "style",
                    options: [("", "As usual"), ("shorter", "Shorter"), ("longer", "Longer"), ("plainer", "Plainer")],
                    hint: "Needs a language model.")
                html.choice(
                    "Language of the reply", id: "language", name: "language",
                    options: [("", "The ticket’s own")] + WishFields.languages.map { ($0.tag, $0.name) })
                html.textArea(
                    "Terms to search without", id: "struck", name: "struck", rows: 3,
                    hint: "One a line, as they stand with the evidence. What is found is then ranked anew.")
                html.element(
                    "p", [.fixed("class", "soft")],
                    text: "Edits, vouchers and sources of this draft are left behind; its former text is kept.")
                html.element("p") { html in html.button("Write it anew", .plain, key: "R") }
            }
        }
    }
}
