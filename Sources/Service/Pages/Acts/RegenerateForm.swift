import Domain
import Enrichment

/// The form that has a draft written anew: with another wording, in another language, or without terms that led astray.
struct RegenerateForm: Sendable {
    let visit: Visit
    let draft: Int64
    let revision: Int64
    /// Stands for this form: sent twice it is done once.
    let key: String?
    /// As they were typed before; empty for a fresh form.
    var instruction = ""
    var style = ""
    var language = ""
    var struck = ""

    init(_ visit: Visit, draft: Int64, revision: Int64, key: String?) {
        self.visit = visit
        self.draft = draft
        self.revision = revision
        self.key = key
    }

    mutating func fill(from fields: FormFields) {
        instruction = fields["instruction"] ?? ""
        style = fields["style"] ?? ""
        language = fields["language"] ?? ""
        struck = ActFields.lines(fields["struck"]) ?? ""
    }

    func write(to html: inout HTML) {
        html.form(
            visit, action: "/drafts/\(draft)/regenerate",
            [.fixed("data-act", "regenerate"), .fixed("class", "stack tight")]
        ) { html in
            html.hidden("revision", String(revision))
            if let key { html.hidden("key", key) }
            html.field(
                "What should be different", id: "instruction", name: "instruction", value: instruction,
                hint: "One line; needs a language model.", [.fixed("maxlength", "200")])
            html.choice(
                "Style", id: "style", name: "style",
                options: [("", "As usual"), ("shorter", "Shorter"), ("longer", "Longer"), ("plainer", "Plainer")],
                selected: style, hint: "Needs a language model.")
            html.choice(
                "Language of the reply", id: "language", name: "language",
                options: [("", "The ticket’s own")] + WishFields.languages.map { ($0.tag, $0.name) },
                selected: language)
            html.textArea(
                "Terms to search without", id: "struck", name: "struck", value: struck, rows: 3,
                hint: "One a line, as they stand with the evidence. What is found is then ranked anew.")
            html.element(
                "p", [.fixed("class", "soft")],
                text: "Edits, vouchers and sources of this draft are left behind; its former text is kept.")
            html.element("p") { html in html.button("Write it anew", .plain, key: "R") }
        }
    }
}
