import Domain
import Enrichment

/// The places in a ticket's page where the forms of the acts stand.
struct ActSlots: Sendable {
    let view: ReviewView

    func claim(_ html: inout HTML) {}

    func reply(_ html: inout HTML) {
        guard view.copy.text.unlessBlank != nil else { return }
        html.disclosure(view.copy.isEdited ? "The reply as it was edited" : "The reply as it would be sent", isOpen: view.copy.isEdited) { html in
            html.element("div", [.fixed("class", "words-of-others"), .fixed("dir", "auto")], text: view.copy.text)
        }
    }

    func sentence(_ sentence: ReviewView.CheckedSentence, _ html: inout HTML) {}

    func rate(_ evidence: String, _ html: inout HTML) {}

    func regenerate(_ html: inout HTML) {}
}
