import Domain
import Enrichment

/// The places in a ticket's page where the forms of the acts stand.
struct ActSlots: Sendable {
    let view: ReviewView
    private let forms: ActForms

    init(view: ReviewView) {
        self.view = view
        forms = ActForms(view)
    }

    func claim(_ html: inout HTML) { forms.writeClaim(to: &html) }

    func reply(_ html: inout HTML) { forms.writeReply(to: &html) }

    func sentence(_ sentence: ReviewView.CheckedSentence, _ html: inout HTML) {
        forms.writeSentenceTools(sentence, to: &html)
    }

    func rate(_ evidence: String, _ html: inout HTML) {
        if let piece = view.evidence(evidence) { forms.writeRateForm(piece, to: &html) }
    }

    func regenerate(_ html: inout HTML) { forms.writeRegenerate(to: &html) }
}
