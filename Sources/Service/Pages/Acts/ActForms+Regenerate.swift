import Domain
import Enrichment

extension ActForms {
    func writeRegenerate(to html: inout HTML) {
        guard isOpenToCaller, view.record.draft.mode != .off else { return }
        let form = RegenerateForm(
            visit, draft: view.draft.id, revision: view.draft.revision,
            key: nonce.isEmpty ? nil : "\(nonce).regenerate.")
        html.disclosure("Write it anew", id: "regenerate") { html in form.write(to: &html) }
    }
}
